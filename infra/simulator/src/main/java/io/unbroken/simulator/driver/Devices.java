package io.unbroken.simulator.driver;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.simulator.script.JourneyPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays journeys for a time through devices that are offline now and then, lets all outboxes drain, waits until everything is sealed, and
/// holds each history to the one that the model derives from what was acknowledged.
public final class Devices {

    /// More than hours of a busy machine; a run ends earlier if it has played so many.
    private static final int MOST_JOURNEYS = 5_000;

    /// A service that does not answer within this is away.
    private static final Duration PATIENT = Duration.ofSeconds(15);

    /// One request in so many is given up while it is being dealt with, and sent again.
    private static final int IMPATIENT = 15;

    private static final int LONGEST_IMPATIENT_MILLIS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MOST_TOLD = 20;

    private final Api api;
    private final DeviceQueues queues;
    private final StopSignal stop;
    private final InstantSource clock;
    private final PrintStream out;
    private final Duration patience;
    private final AtomicInteger serviceFaults = new AtomicInteger();

    /// @param patience how long nothing may arrive or be sealed in the end before the wait is over
    public Devices(
            Api api, StopSignal stop, InstantSource clock, PrintStream out, Duration patience) {
        this.api = api;
        this.queues = new DeviceQueues(api, stop);
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.patience = patience;
    }

    /// How long devices wait for an answer: now and then hardly at all, so that they do not know whether what they sent arrived.
    public static Supplier<Duration> patience(long seed) {
        var random = new Random(seed);
        return () -> {
            synchronized (random) {
                return random.nextInt(IMPATIENT) == 0
                        ? Duration.ofMillis(1 + random.nextInt(LONGEST_IMPATIENT_MILLIS))
                        : PATIENT;
            }
        };
    }

    /// What the run came to.
    ///
    /// @param chains the journeys' chains of identity
    /// @param acknowledged distinct events, blocks and reports with a receipt
    /// @param sealed of them covered by a signed checkpoint, as the services say
    /// @param lost acknowledged events that their history does not have
    /// @param duplicated events that a history has twice, and ids with two receipts that differ
    /// @param unequal histories that differ in a byte from the reference
    /// @param refused journeys that a service would not take
    /// @param serviceFaults answers that blamed the service and did not ask to try again
    public record Outcome(
            List<String> chains,
            int acknowledged,
            int sealed,
            int lost,
            int duplicated,
            int unequal,
            int refused,
            int serviceFaults,
            double seconds) {
        public Outcome {
            chains = List.copyOf(chains);
        }

        public boolean holds() {
            return lost == 0
                    && duplicated == 0
                    && unequal == 0
                    && refused == 0
                    && sealed == acknowledged;
        }

        /// One line.
        public String json() {
            var json = new JsonMapper();
            return json.writeValueAsString(
                    json.createObjectNode()
                            .put("journeys", chains.size())
                            .put("acknowledged", acknowledged)
                            .put("sealed", sealed)
                            .put("lost", lost)
                            .put("duplicated", duplicated)
                            .put("unequal", unequal)
                            .put("refused", refused)
                            .put("serviceFaults", serviceFaults)
                            .put("seconds", seconds));
        }
    }

    public Outcome run(long seed, Duration length, int atOnce) {
        Instant began = clock.instant();
        Instant start = began.truncatedTo(ChronoUnit.SECONDS).minus(JourneyPlan.RUN);
        List<JourneyPlan> plans = JourneyPlan.of(seed, start, MOST_JOURNEYS, List.of());
        out.printf(
                "playing journeys for %d s, %d at once, seed %d%n",
                length.toSeconds(), atOnce, seed);
        Thread asking = Thread.ofVirtual().start(queues::follow);
        var refused = new AtomicInteger();
        List<DeviceJourney> played = play(plans.iterator(), began.plus(length), atOnce, refused);
        out.printf("all outboxes are empty after %s%n", Duration.between(began, clock.instant()));
        asking.interrupt();
        awaitSeals();
        var counts = new Counts();
        var waiting = new ArrayList<>(played);
        awaitHistories(waiting, counts);
        int acknowledged = played.stream().mapToInt(j -> j.acknowledged().receipts()).sum();
        played.forEach(journey -> counts.recordedTwice(journey.acknowledged().recordedTwice()));
        return new Outcome(
                played.stream()
                        .flatMap(journey -> journey.coi().stream())
                        .map(CoiId::value)
                        .toList(),
                acknowledged,
                queues.sealed(),
                counts.lost,
                counts.duplicated,
                counts.unequal,
                refused.get(),
                serviceFaults.get(),
                Duration.between(began, clock.instant()).toMillis() / 1000.0);
    }

