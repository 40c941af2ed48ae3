package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Model.Derived;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What must be true of the store at each moment, and what it must be at rest: told from the log alone.
final class Invariants {

    private final long seed;
    private final SimulatedLog log;
    private final MemoryNamespaces namespaces;
    private final Model model;
    private final Map<CoiId, JourneyStatus> statuses;
    private final Map<LogPartition, Progress> before = new HashMap<>();
    private final Map<Object, Knowledge> knownBefore = new HashMap<>();
    private String age = "";

    Invariants(
            long seed,
            SimulatedLog log,
            MemoryNamespaces namespaces,
            Model model,
            Map<CoiId, JourneyStatus> statuses) {
        this.seed = seed;
        this.log = log;
        this.namespaces = namespaces;
        this.model = model;
        this.statuses = statuses;
    }

    /// After each step: the tree of each partition is that of its log, only its last claimant has moved it on, and what was judged
    /// with more keys and editions is not replaced by who knows fewer.
    void check() {
        if (!age.equals(namespaces.age())) {
            // What was lost is told again.
            age = namespaces.age();
            before.clear();
            knownBefore.clear();
        }
        store().journeys.forEach((coi, journey) -> checkKnown(coi, journey.known()));
        store().buckets.forEach((id, bucket) -> checkKnown(id, new Knowledge(bucket.keys(), 0)));
        store().progress
                .forEach((partition, progress) -> {
                    Progress earlier = before.put(partition, progress);
                    if (earlier != null && !follows(earlier, progress)) {
                        throw new AssertionError(
                                "seed %d: progress of %s went from %s to %s"
                                        .formatted(seed, partition, earlier, progress));
                    }
                    boolean same =
                            List.of(progress.frontier(), progress.safe().frontier()).stream()
                                    .allMatch(
                                            tree -> tree.equals(log.tree(partition, tree.size())));
                    if (!same) {
                        throw new AssertionError(
                                "seed %d: the tree of %s is not that of its log"
                                        .formatted(seed, partition));
                    }
                });
    }

    private void checkKnown(Object id, Knowledge known) {
        Knowledge earlier = knownBefore.put(id, known);
        if (earlier != null && !known.covers(earlier)) {
            throw new AssertionError(
                    "seed %d: %s was judged by %s, and then by %s"
                            .formatted(seed, id, earlier, known));
        }
    }

    private static boolean follows(Progress earlier, Progress later) {
        return earlier.generation() == later.generation()
                ? earlier.next() <= later.next()
                : earlier.generation() < later.generation();
    }

    /// A namespace that comes into force has read as far as the one before: nobody's history goes back.
    void checkSwitch(MemoryStore old, MemoryStore now) {
        old.progress.forEach((partition, progress) -> {
            long next = now.progress.getOrDefault(partition, Progress.NONE).next();
            if (next < progress.next()) {
                throw new AssertionError(
                        "seed %d: %s is in force with %d records of %s, there were %d"
                                .formatted(seed, now.run(), next, partition, progress.next()));
            }
        });
    }

    private MemoryStore store() {
        return namespaces.inForce();
    }

    /// What progress says to be in the store is in a journey, a bucket or quarantine.
    void checkProgressBehindData() {
        Set<Object> kept = kept(true);
        store().progress
                .forEach((partition, progress) -> {
                    boolean sameRun = progress.boot().equals(store().run());
                    long next = sameRun ? progress.next() : progress.safe().next();
                    for (LogRecord record : records(partition).subList(0, (int) next)) {
                        if (!kept.contains(record.position()) && !kept.containsAll(said(record))) {
                            throw new AssertionError(
                                    "seed %d: progress of %s is %d, and %d is not in the store"
                                            .formatted(
                                                    seed,
                                                    partition,
                                                    next,
                                                    record.position().offset()));
                        }
                    }
                });
    }

