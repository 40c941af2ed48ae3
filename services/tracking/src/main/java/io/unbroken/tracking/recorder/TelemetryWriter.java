package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts signed blocks into their buckets and says whose histories they change.
///
/// The order of its writes is half of a promise; [JourneyWriter] keeps the other half. It writes the bucket first and only
/// then asks which journeys the logger was bound to. A journey writer binds first and only then reads buckets. So of the two
/// at least one sees the other's work.
final class TelemetryWriter {

    /// Losing to other writers this often in a row means that something is wrong with the store.
    private static final int MOST_ATTEMPTS = 20;

    /// Half of a document's 16 MB. An honest day of one logger is 100 KB: 86,400 samples at one byte and their signatures.
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Store store;
    private final Authenticator authenticator;
    private final InstantSource clock;

    TelemetryWriter(Store store, Authenticator authenticator, InstantSource clock) {
        this.store = store;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param affected the journeys that must be derived again
    /// @param refused put into quarantine
    record Written(Set<CoiId> affected, List<QuarantinedRecord> refused) {}

    /// Writes the blocks of a batch.
    Written write(Sorted batch) {
        var refused = new ArrayList<QuarantinedRecord>();
        Map<BucketId, List<KeptBlock>> waiting = batch.blocks();
        for (int attempt = 0; !waiting.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new Conflict("telemetry", MOST_ATTEMPTS);
            }
            waiting = attempt(waiting, refused);
        }
        return new Written(bound(batch.days()), refused);
    }

    /// The journeys that the loggers are bound to. Asks for all of them at once, and again for each with a day that is new.
    private Set<CoiId> bound(Map<LoggerId, Set<LocalDate>> days) {
        Map<LoggerId, LoggerDocument> known =
                days.isEmpty() ? Map.of() : store.loggers(days.keySet());
        var journeys = new HashSet<CoiId>();
        days.forEach((logger, added) -> {
            LoggerDocument before = known.getOrDefault(logger, LoggerDocument.unknown(logger));
            LoggerDocument after =
                    before.days().containsAll(added) ? before : store.bind(logger, Set.of(), added);
            journeys.addAll(after.journeys());
        });
        return journeys;
    }

    private Map<BucketId, List<KeptBlock>> attempt(
            Map<BucketId, List<KeptBlock>> waiting, List<QuarantinedRecord> refused) {
        Map<BucketId, BucketDocument> present = store.buckets(waiting.keySet());
        var next = new ArrayList<Replacement<BucketDocument>>();
        var overflow = new ArrayList<QuarantinedRecord>();
        waiting.forEach((id, arrived) -> {
            BucketDocument before = present.get(id);
            BucketDocument after = union(id, before, arrived, overflow);
            if (before == null || !after.blocks().equals(before.blocks())) {
                next.add(new Replacement<>(before == null ? 0 : before.version(), after));
            }
        });
        if (!overflow.isEmpty()) {
            store.quarantine(overflow);
            refused.addAll(overflow);
        }
        Set<BucketId> lost = next.isEmpty() ? Set.of() : store.replaceBuckets(next);
        var again = new HashMap<>(waiting);
        again.keySet().retainAll(lost);
        return again;
    }

    private BucketDocument union(
            BucketId id,
            @Nullable BucketDocument before,
            List<KeptBlock> arrived,
            List<QuarantinedRecord> overflow) {
        var blocks = new LinkedHashMap<String, KeptBlock>();
        long bytes = 0;
        if (before != null) {
            for (KeptBlock block : before.blocks()) {
                blocks.put(block.statement(), block);
                bytes += block.record().size();
            }
        }
        for (KeptBlock block : arrived) {
            bytes += blocks.containsKey(block.statement()) ? 0 : block.record().size();
            if (bytes > MOST_BYTES) {
                overflow.add(
                        new QuarantinedRecord(
                                block.record(),
                                "BUCKET_FULL",
                                "One logger's day may hold %d bytes of blocks."
                                        .formatted(MOST_BYTES),
                                false));
                bytes -= block.record().size();
                continue;
            }
            blocks.merge(block.statement(), block, KeptBlock::first);
        }
        List<KeptBlock> inOrder =
                blocks.values().stream()
                        .sorted(Comparator.comparing(block -> block.record().position()))
                        .toList();
        return new BucketDocument(
                id,
                Replacement.next(
                        before == null ? 0 : before.version(), clock.instant().toEpochMilli()),
                Math.max(before == null ? 0 : before.keys(), authenticator.revision()),
                inOrder);
    }
}
