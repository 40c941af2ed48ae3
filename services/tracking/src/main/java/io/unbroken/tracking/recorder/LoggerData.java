package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Model.Leg;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the loggers of one journey gave while they spoke for it. The same blocks in any order give equal data.
///
/// @param readings whole days that touch a leg or a report's run, by logger
/// @param reports those of which the run touches a leg
public record LoggerData(Map<LoggerId, Readings> readings, List<DeviceReport> reports) {

    /// The days of a report are those of the device's own zone.
    private static final int WIDEST_ZONE_DAYS = 1;

    /// The buckets that may hold readings of these legs, and the loggers' reports.
    static Set<BucketId> buckets(Collection<Leg> legs, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        for (Leg leg : legs) {
            days(leg.logger(), loggers).stream()
                    .filter(day -> touches(leg, day, day) || day.equals(SignedReadings.REPORTS))
                    .forEach(day -> ids.add(new BucketId(leg.logger(), day)));
        }
        return ids;
    }

    /// Reads what is needed; the buckets of the legs may have been read before.
    public static LoggerData of(
            Collection<Leg> legs,
            Map<LoggerId, LoggerDocument> loggers,
            Buckets buckets,
            Authenticator authenticator) {
        Set<BucketId> ids = buckets(legs, loggers);
        buckets.read(ids);
        List<DeviceReport> reports = reports(legs, ids, buckets, authenticator);
        reports.forEach(report -> ids.addAll(run(report, loggers)));
        buckets.read(ids);
        return new LoggerData(readings(ids, buckets, authenticator), reports);
    }

    private static List<DeviceReport> reports(
            Collection<Leg> legs, Set<BucketId> ids, Buckets buckets, Authenticator authenticator) {
        var reports = new TreeMap<String, DeviceReport>();
        for (BucketId id : ids) {
            for (KeptBlock block : buckets.blocks(id)) {
                if (authenticator.readings(block.record()) instanceof Authentic(var said)
                        && said.record() instanceof DeviceReport report
                        && legs.stream().anyMatch(leg -> touches(leg, report))) {
                    reports.put(block.statement(), report);
                }
            }
        }
        return List.copyOf(reports.values());
    }

    /// Blocks that are authentic no longer (their key was revoked since) give nothing.
    private static Map<LoggerId, Readings> readings(
            Set<BucketId> ids, Buckets buckets, Authenticator authenticator) {
        var samples = new HashMap<LoggerId, List<Sample>>();
        for (BucketId id : ids) {
            List<Sample> all = samples.computeIfAbsent(id.logger(), _ -> new ArrayList<>());
            for (KeptBlock block : buckets.blocks(id)) {
                if (authenticator.readings(block.record()) instanceof Authentic(var said)) {
                    all.addAll(said.samples());
                }
            }
        }
        var readings = new HashMap<LoggerId, Readings>();
        samples.forEach((logger, all) -> readings.put(logger, Readings.of(all)));
        return readings;
    }

    private static Set<BucketId> run(DeviceReport report, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        days(report.logger(), loggers).stream()
                .filter(day -> !day.isBefore(first(report)) && !day.isAfter(last(report)))
                .forEach(day -> ids.add(new BucketId(report.logger(), day)));
        return ids;
    }

    private static Set<LocalDate> days(LoggerId logger, Map<LoggerId, LoggerDocument> loggers) {
        return loggers.getOrDefault(logger, LoggerDocument.unknown(logger)).days();
    }

    private static boolean touches(Leg leg, DeviceReport report) {
        return leg.logger().equals(report.logger()) && touches(leg, first(report), last(report));
    }

    private static boolean touches(Leg leg, LocalDate first, LocalDate last) {
        return !last.isBefore(day(leg.from()))
                && leg.until().map(until -> !first.isAfter(day(until))).orElse(true);
    }

    private static LocalDate first(DeviceReport report) {
        return report.results()
                .map(results -> day(results.start()))
                .or(() ->
                        report.days().stream()
                                .map(DaySummary::date)
                                .min(LocalDate::compareTo)
                                .map(day -> day.minusDays(WIDEST_ZONE_DAYS)))
                .orElse(LocalDate.MAX);
    }

    private static LocalDate last(DeviceReport report) {
        return report.results()
                .flatMap(results -> results.stop())
                .map(LoggerData::day)
                .or(() ->
                        report.days().stream()
                                .map(DaySummary::date)
                                .max(LocalDate::compareTo)
                                .map(day -> day.plusDays(WIDEST_ZONE_DAYS)))
                .orElse(first(report));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