    /// Whether progress is at the end of the log.
    boolean allRead() {
        return log.records().entrySet().stream()
                .allMatch(each -> next(each.getKey()) == each.getValue().size());
    }

    private long next(LogPartition partition) {
        return store().progress.getOrDefault(partition, Progress.NONE).next();
    }

    /// Once all is read and nothing happens any more.
    void checkAtRest() {
        var histories = new TreeMap<CoiId, Bytes>();
        var inboxes = new TreeMap<CoiId, List<LogPosition>>();
        var waiting = new TreeSet<String>();
        store().journeys
                .forEach((coi, document) -> {
                    List<LogPosition> authentic = new ArrayList<>();
                    for (KeptEvent kept : document.inbox()) {
                        if (log.allKnowing().event(kept.record()) instanceof Authentic<?>) {
                            authentic.add(kept.record().position());
                        } else {
                            waiting.add(kept.record().position().id());
                        }
                    }
                    // Without events it waits for its first one, see JourneyDocument.
                    if (!authentic.isEmpty()) {
                        histories.put(coi, document.history());
                        inboxes.put(coi, authentic);
                    }
                });
        Map<CoiId, Derived> expected = expected();
        var bytes = new TreeMap<CoiId, Bytes>();
        expected.forEach((coi, derived) -> bytes.put(coi, derived.history()));
        assertThat(histories).as("seed %d: histories", seed).isEqualTo(bytes);
        assertThat(inboxes).as("seed %d: first positions", seed).isEqualTo(firstPositions());
        // What the store lost of a quarantined statement that a journey keeps is not written again.
        waiting.addAll(store().quarantined().keySet());
        assertThat(waiting).as("seed %d: quarantine", seed).isEqualTo(unreadable());
        Set<Object> applied = kept(false);
        log.all()
                .filter(record -> !unreadable().contains(record.position().id()))
                .forEach(record ->
                        assertThat(applied)
                                .as("seed %d: %s", seed, record.position())
                                .containsAll(said(record)));
        log.records()
                .forEach((partition, records) ->
                        assertThat(next(partition))
                                .as("seed %d: progress of %s", seed, partition)
                                .isEqualTo(records.size()));
        expected.forEach((coi, derived) -> {
            Optional<JourneyStatus> last = Optional.ofNullable(statuses.get(coi));
            assertThat(last.map(JourneyStatus::basis))
                    .as("seed %d: last status of %s", seed, coi)
                    .contains(derived.status().of(0, Instant.EPOCH).basis());
        });
        ProductProfiles rules = log.allKnowing().profiles().profiles();
        var nothing = new LoggerData(Map.of(), List.of(), List.of());
        statuses.forEach((coi, last) -> {
            // Where the store lost the journey and its records were revoked before they were read
            // again, nobody knows of it.
            if (!expected.containsKey(coi) && store().journeys.containsKey(coi)) {
                assertThat(last.basis())
                        .as("seed %d: last status of %s, which has lost its events", seed, coi)
                        .isEqualTo(
                                model.derive(coi, List.of(), rules, nothing, Map.of())
                                        .status()
                                        .of(0, Instant.EPOCH)
                                        .basis());
            }
        });
    }

    /// What is in the store: statements of journeys, blocks of buckets, and positions in quarantine.
    ///
    /// @param waiting with quarantine, also what another run of the store released, for that is applied again
    private Set<Object> kept(boolean waiting) {
        var kept = new HashSet<Object>();
        store().journeys
                .forEach((coi, journey) ->
                        journey.inbox()
                                .forEach(event -> kept.add(new Said(coi, event.statement()))));
        store().buckets
                .values()
                .forEach(bucket ->
                        bucket.blocks()
                                .forEach(block ->
                                        kept.add(new Measured(bucket.id(), block.statement()))));
        if (waiting) {
            store().quarantine
                    .values()
                    .forEach(each -> {
                        if (!each.released().equals(Optional.of(store().run()))) {
                            LogRecord record = each.quarantined().record();
                            kept.add(record.position());
                            // A record that says the same may have been left out of the journey for
                            // it.
                            kept.addAll(said(record));
                        }
                    });
        }
        return kept;
    }

