package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.rebuild.Announcement;
import io.unbroken.tracking.rebuild.UntoldSwitch;
import io.unbroken.tracking.recorder.Recorder.Step;
import io.unbroken.tracking.recorder.SimulatedLog.Eyes;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.PinnedStore;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// One run of the real recorders over a log and a store in memory, all of it from one seed in one thread.
///
/// Three recorders share the partitions. At each call that one makes of the store or the status topic, it may crash, the store may be
/// away, time passes, and others may go on meanwhile: step, lose and get partitions, restart the store without its newest
/// writes, learn of a key or an edition. So a recorder that is in the middle of a batch becomes a zombie, and goes on as one. When the faults
/// end and all is read, what is in the store must be what the set of records gives.
final class Simulation {

    private static final int RECORDERS = 3;
    private static final int MOST_STEPS = 3_000;

    /// What a store loses is at most this old: half of what the safe point allows for.
    private static final Duration LOSS = Progress.TRAILING.dividedBy(2);

    private static final Duration RESTART = Duration.ofSeconds(30);
    private static final int MOST_SKEW_SECONDS = 10;

    /// Steps at rest in which each recorder walks through its quarantine at least once.
    private static final int WALK = 24;

    /// A poll may bring nothing though there is something, but not that often.
    private static final int PATIENCE = 240;

    private final long seed;
    private final Random random;

    /// What happens to editions has dice of its own, so that a run without any is the same as if there were none.
    private final Random editions;

    private final Plant plant;
    private final Faults faults;
    private final SimulatedLog log;
    private final Deque<World.Line> unsaid = new ArrayDeque<>();
    private final int[] owners = new int[2];
    private final List<Actor> actors = new ArrayList<>();
    private final Map<CoiId, JourneyStatus> statuses = new TreeMap<>();
    private final MemoryNamespaces store;
    private final Rebuilder rebuilder;
    private final UntoldSwitch untold;
    private final Invariants invariants;
    private final Deque<Actor> running = new ArrayDeque<>();
    private Instant now = ToyWorld.START;
    private boolean calm;

    Simulation(long seed, World world, Plant plant) {
        this.seed = seed;
        this.random = new Random(seed);
        this.editions = new Random(~seed);
        this.plant = plant;
        // In every fourth run, for a journey that is derived again hides what went wrong before.
        this.faults = Faults.of(random, saidOfKeys(seed));
        this.log = new SimulatedLog(world);
        this.store = new MemoryNamespaces(() -> now);
        this.invariants = new Invariants(seed, log, store, world.model(), statuses);
        store.around = this::around;
        store.switched = invariants::checkSwitch;
        this.rebuilder = rebuilder(world.model());
        this.untold =
                new UntoldSwitch(plant.namespaces(store), announcement(world.model()), () -> now);
        speak(world);
        for (int partition = 0; partition < owners.length; partition++) {
            owners[partition] = random.nextInt(RECORDERS);
        }
        for (int i = 0; i < RECORDERS; i++) {
            actors.add(new Actor(i, world.model()));
        }
    }

    /// In three of eight runs, for the same reason; in two of them keys are revoked too.
    private static int saidOfProfiles(long seed) {
        return switch ((int) (seed % 8)) {
            case 1, 3, 7 -> ToyEditions.ALL;
            default -> 0;
        };
    }

    private static int saidOfKeys(long seed) {
        return switch ((int) (seed % 8)) {
            case 3 -> SimulatedLog.WITHDRAWAL;
            case 7 -> SimulatedLog.REVOCATION;
            default -> SimulatedLog.KEY;
        };
    }

    /// How likely each fault is at a call, how many things happen between two that are said, and how much is said of keys. Each run has some of them, so that
    /// none hides behind another.
    private record Faults(
            double crash,
            double outage,
            double meanwhile,
            double restart,
            double rebalance,
            double late,
            double rebuild,
            double empty,
            int pace,
            int keys) {

        static Faults of(Random random, int keys) {
            return new Faults(
                    some(random, 0.01),
                    some(random, 0.03),
                    some(random, random.nextBoolean() ? 0.04 : 0.2),
                    some(random, 0.3),
                    some(random, 0.3),
                    some(random, 0.3),
                    random.nextInt(8) == 0 ? 0.5 : 0,
                    random.nextInt(16) == 0 ? 0.01 : 0,
                    1 + random.nextInt(6) * random.nextInt(6),
                    keys);
        }

        private static double some(Random random, double most) {
            return random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
        }
    }

