package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.history.ReportRun;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.LoggerDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the loggers of one journey gave while they spoke for it. The same blocks in any order give equal data.
///
/// @param readings whole days that touch a leg or a report's run, by logger
/// @param reports those of which the run touches a leg
/// @param conditions what the loggers said beside temperatures on days that touch a leg
/// @param doubts those blocks and reports of them that no key said soundly
public record LoggerData(
        Map<LoggerId, ? extends LoggerReadings> readings,
        List<DeviceReport> reports,
        List<ConditionBlock> conditions,
        List<DoubtfulRecord> doubts) {

    /// What loggers gave that told temperatures alone.
    public LoggerData(
            Map<LoggerId, ? extends LoggerReadings> readings,
            List<DeviceReport> reports,
            List<DoubtfulRecord> doubts) {
        this(readings, reports, List.of(), doubts);
    }

    /// What they gave beside readings.
    public List<LoggerRecord> said() {
        var said = new ArrayList<LoggerRecord>(reports);
        said.addAll(conditions);
        return said;
    }

    /// What a logger gave, also if that is nothing.
    public LoggerReadings of(LoggerId logger) {
        LoggerReadings known = readings.get(logger);
        return known == null ? Readings.none() : known;
    }

    /// The readings of a logger in `interval`, which has an end, by steps from its beginning.
    public Curve curve(LoggerId logger, Interval interval, Duration step) {
        return readings.get(logger) instanceof KeptReadings kept
                ? kept.curve(interval, step)
                : Curve.NOTHING;
    }

    /// The buckets that may hold readings of these legs, and the loggers' reports.
    static Set<BucketId> buckets(
            Collection<LoggerAssignment> legs, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        for (LoggerAssignment leg : legs) {
            days(leg.logger(), loggers).stream()
                    .filter(day -> leg.touches(day, day) || day.equals(SignedReadings.REPORTS))
                    .forEach(day -> ids.add(new BucketId(leg.logger(), day)));
        }
        return ids;
    }

    /// Reads what is needed; the buckets of the legs may have been read before.
    public static LoggerData of(
            Collection<LoggerAssignment> legs,
            Map<LoggerId, LoggerDocument> loggers,
            Buckets buckets) {
        Set<BucketId> ids = buckets(legs, loggers);
        buckets.read(ids);
        List<DeviceReport> reports = reports(legs, ids, buckets);
        reports.forEach(report -> ids.addAll(run(report, loggers)));
        buckets.read(ids);
        return new LoggerData(
                readings(ids, loggers, buckets),
                reports,
                conditions(ids, loggers, buckets),
                doubts(ids, buckets));
    }

    /// Readings alone, from digests where these will do: of a day that is cut by a leg, or is in one of `closely`, blocks are read too.
    ///
    /// @param closely times of which single readings will be asked for
    public static LoggerData readings(
            Collection<LoggerAssignment> legs,
            Map<LoggerId, LoggerDocument> loggers,
            Collection<Interval> closely,
            Buckets buckets) {
        Set<BucketId> ids = buckets(legs, loggers);
        ids.removeIf(id -> id.day().equals(SignedReadings.REPORTS));
        buckets.read(
                ids.stream()
                        .filter(id -> closely.stream().anyMatch(each -> touches(each, id.day())))
                        .collect(Collectors.toSet()));
        buckets.readHeads(ids);
        Map<LoggerId, KeptReadings> heads = readings(ids, loggers, buckets);
        var cut = new HashSet<BucketId>();
        for (LoggerAssignment leg : legs) {
            KeptReadings kept = heads.get(leg.logger());
            if (kept != null) {
                var interval = new Interval(leg.from(), leg.until().orElse(Instant.MAX));
                cut.addAll(kept.readFor(interval, leg.rule()));
            }
        }
        buckets.read(cut);
        return new LoggerData(readings(ids, loggers, buckets), List.of(), List.of());
    }

    private static boolean touches(Interval interval, LocalDate day) {
        Interval whole = KeptDay.interval(day);
        return !interval.until().isBefore(whole.from()) && !interval.from().isAfter(whole.until());
    }

    /// All that a logger said while it was with the cells, from that day on: what is not judged too. Each of its blocks on these days is
    /// read.
    public static List<SignedReadings> said(
            LoggerAssignment leg, LoggerDocument logger, LocalDate first, Buckets buckets) {
        Set<BucketId> ids =
                logger.days().stream()
                        .filter(day -> !day.isBefore(first) && leg.touches(day, day))
                        .map(day -> new BucketId(leg.logger(), day))
                        .collect(Collectors.toUnmodifiableSet());
        buckets.read(ids);
        // A block that spans midnight stands in both days.
        var said = new TreeMap<String, SignedReadings>();
        ids.stream()
                .flatMap(id -> buckets.day(id).stream())
                .flatMap(day -> day.said().stream())
                .forEach(each -> said.put(each.statement(), each));
        return List.copyOf(said.values());
    }

    private static List<DeviceReport> reports(
            Collection<LoggerAssignment> legs, Set<BucketId> ids, Buckets buckets) {
        var reports = new TreeMap<String, DeviceReport>();
        ids.stream()
                .filter(id -> id.day().equals(SignedReadings.REPORTS))
                .flatMap(id -> buckets.day(id).stream())
                .flatMap(day -> day.said().stream())
                .forEach(said -> {
                    if (said.record() instanceof DeviceReport report
                            && ReportRun.counts(report, legs)) {
                        reports.put(said.statement(), report);
                    }
                });
        return List.copyOf(reports.values());
    }

    /// Of the days that have some: others need not be read for them.
    private static List<ConditionBlock> conditions(
            Set<BucketId> ids, Map<LoggerId, LoggerDocument> loggers, Buckets buckets) {
        var conditions = new LinkedHashSet<ConditionBlock>();
        ids.stream()
                .filter(id ->
                        loggers.getOrDefault(id.logger(), LoggerDocument.unknown(id.logger()))
                                .conditions()
                                .days()
                                .contains(id.day()))
                .flatMap(id -> buckets.day(id).stream())
                .flatMap(day -> day.said().stream())
                .forEach(said -> {
                    if (said.record() instanceof ConditionBlock block) {
                        conditions.add(block);
                    }
                });
        return List.copyOf(conditions);
    }

    private static Map<LoggerId, KeptReadings> readings(
            Set<BucketId> ids, Map<LoggerId, LoggerDocument> loggers, Buckets buckets) {
        var days = new HashMap<LoggerId, List<KeptDay>>();
        for (BucketId id : ids) {
            List<KeptDay> all = days.computeIfAbsent(id.logger(), _ -> new ArrayList<>());
            if (!id.day().equals(SignedReadings.REPORTS)) {
                buckets.day(id).ifPresent(all::add);
            }
        }
        var readings = new HashMap<LoggerId, KeptReadings>();
        days.forEach((logger, all) ->
                readings.put(logger, new KeptReadings(all, end(loggers.get(logger)))));
        return readings;
    }

    private static Optional<Instant> end(@Nullable LoggerDocument logger) {
        return Optional.ofNullable(logger).flatMap(LoggerDocument::last).map(LastMoment::time);
    }

    /// What only doubtful signatures vouch for; what another key said soundly is not doubtful. A day with a digest has none.
    private static List<DoubtfulRecord> doubts(Set<BucketId> ids, Buckets buckets) {
        var doubtful = new LinkedHashSet<DoubtfulRecord>();
        var sound = new HashSet<LoggerRecord>();
        ids.stream()
                .flatMap(id -> buckets.day(id).stream())
                .filter(day -> day.digest().isEmpty())
                .flatMap(day -> day.said().stream())
                .forEach(said ->
                        said.standing()
                                .doubt()
                                .ifPresentOrElse(
                                        doubt ->
                                                doubtful.add(
                                                        new DoubtfulRecord(said.record(), doubt)),
                                        () -> sound.add(said.record())));
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
}