    private record Said(CoiId coi, Statement statement) {}

    private record Measured(Object bucket, String statement) {}

    /// Where a record stands if it is read; nowhere if nobody can.
    private Set<Object> said(LogRecord record) {
        Authenticator eyes = log.omniscient();
        if (record.position().partition().topic().equals(World.TELEMETRY)) {
            if (eyes.readings(record) instanceof Authentic(var readings)) {
                var said = new HashSet<Object>();
                readings.days()
                        .forEach(day ->
                                said.add(
                                        new Measured(
                                                new BucketId(readings.logger(), day),
                                                readings.statement())));
                return said;
            }
        } else if (eyes.event(record) instanceof Authentic(var event)) {
            return Set.of(new Said(event.event().coi(), Statement.of(event)));
        }
        return Set.of(record.position());
    }

    /// The oracle: every history from all records at once, without batches, documents or a store().
    private Map<CoiId, Derived> expected() {
        Authenticator eyes = log.allKnowing();
        var events = new TreeMap<CoiId, Set<SignedEvent>>();
        var samples = new HashMap<LoggerId, List<Sample>>();
        var conditions = new ArrayList<ConditionBlock>();
        log.all()
                .forEach(record -> {
                    if (record.position().partition().topic().equals(World.TELEMETRY)) {
                        if (eyes.readings(record) instanceof Authentic(var said)) {
                            samples.computeIfAbsent(said.logger(), _ -> new ArrayList<>())
                                    .addAll(said.samples());
                            if (said.record() instanceof ConditionBlock block) {
                                conditions.add(block);
                            }
                        }
                    } else if (eyes.event(record) instanceof Authentic(var said)) {
                        events.computeIfAbsent(said.event().coi(), _ -> new HashSet<>()).add(said);
                    }
                });
        var readings = new HashMap<LoggerId, Readings>();
        samples.forEach((logger, all) -> readings.put(logger, Readings.of(all)));
        var claims = new HashMap<Alias, Set<CoiId>>();
        events.forEach((coi, said) ->
                model.aliases(said)
                        .forEach(alias ->
                                claims.computeIfAbsent(alias, _ -> new HashSet<>()).add(coi)));
        var expected = new TreeMap<CoiId, Derived>();
        events.forEach((coi, said) ->
                expected.put(
                        coi,
                        model.derive(
                                coi,
                                List.copyOf(said),
                                eyes.profiles().profiles(),
                                new LoggerData(readings, List.of(), conditions, List.of()),
                                claims)));
        return expected;
    }

    private Map<CoiId, List<LogPosition>> firstPositions() {
        Authenticator eyes = log.allKnowing();
        var seen = new HashSet<SignedEvent>();
        var first = new TreeMap<CoiId, List<LogPosition>>();
        log.all()
                .forEach(record -> {
                    if (!record.position().partition().topic().equals(World.TELEMETRY)
                            && eyes.event(record) instanceof Authentic(var said)
                            && seen.add(said)) {
                        first.computeIfAbsent(said.event().coi(), _ -> new ArrayList<>())
                                .add(record.position());
                    }
                });
        return first;
    }

    private Set<String> unreadable() {
        Authenticator eyes = log.allKnowing();
        var unreadable = new TreeSet<String>();
        log.all()
                .forEach(record -> {
                    boolean readable =
                            record.position().partition().topic().equals(World.TELEMETRY)
                                    ? eyes.readings(record) instanceof Authentic<?>
                                    : eyes.event(record) instanceof Authentic<?>;
                    if (!readable) {
                        unreadable.add(record.position().id());
                    }
                });
        return unreadable;
    }

    private List<LogRecord> records(LogPartition partition) {
        return log.records().getOrDefault(partition, List.of());
    }
}
