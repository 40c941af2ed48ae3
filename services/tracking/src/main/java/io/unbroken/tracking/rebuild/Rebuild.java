package io.unbroken.tracking.rebuild;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.rebuild.Plan.Against;
import io.unbroken.tracking.rebuild.Plan.Verdict;
import io.unbroken.tracking.store.Contents;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Pointer;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the whole log again into a new namespace while everyone goes on in the one in force; compares the two; switches. One step at a time, so
/// that a simulation can drive it.
///
/// It follows the recorders in force: each round reads up to where their trees are known, so that both can be compared at the same
/// place. Until the pointer is switched nothing that it does is seen by anyone. After a crash at any point the namespace in force serves on;
/// a later run begins anew, or goes on with the namespace that was left.
public final class Rebuild implements AutoCloseable {

    /// A difference that comes and goes for so long is taken for one.
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(90);

    /// For so long one waits for recorders that have stopped.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    /// Recorders in force publish what they write within seconds, or write it again.
    private static final Duration LONGEST_UNTOLD = Duration.ofMinutes(2);

    private final Ports ports;
    private final Plan plan;
    private final Pointer pointer;
    private final Namespace next;
    private final Store inForce;
    private final Store rebuilt;
    private final KnownTrees known;
    private final Contents old;
    private final Comparison comparison;
    private final Instant begun;
    private final Set<LogPartition> partitions;
    private final Map<LogPartition, KnownTrees.Known> first;
    private final long there;
    private final Crew crew;
    private Phase phase = Phase.READS;
    private Map<LogPartition, KnownTrees.Known> aimed = Map.of();
    private Map<LogPartition, Long> goal = Map.of();
    private final Map<LogPartition, Long> held = new HashMap<>();
    private final Map<LogPartition, Difference> roots = new TreeMap<>();
    private Map<LogPartition, Long> awaited = Map.of();
    private Instant settlingEnds = Instant.MIN;
    private Instant silenceEnds = Instant.MIN;
    private int lastRounds;

    /// What it works with.
    public record Ports(
            Namespaces namespaces,
            Succession succession,
            LogEnds log,
            Crews crews,
            InstantSource clock) {}

    /// What it does at the moment.
    public enum Phase {
        READS,
        COMPARES,
        READS_AGAIN,
        CATCHES_UP,
        ENDED
    }

    private Rebuild(Ports ports, Plan plan, Pointer pointer) {
        this.ports = ports;
        this.plan = plan;
        this.pointer = pointer;
        this.next = pointer.work().orElseThrow(IllegalStateException::new).namespace();
        Namespaces namespaces = ports.namespaces();
        this.inForce = namespaces.store(pointer.current());
        this.rebuilt = namespaces.store(next);
        this.known =
                switch (plan.against()) {
                    case Against.InForce() -> KnownTrees.recorded(inForce);
                    case Against.Sealed(KnownTrees trees) -> trees;
                };
        this.old = namespaces.contents(pointer.current());
        this.comparison = new Comparison(old, namespaces.contents(next));
        this.begun = ports.clock().instant();
        this.partitions = new TreeSet<>(ports.log().now().keySet());
        this.first = known.of(partitions);
        this.there = sum(recorded(rebuilt));
        this.crew = ports.crews().of(partitions, rebuilt);
    }

    /// Begins to fill a namespace; whoever filled one before has lost it.
    public static Rebuild begin(Ports ports, Plan plan) {
        var rebuild =
                new Rebuild(ports, plan, ports.succession().begin(plan.holder(), plan.begin()));
        rebuild.aimAt(rebuild.first);
        return rebuild;
    }

    /// Does one thing. Where it throws because something is away, it may be called again.
    public Step step() {
        return switch (phase) {
            case READS -> reached() ? compareOrReadOn() : going();
            case COMPARES -> settle();
            case READS_AGAIN -> reached() ? lookAgain() : going();
            case CATCHES_UP -> reached() ? catchUp() : going();
            case ENDED -> throw new IllegalStateException("expected no step after the end");
        };
    }

    @Override
    public void close() {
        crew.close();
    }

    private Step compareOrReadOn() {
        if (!holdsTrees()) {
            return lost();
        }
        boolean all =
                first.entrySet().stream()
                        .allMatch(each ->
                                held.getOrDefault(each.getKey(), -1L) >= each.getValue().size());
        if (!all) {
            // Only a store that restarted makes the recorders in force fall behind; they come back.
            aimAtKnown();
            return going();
        }
        if (plan.against() instanceof Against.Sealed) {
            return catchUpNext();
        }
        comparison.look();
        settlingEnds = ports.clock().instant().plus(LONGEST_SETTLING);
        return await();
    }

    private Step await() {
        awaited = ports.log().now();
        silenceEnds = ports.clock().instant().plus(LONGEST_SILENCE);
        phase = Phase.COMPARES;
        return going();
    }