    /// Thrown where a process dies.
    private static final class Crash extends Error {}

    private void speak(World world) {
        List<World.Line> lines = world.lines(random);
        var all = new ArrayList<World.Line>();
        for (World.Line line : lines) {
            char mark = random.nextDouble() < faults.late ? mark(line) : ' ';
            all.add(
                    mark == ' '
                            ? line
                            : new World.Line(line.topic(), line.partition(), mark + line.text()));
        }
        all.add(new World.Line(all.getFirst().topic(), all.getFirst().partition(), "! rubbish"));
        all.add(new World.Line(World.TELEMETRY, 1, "! rubbish"));
        for (int again = random.nextInt(6); again > 0; again--) {
            World.Line line = all.get(random.nextInt(all.size()));
            // Of a statement that is revoked the first record is kept, and the others say nothing
            // more.
            if (!line.text().startsWith("-")) {
                all.add(line);
            }
        }
        all.forEach(log::create);
        Collections.shuffle(all, random);
        unsaid.addAll(all);
    }

    /// Telemetry that is revoked stays where it is and gives nothing, so it is not marked.
    private char mark(World.Line line) {
        boolean revocable = faults.keys > SimulatedLog.KEY && !line.topic().equals(World.TELEMETRY);
        if (revocable && line.text().contains("#")) {
            return '-'; // So that somebody's rival loses its claim.
        }
        return "?~-".charAt(revocable ? random.nextInt(3) : random.nextBoolean() ? 0 : 1);
    }

    /// One process: a recorder, what it knows, and its clock.
    private final class Actor {
        private final int id;
        private final Model model;
        private final int skew = random.nextInt(2 * MOST_SKEW_SECONDS + 1) - MOST_SKEW_SECONDS;
        private Eyes eyes = log.new Eyes();
        private Recorder recorder;

        Actor(int id, Model model) {
            this.id = id;
            this.model = model;
            this.recorder = start();
        }

        private Recorder start() {
            eyes = log.new Eyes();
            eyes.keys = log.keys > 0 && random.nextBoolean() ? log.keys : 0;
            eyes.editions = editions.nextInt(log.editions + 1);
            var reader = new MemoryLog(log.records(), p -> owners[p.partition()] == id, random);
            return plant.recorder(
                    reader,
                    new PinnedStore(plant.namespaces(store)),
                    new RememberingAuthenticator(eyes),
                    model,
                    Simulation.this::publish,
                    new Deaf(),
                    () -> now.plusSeconds(skew));
        }

        Step step() {
            running.push(this);
            try {
                return recorder.step();
            } catch (Crash crash) {
                recorder = start();
                return new Step.Displaced();
            } finally {
                running.pop();
            }
        }
    }

    private void publish(Collection<JourneyStatus> journeys) {
        around();
        // As a reader of the status topic must: the highest version counts, not the last record.
        journeys.forEach(journey ->
                statuses.merge(
                        journey.coi(), journey, (a, b) -> a.version() > b.version() ? a : b));
        around();
    }

    /// Between any two effects of a recorder.
    private void around() {
        if (calm) {
            return;
        }
        now = now.plusMillis(random.nextInt(3_000));
        double dice = random.nextDouble();
        if (dice < faults.crash) {
            throw new Crash();
        }
        if (dice < faults.crash + faults.outage) {
            throw new IllegalStateException("the store is away");
        }
        boolean between = running.size() < RECORDERS && !rebuilder.deciding;
        if (between && dice > 1 - faults.meanwhile) {
            for (int more = random.nextInt(4); more >= 0; more--) {
                happen();
            }
        }
    }

