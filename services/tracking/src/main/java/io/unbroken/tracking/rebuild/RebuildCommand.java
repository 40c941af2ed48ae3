package io.unbroken.tracking.rebuild;

import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.rebuild.Plan.Against;
import io.unbroken.tracking.rebuild.Plan.Verdict;
import io.unbroken.tracking.rebuild.Succession.Begin;
import io.unbroken.tracking.sealer.KafkaPublishedLedger;
import io.unbroken.tracking.sealer.PublishedLedger;
import io.unbroken.tracking.store.Namespace;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The rebuild as a command of tracking's jar, with the environment of tracking: `java -jar tracking.jar rebuild`. Exit code 0 if the new namespace
/// is in force, 1 if the old one still is.
public final class RebuildCommand {

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    /// So few that they are read in the time in which a page is drawn.
    private static final long FEW = 200;

    private static final int MOST_LAST_ROUNDS = 20;

    /// Lines about differences; the first tell what kind of thing has happened.
    private static final int MOST_LINES = 1_000;

    /// Outages are waited for, but not for ever: whoever waits can begin again.
    private static final int MOST_FAILURES = 60;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Set<String> OPTIONS =
            Set.of("--resume", "--accept-differences", "--drop-old");

    private final Map<String, String> environment;
    private final PrintStream out;
    private final InstantSource clock;

    public RebuildCommand(Map<String, String> environment, PrintStream out, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
    }

    /// Runs it and returns the exit code.
    ///
    /// @param arguments any of `--resume`, `--accept-differences` and `--drop-old`
    public int run(List<String> arguments) {
        if (!OPTIONS.containsAll(arguments)) {
            throw new IllegalArgumentException("expected some of %s".formatted(OPTIONS));
        }
        try (var connections = new Connections(this::setting, brokers(), clock)) {
            if (arguments.contains("--drop-old")) {
                return dropOld(succession(connections));
            }
            return run(
                    connections,
                    new Plan(
                            "process " + ProcessHandle.current().pid(),
                            arguments.contains("--resume") ? Begin.RESUMED : Begin.ANEW,
                            new Against.InForce(),
                            arguments.contains("--accept-differences")
                                    ? Verdict.ACCEPTS
                                    : Verdict.REFUSES,
                            FEW,
                            MOST_LAST_ROUNDS));
        }
    }

    /// Reads the whole log into a new namespace, holds its trees to the last published checkpoint, and switches, whatever the namespace in force has;
    /// needs the log's verifier key in `UNBROKEN_LEDGER_KEY`. Exit code 1 if the log is not what was sealed.
    public int restoreStore() {
        try (var connections = new Connections(this::setting, brokers(), clock)) {
            var published =
                    new KafkaPublishedLedger(
                            connections::consumer,
                            TopicCatalogue.CHECKPOINTS.name(),
                            VerifierKey.parse(setting("UNBROKEN_LEDGER_KEY").strip()));
            Map<LogPartition, KnownTrees.Known> sealed = sealed(published);
            out.printf(
                    "%,d records of %,d partitions are sealed%n",
                    sealed.values().stream().mapToLong(KnownTrees.Known::size).sum(),
                    sealed.size());
            return run(
                    connections,
                    new Plan(
                            "process " + ProcessHandle.current().pid(),
                            Begin.ANEW,
                            new Against.Sealed(partitions -> {
                                var of = new HashMap<>(sealed);
                                of.keySet().retainAll(partitions);
                                return of;
                            }),
                            Verdict.ACCEPTS,
                            FEW,
                            MOST_LAST_ROUNDS));
        }
    }

    /// The last sealed tree of each partition that is recorded.
    private static Map<LogPartition, KnownTrees.Known> sealed(PublishedLedger published) {
        var sealed = new HashMap<LogPartition, KnownTrees.Known>();
        published.read(entry ->
                entry.heads()
                        .heads()
                        .forEach(head ->
                                sealed.merge(
                                        new LogPartition(
                                                head.tree().topic(), head.tree().partition()),
                                        new KnownTrees.Known(head.size(), head.root()),
                                        (one, other) -> one.size() > other.size() ? one : other)));
        return sealed;
    }

    private int dropOld(Succession succession) {
        List<Namespace> dropped = succession.dropOld();
        if (dropped.isEmpty()) {
            out.printf(
                    "nothing to drop; a namespace is kept for %d s after the switch from it%n",
                    Succession.LEAST_AGE.toSeconds());
        }
        dropped.forEach(namespace -> out.println("dropped " + namespace));
        return 0;
    }

