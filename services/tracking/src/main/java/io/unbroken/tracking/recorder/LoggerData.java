package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.history.ReportRun;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Model.Leg;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the loggers of one journey gave while they spoke for it. The same blocks in any order give equal data.
///
/// @param readings whole days that touch a leg or a report's run, by logger
/// @param reports those of which the run touches a leg
/// @param doubts those blocks and reports of them that no key said soundly
public record LoggerData(
        Map<LoggerId, Readings> readings, List<DeviceReport> reports, List<DoubtfulRecord> doubts) {

    /// The buckets that may hold readings of these legs, and the loggers' reports.
    static Set<BucketId> buckets(Collection<Leg> legs, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        for (Leg leg : legs) {
            days(leg.logger(), loggers).stream()
                    .filter(day ->
                            assignment(leg).touches(day, day) || day.equals(SignedReadings.REPORTS))
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
        return new LoggerData(
                readings(ids, buckets, authenticator),
                reports,
                doubts(ids, buckets, authenticator));
    }

    private static List<DeviceReport> reports(
            Collection<Leg> legs, Set<BucketId> ids, Buckets buckets, Authenticator authenticator) {
        List<LoggerAssignment> assignments = legs.stream().map(LoggerData::assignment).toList();
        var reports = new TreeMap<String, DeviceReport>();
        for (BucketId id : ids) {
            for (KeptBlock block : buckets.blocks(id)) {
                if (authenticator.readings(block.record()) instanceof Authentic(var said)
                        && said.record() instanceof DeviceReport report
                        && ReportRun.counts(report, assignments)) {
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

    /// What only doubtful signatures vouch for; what another key said soundly is not doubtful.
    private static List<DoubtfulRecord> doubts(
            Set<BucketId> ids, Buckets buckets, Authenticator authenticator) {
        var doubtful = new LinkedHashSet<DoubtfulRecord>();
        var sound = new HashSet<LoggerRecord>();
        for (BucketId id : ids) {
            for (KeptBlock block : buckets.blocks(id)) {
                if (authenticator.readings(block.record()) instanceof Authentic(var said)) {
                    said.standing()
                            .doubt()
                            .ifPresentOrElse(
                                    doubt -> doubtful.add(new DoubtfulRecord(said.record(), doubt)),
                                    () -> sound.add(said.record()));
                }
            }
        }
        doubtful.removeIf(doubt -> sound.contains(doubt.record()));
        return List.copyOf(doubtful);
    }

    private static Set<BucketId> run(DeviceReport report, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        for (ReportRun run : ReportRun.of(report).stream().toList()) {
            days(report.logger(), loggers).stream()
                    .filter(day -> !day.isBefore(run.firstDay()) && !day.isAfter(run.lastDay()))
                    .forEach(day -> ids.add(new BucketId(report.logger(), day)));
        }
        return ids;
    }

    private static Set<LocalDate> days(LoggerId logger, Map<LoggerId, LoggerDocument> loggers) {
        return loggers.getOrDefault(logger, LoggerDocument.unknown(logger)).days();
    }

    private static LoggerAssignment assignment(Leg leg) {
        return new LoggerAssignment(leg.logger(), leg.from(), leg.until());
    }
}
