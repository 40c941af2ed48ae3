package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// The real loop and writers over a log and a store in memory, by seeds: whatever the order, the batches, the crashes and
/// the other writers, the documents are those that the set of records gives.
final class RecorderTest {

    private static final int SEEDS = Integer.getInteger("unbroken.recorder.seeds", 100);
    private static final int MOST_STEPS = 5_000;

    @Test
    void histories_are_those_of_the_set_whatever_the_order_batching_and_duplication() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0, 0, 0);

            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void a_crash_between_any_two_calls_changes_nothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0.03, 0, 0);

            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void an_outage_is_waited_for_and_nothing_is_skipped() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0, 0.1, 0);

            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void two_writers_of_the_same_journeys_and_buckets_lose_nothing_of_each_other() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0.01, 0.02, 0.2);

            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void readings_and_bindings_that_cross_between_two_owners_meet() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0.01, 0.01, 0.3);
            run.owners(partition -> partition.topic().equals(ToyWorld.TELEMETRY) ? 1 : 0);

            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void what_was_quarantined_for_an_unknown_key_is_applied_when_the_key_comes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0.01, 0, 0.1);
            run.toTheEnd();

            run.world.keyArrives();
            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    @Test
    void progress_is_never_ahead_of_the_data() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var run = new Run(seed, 0.05, 0, 0);

            run.watchProgress = true;
            run.toTheEnd();

            run.assertLikeTheSet();
        }
    }

    /// Thrown where a process dies.
    private static final class Crash extends Error {}

    private static final class Run {
        private final long seed;
        private final Random random;
        private final double crash;
        private final double outage;
        private final double interleave;
        final ToyWorld world = new ToyWorld();
        final MemoryStore store = new MemoryStore(InstantSource.fixed(ToyWorld.START));
        final Map<CoiId, JourneyStatus> statuses = new TreeMap<>();
        private final List<Recorder> recorders = new ArrayList<>();
        private int depth;
        private int stepping;
        private boolean calm;
        private BiPredicate<Integer, LogPartition> owned = (_, _) -> true;
        boolean watchProgress;

        Run(long seed, double crash, double outage, double interleave) {
            this.seed = seed;
            this.random = new Random(seed);
            this.crash = crash;
            this.outage = outage;
            this.interleave = interleave;
            writeLog();
            store.around = this::around;
            recorders.add(recorder(0));
            recorders.add(recorder(1));
        }

        /// Gives each partition one owner; until then both own all, as two that each take the other for dead.
        void owners(ToIntFunction<LogPartition> owner) {
            owned = (which, partition) -> owner.applyAsInt(partition) == which;
            recorders.set(0, recorder(0));
            recorders.set(1, recorder(1));
        }

        private void writeLog() {
            var lines = new ArrayList<String[]>();
            for (int journey = 1; journey <= 3; journey++) {
                for (int event = 0; event < 6; event++) {
                    // Two contents for one id now and then, and one content signed twice.
                    int content = event * 10 + (random.nextInt(10) == 0 ? 1 : 0);
                    String line =
                            "%d %d %d %d".formatted(journey, journey * 100 + event, content, event);
                    if (event % 3 == 0) {
                        int from = random.nextInt(200);
                        line +=
                                " L%d-x %d %s"
                                        .formatted(
                                                random.nextInt(2),
                                                from,
                                                random.nextBoolean() ? "open" : from + 120);
                    }
                    String prefix = random.nextInt(8) == 0 ? "?" : "";
                    lines.add(new String[] {"events", String.valueOf(journey % 2), prefix + line});
                }
            }
            for (int block = 0; block < 12; block++) {
                lines.add(
                        new String[] {
                            ToyWorld.TELEMETRY,
                            String.valueOf(block % 2),
                            "L%d-x %d %d %d %d"
                                    .formatted(
                                            block % 2,
                                            random.nextInt(300),
                                            random.nextInt(800),
                                            random.nextInt(800),
                                            random.nextInt(800))
                        });
            }
            lines.add(new String[] {"events", "0", "! rubbish"});
            lines.add(new String[] {ToyWorld.TELEMETRY, "1", "! rubbish"});
            for (int i = 0; i < 8; i++) {
                lines.add(lines.get(random.nextInt(lines.size())));
            }
            Collections.shuffle(lines, random);
            lines.forEach(line -> world.write(line[0], Integer.parseInt(line[1]), line[2]));
        }

        private Recorder recorder(int which) {
            return new Recorder(
                    new MemoryLog(
                            world.records(), partition -> owned.test(which, partition), random),
                    store,
                    new RememberingAuthenticator(world),
                    world,
                    this::publish,
                    new Deaf(),
                    InstantSource.fixed(ToyWorld.START),
                    ToyWorld.TELEMETRY);
        }

        private void publish(Collection<JourneyStatus> journeys) {
            around();
            // As a reader of the status topic must: the highest version counts, not the last
            // record.
            journeys.forEach(journey ->
                    statuses.merge(
                            journey.coi(), journey, (a, b) -> a.version() >= b.version() ? a : b));
            around();
        }

        private void around() {
            if (watchProgress) {
                assertProgressBehindData();
            }
            if (calm) {
                return;
            }
            if (random.nextDouble() < crash) {
                throw new Crash();
            }
            if (random.nextDouble() < outage) {
                throw new IllegalStateException("the store is away");
            }
            if (depth == 0 && random.nextDouble() < interleave) {
                depth++;
                step(1 - stepping);
                depth--;
            }
        }

        private Recorder.Step step(int which) {
            try {
                return recorders.get(which).step();
            } catch (Crash crashed) {
                recorders.set(which, recorder(which));
                return new Recorder.Step.Applied(0);
            }
        }

        void toTheEnd() {
            int idle = 0;
            for (int steps = 0; idle < 30; steps++) {
                assertThat(steps).as("seed %d: steps", seed).isLessThan(MOST_STEPS);
                // Faults end some time, or nothing could be said about the end.
                calm = steps > 300;
                stepping = steps % 2;
                Recorder.Step step = step(stepping);
                idle = step instanceof Recorder.Step.Idle ? idle + 1 : 0;
            }
            calm = false;
        }

        void assertLikeTheSet() {
            calm = true;
            Map<CoiId, Bytes> histories = new TreeMap<>();
            store.journeys.forEach((coi, document) -> histories.put(coi, document.history()));
            assertThat(histories).as("seed %d: histories", seed).isEqualTo(world.histories());
            assertThat(new ArrayList<>(store.quarantined().keySet()))
                    .as("seed %d: quarantine", seed)
                    .isEqualTo(world.unreadable());
            var firsts = new HashMap<CoiId, List<LogRecord>>();
            store.journeys.forEach((coi, document) ->
                    firsts.put(coi, document.inbox().stream().map(kept -> kept.record()).toList()));
            assertThat(firsts).as("seed %d: first positions", seed).isEqualTo(firstPositions());
            // A writer that dies after a replacement that changed nothing may leave the status one
            // version behind.
            var published = new TreeMap<CoiId, ContentHash>();
            statuses.forEach((coi, status) -> published.put(coi, status.basis()));
            var derived = new TreeMap<CoiId, ContentHash>();
            histories.forEach((coi, history) -> derived.put(coi, basis(history)));
            assertThat(published).as("seed %d: last status", seed).isEqualTo(derived);
        }

        private static ContentHash basis(Bytes history) {
            List<String> lines =
                    new String(history.array(), StandardCharsets.UTF_8).lines().skip(1).toList();
            return ToyWorld.basis(lines);
        }

        private Map<CoiId, List<LogRecord>> firstPositions() {
            var firsts = new HashMap<CoiId, Map<Object, LogRecord>>();
            world.records().values().stream()
                    .flatMap(List::stream)
                    .sorted(java.util.Comparator.comparing(LogRecord::position))
                    .filter(r -> !r.position().partition().topic().equals(ToyWorld.TELEMETRY))
                    .forEach(record -> {
                        if (world.event(record) instanceof Authenticator.Authentic(var said)) {
                            firsts.computeIfAbsent(
                                            said.event().coi(),
                                            _ -> new java.util.LinkedHashMap<>())
                                    .putIfAbsent(said, record);
                        }
                    });
            var lists = new HashMap<CoiId, List<LogRecord>>();
            firsts.forEach((coi, records) -> lists.put(coi, List.copyOf(records.values())));
            return lists;
        }

        private void assertProgressBehindData() {
            store.progress.forEach((partition, progress) -> {
                for (LogRecord record : world.log(partition).subList(0, (int) progress.next())) {
                    assertThat(kept(partition, record))
                            .as("seed %d: %s is in the store", seed, record.position())
                            .isTrue();
                }
            });
        }

        private boolean kept(LogPartition partition, LogRecord record) {
            if (store.quarantined().containsKey(record.position().id())) {
                return true;
            }
            return partition.topic().equals(ToyWorld.TELEMETRY)
                    ? store.buckets.values().stream()
                            .flatMap(bucket -> bucket.blocks().stream())
                            .anyMatch(b -> b.record().value().equals(record.value()))
                    : store.journeys.values().stream()
                            .flatMap(journey -> journey.inbox().stream())
                            .anyMatch(e -> e.record().value().equals(record.value()));
        }
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