    private Succession succession(Connections connections) {
        return new Succession(connections.namespaces(), connections::announce, clock);
    }

    private int run(Connections connections, Plan plan) {
        var namespaces = connections.namespaces();
        int threads = Runtime.getRuntime().availableProcessors();
        var ports =
                new Rebuild.Ports(
                        namespaces,
                        succession(connections),
                        connections::ends,
                        (partitions, store) ->
                                connections.crew(partitions, store, threads, this::trouble),
                        clock);
        Instant begun = clock.instant();
        try (var rebuild = Rebuild.begin(ports, plan)) {
            out.printf(
                    "reads the log into a new namespace; %s serves on%n",
                    namespaces.pointer().current());
            return toTheEnd(rebuild, begun);
        }
    }

    private int toTheEnd(Rebuild rebuild, Instant begun) {
        int failures = 0;
        Instant line = begun;
        while (true) {
            try {
                Step step = rebuild.step();
                failures = 0;
                switch (step) {
                    case Step.Going going -> {
                        if (clock.instant().isAfter(line.plus(BETWEEN_LINES))) {
                            line = clock.instant();
                            out.println(line(going, Duration.between(begun, line)));
                        }
                        LockSupport.parkNanos(BETWEEN_STEPS.toNanos());
                    }
                    case Step.Switched switched -> {
                        return report(switched, Duration.between(begun, clock.instant()));
                    }
                    case Step.Different(List<Difference> differences) -> {
                        return report(differences);
                    }
                    case Step.TakenOver() -> {
                        out.println("another run has begun or has switched; this one ends");
                        return 1;
                    }
                }
            } catch (RuntimeException away) {
                if (failures++ == MOST_FAILURES) {
                    throw away;
                }
                trouble("waits: " + away.getMessage());
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    /// One line about how far it is.
    static String line(Step.Going going, Duration spent) {
        double rate = 1_000.0 * (going.done() - going.there()) / Math.max(1, spent.toMillis());
        return switch (going.phase()) {
            case READS, READS_AGAIN, CATCHES_UP ->
                    "%,d of %,d records, %,.0f/s, %s"
                            .formatted(
                                    Math.min(going.done(), going.total()),
                                    going.total(),
                                    rate,
                                    remaining(going, rate));
            case COMPARES -> "compares; waits for the recorders in force";
            case ENDED -> "ends";
        };
    }

    private static String remaining(Step.Going going, double rate) {
        long left = Math.max(0, going.total() - going.done());
        return rate < 1
                ? "%,d left".formatted(left)
                : "about %,d s left".formatted((long) Math.ceil(left / rate));
    }

    private int report(Step.Switched switched, Duration spent) {
        lines(switched.accepted());
        out.printf(
                "%s is in force: %,d journeys and all partitions' trees %s, %,d records in %d s (%,.0f/s)%n",
                switched.namespace(),
                switched.journeys(),
                switched.accepted().isEmpty()
                        ? "are what they were"
                        : "are what the log gives, %,d of them differently than before"
                                .formatted(switched.accepted().size()),
                switched.records(),
                spent.toSeconds(),
                1_000.0 * switched.records() / Math.max(1, spent.toMillis()));
        return 0;
    }

    private int report(List<Difference> differences) {
        lines(differences);
        boolean tree =
                differences.stream().anyMatch(each -> each instanceof Difference.OfPartition);
        out.printf(
                "%,d differences; nothing was switched. %s%n",
                differences.size(),
                tree
                        ? "The log is another than was sealed or recorded: ./unbroken audit tells what was changed; if it is the store, ./unbroken restore store"
                        : "If the log is right: ./unbroken rebuild --resume --accept-differences");
        return 1;
    }

    private void lines(List<Difference> differences) {
        differences.stream().limit(MOST_LINES).map(Difference::line).forEach(out::println);
        if (differences.size() > MOST_LINES) {
            out.printf("and %,d more%n", differences.size() - MOST_LINES);
        }
    }

    private void trouble(String line) {
        out.println(line);
    }

    private Brokers brokers() {
        return Brokers.of(
                setting("UNBROKEN_KAFKA"), environment.getOrDefault("UNBROKEN_KAFKA_SETTINGS", ""));
    }

    private String setting(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("set " + name);
        }
        return value;
    }
}