    private Step settle() {
        Instant now = ports.clock().instant();
        if (comparison.settled() || now.isAfter(settlingEnds)) {
            return catchUpNext();
        }
        if (now.isAfter(silenceEnds) || reaches(recorded(inForce), awaited)) {
            aimAtKnown();
            phase = Phase.READS_AGAIN;
        }
        return going();
    }

    private Step lookAgain() {
        if (!holdsTrees()) {
            return lost();
        }
        comparison.lookAgain();
        return await();
    }

    private Step catchUpNext() {
        phase = Phase.CATCHES_UP;
        aimAtTheEnd();
        return going();
    }

    private Step catchUp() {
        if (!holdsTrees()) {
            return lost();
        }
        aimAtTheEnd();
        // As the store has it: it may have lost what the crew had applied.
        Map<LogPartition, Long> own = recorded(rebuilt);
        long behind =
                goal.entrySet().stream()
                        .mapToLong(each ->
                                Math.max(0, each.getValue() - own.getOrDefault(each.getKey(), 0L)))
                        .sum();
        return behind <= plan.few() || ++lastRounds == plan.rounds() ? decide() : going();
    }

    private Step decide() {
        if (plan.against() instanceof Against.Sealed) {
            // Nothing is settled here: it tells what was lost, and whose statuses are published
            // again.
            comparison.look();
        }
        List<Difference> differences = new ArrayList<>(roots.values());
        differences.addAll(comparison.differences());
        if (!roots.isEmpty() || (!differences.isEmpty() && plan.verdict() == Verdict.REFUSES)) {
            return ended(new Step.Different(differences));
        }
        var changed = new TreeSet<>(perhapsUntold());
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.OfJourney(CoiId coi, String _) -> changed.add(coi);
                case Difference.OfQuarantine _, Difference.OfPartition _ -> {}
            }
        }
        long records = sum(recorded(rebuilt));
        crew.close();
        return ports.succession().complete(pointer, changed)
                ? ended(new Step.Switched(next, comparison.journeys(), records, differences))
                : lost();
    }

    /// Journeys that recorders in force may have written without having published them, which nobody would do after the switch.
    private SortedSet<CoiId> perhapsUntold() {
        return switch (plan.against()) {
            case Against.InForce() -> old.writtenSince(begun.minus(LONGEST_UNTOLD).toEpochMilli());
            // They may have been away for any time, with records before them that are read here.
            case Against.Sealed _ -> ports.namespaces().contents(next).journeys();
        };
    }

    private Step ended(Step last) {
        phase = Phase.ENDED;
        crew.close();
        return last;
    }

    // What was answered to by an outage may have been done.
    private Step lost() {
        Pointer now = ports.namespaces().pointer();
        if (!now.current().equals(next)) {
            return ended(new Step.TakenOver());
        }
        ports.succession().finishAnnouncement();
        return ended(
                new Step.Switched(next, comparison.journeys(), sum(recorded(rebuilt)), List.of()));
    }

    /// In force nobody is further than its recorders, and without one nobody is further than the log.
    private void aimAtTheEnd() {
        switch (plan.against()) {
            case Against.InForce() -> aimAtKnown();
            case Against.Sealed _ -> {
                aimed = Map.of();
                aim(ports.log().now());
            }
        }
    }

    private void aimAtKnown() {
        aimAt(known.of(partitions));
    }

    private void aimAt(Map<LogPartition, KnownTrees.Known> trees) {
        aimed = trees;
        aim(sizes(trees));
    }

    private void aim(Map<LogPartition, Long> ends) {
        goal = ends;
        crew.aim(ends);
    }

    /// Compares the trees where both are at the same place, and looks whether this run is still the one.
    private boolean holdsTrees() {
        Map<LogPartition, Progress> own = rebuilt.progress(partitions);
        aimed.forEach((partition, expected) -> {
            Progress at = own.getOrDefault(partition, Progress.NONE);
            if (at.next() == expected.size()) {
                held.put(partition, expected.size());
                if (!KnownTrees.Known.of(at).equals(expected)) {
                    roots.put(partition, new Difference.OfPartition(partition, expected));
                }
            }
        });
        return ports.succession().holds(pointer);
    }

    private boolean reached() {
        return reaches(crew.applied(), goal);
    }

    private Step going() {
        return new Step.Going(phase, sum(crew.applied()), sum(goal), there);
    }

    private Map<LogPartition, Long> recorded(Store store) {
        var recorded = new HashMap<LogPartition, Long>();
        store.progress(partitions)
                .forEach((partition, progress) -> recorded.put(partition, progress.next()));
        return recorded;
    }

    private static boolean reaches(Map<LogPartition, Long> at, Map<LogPartition, Long> goal) {
        return goal.entrySet().stream()
                .allMatch(each -> at.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    private static Map<LogPartition, Long> sizes(Map<LogPartition, KnownTrees.Known> trees) {
        var sizes = new HashMap<LogPartition, Long>();
        trees.forEach((partition, tree) -> sizes.put(partition, tree.size()));
        return sizes;
    }

    private static long sum(Map<LogPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
