package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.rebuild.Announcement;
import io.unbroken.tracking.rebuild.Crew;
import io.unbroken.tracking.rebuild.Difference;
import io.unbroken.tracking.rebuild.KnownTrees;
import io.unbroken.tracking.rebuild.Plan;
import io.unbroken.tracking.rebuild.Plan.Against;
import io.unbroken.tracking.rebuild.Plan.Verdict;
import io.unbroken.tracking.rebuild.Rebuild;
import io.unbroken.tracking.rebuild.Step;
import io.unbroken.tracking.rebuild.Succession;
import io.unbroken.tracking.rebuild.Succession.Begin;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Rebuilds in a simulation: at most two runs at a time, for the one may not know of the other. A run that dies leaves its namespace.
final class Rebuilder {

    private static final int MOST_RUNS = 2;
    private static final int MOST_STEPS = 20_000;

    private final long seed;
    private final Random random;
    private final SimulatedLog log;
    private final Supplier<Namespaces> namespaces;
    private final Announcement announcement;
    private final BiFunction<LogReader, Store, Recorder> recorders;
    private final InstantSource clock;
    private final List<Run> runs = new ArrayList<>();
    private Optional<Recorders> hired = Optional.empty();
    private Optional<Run> busy = Optional.empty();

    /// Whether a rebuild looks or switches at this moment: nobody comes in between then, so that what it switched to can be held to what
    /// there was.
    boolean deciding;

    /// @param namespaces as each run sees them
    /// @param recorders makes those of a crew, which publish nothing
    Rebuilder(
            long seed,
            Random random,
            SimulatedLog log,
            Supplier<Namespaces> namespaces,
            Announcement announcement,
            BiFunction<LogReader, Store, Recorder> recorders,
            InstantSource clock) {
        this.seed = seed;
        this.random = random;
        this.log = log;
        this.namespaces = namespaces;
        this.announcement = announcement;
        this.recorders = recorders;
        this.clock = clock;
    }

    private record Run(Rebuild rebuild, Recorders crew) {}

    /// Begins, goes on with or kills a run.
    void happen() {
        if (busy.isPresent() || deciding) {
            return;
        }
        if (runs.size() < MOST_RUNS && random.nextInt(runs.isEmpty() ? 6 : 60) == 0) {
            begin();
            return;
        }
        if (runs.isEmpty()) {
            return;
        }
        Run run = runs.get(random.nextInt(runs.size()));
        if (random.nextInt(100) == 0) {
            runs.remove(run);
        } else {
            advance(run);
        }
    }

    /// The run that does something at this moment dies.
    void die() {
        busy.ifPresent(runs::remove);
        busy = Optional.empty();
        deciding = false;
    }

    /// With no more faults, everything that is read again is what there is.
    ///
    /// @param meanwhile lets time pass
    void finish(Runnable meanwhile) {
        runs.clear();
        var run =
                started(
                        new Plan(
                                "the last",
                                Begin.ANEW,
                                new Against.InForce(),
                                Verdict.REFUSES,
                                0,
                                MOST_STEPS));
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            run.crew.recorder.step();
            switch (run.rebuild.step()) {
                case Step.Going _ -> meanwhile.run();
                case Step.Switched _ -> {
                    return;
                }
                case Step.Different(var differences) ->
                        throw new AssertionError(
                                "seed %d: a rebuild at rest found %s"
                                        .formatted(
                                                seed,
                                                differences.stream()
                                                        .map(Difference::line)
                                                        .toList()));
                case Step.TakenOver() ->
                        throw new AssertionError("seed %d: nobody took it over".formatted(seed));
            }
        }
        throw new AssertionError("seed %d: a rebuild at rest did not end".formatted(seed));
    }

    private void begin() {
        deciding = true;
        try {
            runs.add(
                    started(
                            new Plan(
                                    "run",
                                    random.nextBoolean() ? Begin.ANEW : Begin.RESUMED,
                                    random.nextInt(3) == 0
                                            ? new Against.Sealed(this::sealed)
                                            : new Against.InForce(),
                                    random.nextInt(4) == 0 ? Verdict.REFUSES : Verdict.ACCEPTS,
                                    0,
                                    MOST_STEPS)));
        } catch (IllegalStateException away) {
            hired = Optional.empty();
        } finally {
            deciding = false;
        }
    }

    private Run started(Plan plan) {
        Namespaces own = namespaces.get();
        var rebuild =
                Rebuild.begin(
                        new Rebuild.Ports(
                                own,
                                new Succession(own, announcement, clock),
                                this::ends,
                                this::hire,
                                clock),
                        plan);
        return new Run(rebuild, hired.orElseThrow());
    }

    private Crew hire(Set<LogPartition> partitions, Store store) {
        var crew = new Recorders(partitions, store);
        hired = Optional.of(crew);
        return crew;
    }

    private void advance(Run run) {
        busy = Optional.of(run);
        if (random.nextInt(3) > 0) {
            run.crew.recorder.step();
            busy = Optional.empty();
            return;
        }
        deciding = true;
        try {
            switch (run.rebuild.step()) {
                case Step.Going _ -> {}
                case Step.Switched(_, _, _, var accepted) -> {
                    requireTrees(accepted);
                    runs.remove(run);
                }
                case Step.Different(var differences) -> {
                    requireTrees(differences);
                    runs.remove(run);
                }
                case Step.TakenOver() -> runs.remove(run);
            }
        } catch (IllegalStateException away) {
            // It is asked again, as the command does.
        }
        deciding = false;
        busy = Optional.empty();
    }

    private void requireTrees(List<Difference> differences) {
        if (differences.stream().anyMatch(each -> each instanceof Difference.OfPartition)) {
            throw new AssertionError(
                    "seed %d: a rebuild found other trees than the log's".formatted(seed));
        }
    }

    private Map<LogPartition, Long> ends() {
        var ends = new HashMap<LogPartition, Long>();
        log.records().forEach((partition, records) -> ends.put(partition, (long) records.size()));
        return ends;
    }

    /// As if half of what was said were sealed.
    private Map<LogPartition, KnownTrees.Known> sealed(Set<LogPartition> partitions) {
        var trees = new HashMap<LogPartition, KnownTrees.Known>();
        ends().forEach((partition, end) -> {
            long size = end / 2;
            if (size > 0) {
                trees.put(partition, new KnownTrees.Known(size, log.tree(partition, size).root()));
            }
        });
        return trees;
    }

    private final class Recorders implements Crew {

        private final Recorder recorder;
        private final Map<LogPartition, Long> applied = new HashMap<>();
        private Map<LogPartition, Long> ends = Map.of();

        Recorders(Set<LogPartition> partitions, Store store) {
            var reader =
                    new MemoryLog(
                            log.records(),
                            partitions::contains,
                            random,
                            partition -> ends.getOrDefault(partition, 0L));
            this.recorder =
                    recorders.apply(
                            new ForwardingReader(reader) {
                                @Override
                                public void reached(Map<LogPartition, Long> next) {
                                    applied.putAll(next);
                                }
                            },
                            store);
        }

        @Override
        public void aim(Map<LogPartition, Long> bounds) {
            ends = bounds;
        }

        @Override
        public Map<LogPartition, Long> applied() {
            return applied;
        }

        @Override
        public void close() {}
    }
}