    private List<DeviceJourney> play(
            Iterator<JourneyPlan> plans, Instant until, int atOnce, AtomicInteger refused) {
        var played = new ArrayList<DeviceJourney>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                var _ = threads.submit(() -> playSome(plans, until, played, refused));
            }
        }
        return played;
    }

    private void playSome(
            Iterator<JourneyPlan> plans,
            Instant until,
            List<DeviceJourney> played,
            AtomicInteger refused) {
        while (clock.instant().isBefore(until)) {
            DeviceJourney journey;
            synchronized (played) {
                if (!plans.hasNext()) {
                    return;
                }
                journey = new DeviceJourney(api, queues, stop, plans.next(), serviceFaults);
                played.add(journey);
            }
            try {
                journey.play();
            } catch (StopSignal.Stopped stopped) {
                return;
            } catch (RuntimeException trouble) {
                refused.incrementAndGet();
                out.printf("journey %d: %s%n", journey.plan().index(), trouble);
            }
        }
    }

    /// Devices forget what is sealed; at the end there must be nothing that they still keep.
    private void awaitSeals() {
        int before = Integer.MAX_VALUE;
        Instant progress = clock.instant();
        while (queues.waiting() > 0) {
            try {
                queues.ask();
            } catch (Refused refused) {
                out.println(refused.getMessage());
            }
            int waiting = queues.waiting();
            Instant now = clock.instant();
            if (waiting < before) {
                before = waiting;
                progress = now;
            } else if (Duration.between(progress, now).compareTo(patience) > 0) {
                out.printf("%d events and blocks are not sealed%n", waiting);
                return;
            }
            stop.pause(BETWEEN_LOOKS);
        }
        out.println("everything is sealed");
    }

    /// Looks at each history until it is as it must be, or nothing has become so for as long as one waits.
    private void awaitHistories(List<DeviceJourney> waiting, Counts counts) {
        Instant progress = clock.instant();
        while (!waiting.isEmpty()) {
            if (waiting.removeIf(
                    journey -> look(journey).filter(Reference.Comparison::agrees).isPresent())) {
                progress = clock.instant();
            } else if (Duration.between(progress, clock.instant()).compareTo(patience) > 0) {
                waiting.forEach(journey -> tell(journey, counts));
                return;
            }
            stop.pause(BETWEEN_LOOKS);
        }
    }

    private Optional<Reference.Comparison> look(DeviceJourney journey) {
        Optional<CoiId> coi = journey.coi();
        if (coi.isEmpty()) {
            return Optional.of(Reference.NOTHING);
        }
        Optional<JsonNode> history = api.read("/api/journeys/%s/history".formatted(coi.get()));
        return history.map(read -> Reference.compare(coi.get(), journey.acknowledged(), read));
    }

    private void tell(DeviceJourney journey, Counts counts) {
        String name =
                "journey %d (%s, %s)"
                        .formatted(
                                journey.plan().index(),
                                journey.coi().map(CoiId::value).orElse("not enrolled"),
                                journey.plan().incident());
        Optional<Reference.Comparison> found = look(journey);
        if (found.isEmpty()) {
            counts.lost += journey.acknowledged().events().size();
            counts.unequal++;
            out.printf("%s: it has no history%n", name);
            return;
        }
        counts.lost += found.get().lost().size();
        counts.duplicated += found.get().duplicated().size();
        counts.unequal += found.get().agrees() ? 0 : 1;
        out.printf("%s: %s%n", name, found.get());
    }

    private final class Counts {
        private int lost;
        private int duplicated;
        private int unequal;

        void recordedTwice(List<String> ids) {
            duplicated += ids.size();
            ids.stream().limit(MOST_TOLD).forEach(id -> out.println("on the log twice: " + id));
        }
    }
}
