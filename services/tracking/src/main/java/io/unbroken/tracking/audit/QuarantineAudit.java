package io.unbroken.tracking.audit;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.audit.RecordedLog.Refusal;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Retriable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Holds the quarantine to the log: what cannot be read must be there with its reason, and nothing else.
final class QuarantineAudit {

    /// Why the recorder keeps a record aside that can be read: its document would become larger than a store takes.
    private static final Set<String> FULL = Set.of("BUCKET_FULL", "JOURNEY_FULL");

    /// Why a record that was applied may count no longer.
    private static final Set<String> REVOKED = Set.of("KEY_REVOKED", "KEY_RETIRED", "NOT_ENTITLED");

    private final RecordedLog log;
    private final Flaws flaws;
    private final Set<LogPosition> kept = new HashSet<>();
    private final Map<LogPosition, Integer> refused = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    QuarantineAudit(RecordedLog log, Flaws flaws) {
        this.log = log;
        this.flaws = flaws;
    }

    void take(Retriable quarantined) {
        QuarantinedRecord entry = quarantined.quarantined();
        LogPosition position = entry.record().position();
        kept.add(position);
        if (REVOKED.contains(entry.reason())) {
            entry.record()
                    .key()
                    .ifPresent(key -> keys.add(new String(key.array(), StandardCharsets.UTF_8)));
        }
        if (!log.covers(position)) {
            if (log.unknown(position.partition())) {
                flaws.add("quarantine " + position, "extra: nothing is recorded of its partition");
            }
            return;
        }
        if (!log.has(entry.record())) {
            flaws.add(
                    "quarantine " + position,
                    "changed: it keeps another record for %s than the log has".formatted(position));
        }
        Refusal expected = log.unreadable().get(position);
        if (expected == null) {
            readable(quarantined, position);
        } else if (quarantined.released()) {
            flaws.add("quarantine " + position, "changed: unreadable, but marked as applied");
        } else if (!expected.equals(
                new Refusal(entry.reason(), entry.detail(), entry.retriable()))) {
            flaws.add("quarantine " + position, "changed: the reason is " + expected.reason());
        }
    }

    private void readable(Retriable quarantined, LogPosition position) {
        if (quarantined.released()) {
            return;
        }
        if (FULL.contains(quarantined.quarantined().reason())) {
            refused.put(position, quarantined.quarantined().record().size());
        } else {
            flaws.add(
                    "quarantine " + position,
                    "extra: it can be read; if a key or schema has just come, tracking applies it within a minute");
        }
    }

    void end() {
        log.unreadable()
                .forEach((position, refusal) -> {
                    if (!kept.contains(position)) {
                        flaws.add(
                                position.id(),
                                "missing: unreadable (%s), but not in quarantine"
                                        .formatted(refusal.reason()));
                    }
                });
    }

    /// Whether a readable record was put aside because its document has no room for it.
    ///
    /// @param bytes of records in the document
    boolean refused(LogPosition position, long bytes) {
        Integer size = refused.get(position);
        return size != null && bytes + size > Rederivation.MOST_BYTES;
    }

    /// Whether a record of this chain counts no longer: then the store may remember what its events say no more.
    boolean had(CoiId coi) {
        return keys.contains(coi.value());
    }
}
