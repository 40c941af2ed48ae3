package io.unbroken.tracking.evidence;

import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import io.unbroken.verifier.Testimony;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The records of loggers that the store has, by the days that matter.
final class LoggerRecords {

    private final Store store;
    private final Map<LoggerId, LoggerDocument> loggers;
    private final Set<BucketId> read = new HashSet<>();

    LoggerRecords(Store store, List<LoggerAssignment> assignments) {
        this.store = store;
        this.loggers =
                store.loggers(
                        assignments.stream()
                                .map(LoggerAssignment::logger)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /// What the loggers gave on the days of the assignments, and all their reports.
    List<StoredRecord> of(List<LoggerAssignment> assignments) {
        Set<BucketId> ids = new HashSet<>();
        for (LoggerAssignment assignment : assignments) {
            for (LocalDate day : days(assignment.logger())) {
                if (day.equals(SignedReadings.REPORTS) || assignment.touches(day, day)) {
                    ids.add(new BucketId(assignment.logger(), day));
                }
            }
        }
        return read(ids);
    }

    /// What they gave in the runs of reports, as far as it was not read before.
    List<StoredRecord> ofRuns(List<Testimony.Run> runs) {
        Set<BucketId> ids = new HashSet<>();
        for (Testimony.Run run : runs) {
            for (LocalDate day : days(run.logger())) {
                if (!day.isBefore(run.run().firstDay()) && !day.isAfter(run.run().lastDay())) {
                    ids.add(new BucketId(run.logger(), day));
                }
            }
        }
        return read(ids);
    }

    private Set<LocalDate> days(LoggerId logger) {
        return loggers.getOrDefault(logger, LoggerDocument.unknown(logger)).days();
    }

    private List<StoredRecord> read(Set<BucketId> ids) {
        ids.removeAll(read);
        read.addAll(ids);
        return store.buckets(ids).values().stream()
                .flatMap(bucket -> bucket.blocks().stream())
                .map(block -> StoredRecords.of(block.record()))
                .toList();
    }
}
