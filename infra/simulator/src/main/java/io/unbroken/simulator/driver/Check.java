package io.unbroken.simulator.driver;

import io.unbroken.custody.identity.CoiId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares what was acknowledged with what the histories hold, after giving tracking time to get there.
final class Check {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Histories histories;
    private final StopSignal stop;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream errors;
    private final Duration patience;

    /// @param patience how long to wait while nothing more arrives
    Check(
            Histories histories,
            StopSignal stop,
            InstantSource clock,
            PrintStream out,
            PrintStream errors,
            Duration patience) {
        this.histories = histories;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.errors = errors;
        this.patience = patience;
    }

    /// The sums over all journeys.
    record Sums(
            int completed,
            int eventsSent,
            int eventsInHistories,
            int samplesSent,
            int samplesInHistories,
            TreeMap<String, Integer> findings) {}

    Sums of(List<PlayedJourney> journeys) {
        var waiting = new ArrayList<Compared>();
        journeys.forEach(journey -> waiting.add(new Compared(journey)));
        var all = List.copyOf(waiting);
        long before = -1;
        Instant progress = clock.instant();
        Instant line = progress;
        while (waiting.stream().anyMatch(Compared::hasHope)) {
            waiting.removeIf(compared -> compared.look(histories));
            long arrived = all.stream().mapToLong(Compared::arrived).sum();
            Instant now = clock.instant();
            if (arrived != before) {
                before = arrived;
                progress = now;
            } else if (Duration.between(progress, now).compareTo(patience) > 0) {
                break;
            }
            if (Duration.between(line, now).compareTo(BETWEEN_LINES) > 0) {
                line = now;
                out.printf("waiting for %d histories%n", waiting.size());
            }
            stop.pause(BETWEEN_ROUNDS);
        }
        all.forEach(compared -> compared.tell(errors));
        return sums(all);
    }

    private static Sums sums(List<Compared> all) {
        int completed = 0;
        int eventsSent = 0;
        int eventsIn = 0;
        int samplesSent = 0;
        int samplesIn = 0;
        var findings = new TreeMap<String, Integer>();
        for (Compared compared : all) {
            completed += compared.completed() ? 1 : 0;
            eventsSent += compared.events.size();
            eventsIn += compared.seen.map(s -> s.events().size()).orElse(0);
            samplesSent += compared.samples;
            samplesIn += compared.seen.map(Histories.Seen::samples).orElse(0);
            compared.seen.ifPresent(
                    s -> s.findings().forEach((code, n) -> findings.merge(code, n, Integer::sum)));
        }
        return new Sums(completed, eventsSent, eventsIn, samplesSent, samplesIn, findings);
    }

    /// One journey's ledger beside its history.
    private static final class Compared {
        private final PlayedJourney journey;
        private final Set<String> events;
        private final int samples;
        private Optional<Histories.Seen> seen = Optional.empty();

        Compared(PlayedJourney journey) {
            this.journey = journey;
            this.events = journey.ledger().events();
            this.samples = journey.ledger().samples();
        }

        /// Whether history and ledger agree now.
        boolean look(Histories histories) {
            Optional<CoiId> coi = journey.coi();
            if (coi.isEmpty()) {
                return true;
            }
            seen = histories.of(coi.get());
            return agrees();
        }

        /// A journey that was cut off may have one event more than it knows of; no waiting changes that.
        boolean hasHope() {
            return journey.trouble().isEmpty() || seen.isEmpty();
        }

        boolean agrees() {
            return journey.coi().isEmpty()
                    ? events.isEmpty()
                    : seen.isPresent()
                            && seen.get().events().equals(events)
                            && seen.get().samples() == samples;
        }

        boolean completed() {
            return journey.trouble().isEmpty() && agrees();
        }

        long arrived() {
            return seen.map(s -> s.events().size() + (long) s.samples()).orElse(0L);
        }

        void tell(PrintStream errors) {
            String name =
                    "journey %d (%s, %s)"
                            .formatted(
                                    journey.plan().index(),
                                    journey.coi().map(CoiId::value).orElse("not enrolled"),
                                    journey.plan().incident());
            journey.trouble().ifPresent(trouble -> errors.printf("%s: %s%n", name, trouble));
            if (!agrees()) {
                errors.printf("%s: %s%n", name, difference());
            }
            if (completed() && !asExpected()) {
                errors.printf(
                        "%s: expected the findings %s, found %s%n",
                        name,
                        new TreeSet<>(journey.plan().incident().findings()),
                        seen.map(s -> s.findings().keySet()).orElse(new TreeSet<>()));
            }
        }

        /// A real logger's file may show anything; of every other journey it is known what it shows.
        private boolean asExpected() {
            return journey.plan().export().isPresent()
                    || seen.map(s -> s.findings().keySet())
                            .equals(Optional.of(journey.plan().incident().findings()));
        }

        private String difference() {
            Set<String> there = seen.map(Histories.Seen::events).orElse(Set.of());
            var missing = new HashSet<>(events);
            missing.removeAll(there);
            var more = new HashSet<>(there);
            more.removeAll(events);
            return "%d events acknowledged, missing in the history %s, never sent %s; %d samples acknowledged, %d in the history"
                    .formatted(
                            events.size(),
                            new TreeSet<>(missing),
                            new TreeSet<>(more),
                            samples,
                            seen.map(Histories.Seen::samples).orElse(0));
        }
    }
}
