package io.unbroken.tracking.audit;

import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the buckets of readings to the log.
final class BucketAudit {

    private final RecordedLog log;
    private final QuarantineAudit quarantine;
    private final Rederivation rederivation;
    private final Flaws flaws;
    private final Map<BucketId, Map<String, LogPosition>> waiting;

    BucketAudit(
            RecordedLog log, QuarantineAudit quarantine, Rederivation rederivation, Flaws flaws) {
        this.log = log;
        this.quarantine = quarantine;
        this.rederivation = rederivation;
        this.flaws = flaws;
        this.waiting = new HashMap<>(log.blocks());
    }

    void take(BucketDocument bucket) {
        String where = "telemetry " + bucket.id().id();
        Map<String, LogPosition> left = waiting.remove(bucket.id());
        var expected = new HashMap<>(left == null ? Map.of() : left);
        if (bucket.blocks().isEmpty()) {
            flaws.add(where, "extra: it holds nothing");
        }
        var kept = new HashSet<String>();
        @Nullable LogPosition before = null;
        for (KeptBlock block : bucket.blocks()) {
            LogPosition position = block.record().position();
            if (before != null && before.compareTo(position) >= 0) {
                flaws.add(where, "reordered: %s stands after %s".formatted(position, before));
            }
            before = position;
            if (!kept.add(block.statement())) {
                flaws.add(where, "extra: %s stands in it twice".formatted(position));
            }
            block(where, block, expected.remove(block.statement()));
        }
        long bytes = bucket.blocks().stream().mapToLong(block -> block.record().size()).sum();
        expected.values().stream()
                .filter(position -> !quarantine.refused(position, bytes))
                .forEach(position -> flaws.add(where, "missing: the block at " + position));
        if (!rederivation.digests(bucket)) {
            flaws.add(where, "changed: its digest is not what its blocks give");
        }
    }

    private void block(String where, KeptBlock block, @Nullable LogPosition expected) {
        LogPosition position = block.record().position();
        if (expected != null ? !position.equals(expected) : log.unknown(position.partition())) {
            flaws.add(where, "changed: it names %s as a block's place".formatted(position));
        } else if (log.covers(position)) {
            if (!log.has(block.record())) {
                flaws.add(
                        where,
                        "changed: it keeps another record for %s than the log has"
                                .formatted(position));
            } else if (expected == null && !log.unreadable().containsKey(position)) {
                flaws.add(where, "extra: %s is no block of it on the log".formatted(position));
            }
        }
    }

    void end() {
        waiting.forEach((id, blocks) ->
                flaws.add(
                        "telemetry " + id.id(),
                        "missing: the log has %d blocks of it".formatted(blocks.size())));
    }
}