    private void happen() {
        // What was released is applied again after a restart alone, and must be then.
        boolean released =
                store.inForce().quarantine.values().stream()
                        .anyMatch(
                                kept -> kept.released().equals(Optional.of(store.inForce().run())));
        if (random.nextDouble() < faults.restart / (released ? 1 : 4)) {
            store.restart(random, now.minus(LOSS));
            now = now.plus(RESTART);
        }
        if (random.nextDouble() < faults.rebalance) {
            owners[random.nextInt(owners.length)] = random.nextInt(RECORDERS);
        }
        if (!unsaid.isEmpty() && random.nextInt(faults.pace) == 0) {
            log.append(unsaid.pop(), now);
        }
        if (random.nextInt(25) == 0) {
            now = now.plus(Progress.TRAILING);
        }
        // Mostly when all is said, and the safe point has left behind what waits for them.
        if (random.nextInt(unsaid.isEmpty() ? 10 : 80) == 0 && log.keys < faults.keys) {
            log.keys++;
        }
        if (editions.nextInt(unsaid.isEmpty() ? 10 : 40) == 0
                && log.editions < saidOfProfiles(seed)) {
            log.editions++;
        }
        log.schemaIsOut |= random.nextInt(unsaid.isEmpty() ? 10 : 80) == 0;
        if (random.nextDouble() < faults.empty) {
            store.empty();
        }
        if (random.nextDouble() < faults.rebuild) {
            rebuild();
        }
        Actor actor = actors.get(random.nextInt(RECORDERS));
        if (log.keys > 0 && random.nextInt(3) == 0 && actor.eyes.keys < log.keys) {
            actor.eyes.keys++;
        }
        if (editions.nextInt(3) == 0 && actor.eyes.editions < log.editions) {
            actor.eyes.editions++;
        }
        if (!running.contains(actor)) {
            actor.step();
        }
    }

    /// Runs to the end and checks everything.
    ///
    /// @throws AssertionError where something is not as it must be
    void run() {
        int steps = 0;
        while (!unsaid.isEmpty() || random.nextInt(20) > 0) {
            happen();
            invariants.check();
            if (random.nextInt(8) == 0) {
                invariants.checkProgressBehindData();
            }
            if (steps++ > MOST_STEPS) {
                throw new AssertionError("seed %d: not said after %d steps".formatted(seed, steps));
            }
        }
        invariants.checkProgressBehindData();
        comeToRest();
        invariants.check();
        invariants.checkAtRest();
        if (faults.rebuild > 0) {
            rebuilder.finish(() -> now = now.plusSeconds(1));
            comeToRest();
            invariants.check();
            invariants.checkAtRest();
        }
    }

    private void rebuild() {
        try {
            rebuilder.happen();
        } catch (Crash crash) {
            rebuilder.die();
        }
    }

    private Rebuilder rebuilder(Model model) {
        return new Rebuilder(
                seed,
                random,
                log,
                () -> plant.namespaces(store),
                announcement(model),
                (reader, documents) ->
                        Plant.NONE.recorder(
                                reader,
                                documents,
                                knowing(),
                                model,
                                _ -> {},
                                new Deaf(),
                                () -> now),
                () -> now);
    }

    private Announcement announcement(Model model) {
        return (documents, journeys) ->
                new Renewal(documents, knowing(), model, this::publish, () -> now).of(journeys);
    }

    private Authenticator knowing() {
        Eyes eyes = log.new Eyes();
        eyes.keys = log.keys;
        eyes.editions = log.editions;
        return new RememberingAuthenticator(eyes);
    }

    private void comeToRest() {
        calm = true;
        if (random.nextBoolean() && log.keys < faults.keys) {
            log.keys++;
        }
        if (editions.nextBoolean() && log.editions < saidOfProfiles(seed)) {
            log.editions++;
        }
        log.schemaIsOut |= random.nextBoolean();
        int idle = 0;
        Step last = new Step.Idle();
        for (int steps = 0; idle < WALK || (idle < PATIENCE && !invariants.allRead()); steps++) {
            if (steps == MOST_STEPS) {
                throw new AssertionError(
                        "seed %d: no rest after %d steps, but %s".formatted(seed, steps, last));
            }
            now = now.plus(Redrive.EVERY.dividedBy(WALK / 2));
            Actor actor = actors.get(steps % RECORDERS);
            actor.eyes.keys = log.keys;
            actor.eyes.editions = log.editions;
            last = actor.step();
            untold.look();
            idle = last instanceof Step.Idle ? idle + 1 : 0;
        }
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
