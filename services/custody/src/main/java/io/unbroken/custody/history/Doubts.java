package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says which events and readings someone else than their party may have signed. They are kept, for they may be true; nobody
/// may rest a step on them before people have looked.
final class Doubts {

    /// A logger may give a thousand blocks; whoever looks at the key finds the others.
    private static final int MOST_NAMED = 10;

    private Doubts() {}

    /// One finding for each key, with its events in the order of the history.
    static void events(List<SignedEvent> inOrder, Findings findings) {
        Map<Doubt, List<EventId>> doubtful = new TreeMap<>();
        for (SignedEvent event : inOrder) {
            event.standing()
                    .doubt()
                    .ifPresent(reason ->
                            doubtful.computeIfAbsent(
                                            new Doubt(event.key().value(), reason),
                                            doubt -> new ArrayList<>())
                                    .add(event.event().id()));
        }
        doubtful.forEach((doubt, ids) ->
                findings.add(
                        FindingCode.KEY_COMPROMISED,
                        doubt.subject,
                        "%s (%d events)".formatted(doubt.reason, ids.size()),
                        ids));
    }

    /// One finding for each logger and key, with the first ids of the blocks and reports that the history rests on.
    static void loggers(
            Collection<DoubtfulRecord> doubts,
            List<ThermalLeg> legs,
            List<LoggerAssignment> assignments,
            Findings findings) {
        Map<Doubt, TreeSet<String>> doubtful = new TreeMap<>();
        for (DoubtfulRecord doubt : doubts) {
            boolean counts =
                    switch (doubt.record()) {
                        case TelemetryBlock block -> counts(block, legs);
                        case ConditionBlock block -> counts(block, legs);
                        case DeviceReport report -> ReportRun.counts(report, assignments);
                    };
            if (counts) {
                LoggerId logger = doubt.record().logger();
                doubtful.computeIfAbsent(
                                new Doubt(logger.value(), doubt.doubt()), each -> new TreeSet<>())
                        .add(doubt.record().id().value());
            }
        }
        doubtful.forEach((doubt, ids) ->
                findings.add(
                        FindingCode.KEY_COMPROMISED,
                        doubt.subject,
                        "%s (%d blocks, the first: %s)"
                                .formatted(
                                        doubt.reason,
                                        ids.size(),
                                        ids.stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining(", "))),
                        List.of()));
    }

    private static boolean counts(LoggerRecord block, List<ThermalLeg> legs) {
        return legs.stream()
                .filter(leg -> leg.logger().equals(block.logger()))
                .map(ThermalLeg::interval)
                .anyMatch(interval -> touches(block, interval));
    }

    private static boolean touches(LoggerRecord block, Interval interval) {
        return block.times().stream().anyMatch(interval::contains);
    }

    private record Doubt(String subject, String reason) implements Comparable<Doubt> {
        @Override
        public int compareTo(Doubt other) {
            int bySubject = subject.compareTo(other.subject);
            return bySubject != 0 ? bySubject : reason.compareTo(other.reason);
        }
    }
}
