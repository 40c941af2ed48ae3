package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.DayDigest;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts signed blocks into their buckets and says whose histories they change.
///
/// The order of its writes is half of a promise; [JourneyWriter] keeps the other half. It writes the bucket first and only
/// then moves the end of the logger's readings, by compare-and-set with the journeys that it was bound to ([Telling]). A journey
/// writer binds first and only then reads buckets. So of the two at least one sees the other's work.
final class TelemetryWriter {

    /// Losing to other writers this often in a row means that something is wrong with the store.
    private static final int MOST_ATTEMPTS = 20;

    /// Half of a document's 16 MB. An honest day of one logger is 100 KB: 86,400 samples at one byte and their signatures.
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Store store;
    private final Authenticator authenticator;
    private final InstantSource clock;
    private final Telling telling;

    TelemetryWriter(Store store, Authenticator authenticator, InstantSource clock) {
        this.store = store;
        this.authenticator = authenticator;
        this.clock = clock;
        this.telling = new Telling(store, authenticator, clock);
    }

    /// What came of it.
    ///
    /// @param told whose histories change, and whose do not
    /// @param refused put into quarantine
    record Written(Telling.Told told, List<QuarantinedRecord> refused) {}

    /// Writes the blocks of a batch.
    Written write(Sorted batch) {
        if (batch.arrivals().isEmpty()) {
            return new Written(Telling.Told.NOBODY, List.of());
        }
        Map<LoggerId, LoggerDocument> loggers = store.loggers(batch.arrivals().keySet());
        var refused = new ArrayList<QuarantinedRecord>();
        Map<BucketId, List<KeptBlock>> waiting = batch.blocks();
        for (int attempt = 0; !waiting.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new Conflict("telemetry", MOST_ATTEMPTS);
            }
            waiting = attempt(waiting, loggers, refused);
        }
        return new Written(
                telling.tell(batch.arrivals(), loggers, !refused.isEmpty()), List.copyOf(refused));
    }

    private Map<BucketId, List<KeptBlock>> attempt(
            Map<BucketId, List<KeptBlock>> waiting,
            Map<LoggerId, LoggerDocument> loggers,
            List<QuarantinedRecord> refused) {
        Map<BucketId, BucketDocument> present = store.buckets(waiting.keySet());
        var next = new ArrayList<Replacement<BucketDocument>>();
        var overflow = new ArrayList<QuarantinedRecord>();
        waiting.forEach((id, arrived) -> {
            BucketDocument before =
                    present.getOrDefault(
                            id, new BucketDocument(id, 0, 0, List.of(), Optional.empty()));
            BucketDocument after =
                    union(before, arrived, rules(loggers.get(id.logger())), overflow);
            if (!after.blocks().equals(before.blocks())) {
                next.add(new Replacement<>(before.version(), after));
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

    private static Set<ThermalRule> rules(@Nullable LoggerDocument logger) {
        return logger == null
                ? Set.of()
                : logger.bindings().stream()
                        .map(Binding::rule)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private BucketDocument union(
            BucketDocument before,
            List<KeptBlock> arrived,
            Set<ThermalRule> rules,
            List<QuarantinedRecord> overflow) {
        var blocks = new LinkedHashMap<String, KeptBlock>();
        long bytes = 0;
        for (KeptBlock block : before.blocks()) {
            blocks.put(block.statement(), block);
            bytes += block.record().size();
        }
        var added = new ArrayList<KeptBlock>();
        for (KeptBlock block : arrived) {
            boolean known = blocks.containsKey(block.statement());
            bytes += known ? 0 : block.record().size();
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
            if (!known) {
                added.add(block);
            }
            blocks.merge(block.statement(), block, KeptBlock::first);
        }
        List<KeptBlock> inOrder =
                blocks.values().stream()
                        .sorted(Comparator.comparing(block -> block.record().position()))
                        .toList();
        var after =
                new BucketDocument(
                        before.id(),
                        Replacement.next(before.version(), clock.instant().toEpochMilli()),
                        Math.max(before.keys(), authenticator.revision()),
                        inOrder,
                        Optional.empty());
        return added.isEmpty()
                ? after
                : after.with(
                        digest(before, added, rules)
                                .or(() -> KeptDay.digest(after, rules, authenticator)));
    }

    /// From the digest before, if the new blocks go on where it ends.
    private Optional<DayDigest> digest(
            BucketDocument before, List<KeptBlock> added, Set<ThermalRule> rules) {
        return before.digest()
                .filter(digest -> digest.changes() == authenticator.changes())
                .flatMap(digest ->
                        KeptDay.readings(before.id(), added, authenticator)
                                .flatMap(readings -> digest.then(readings, rules)));
    }
}
