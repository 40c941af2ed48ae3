package io.unbroken.simulator.driver;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.JourneyPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends a courier's scans at a steady rate, spread over many chains, and follows some of them to their histories.
public final class Load {

    /// As many as a real journey has, so that histories are as long as real ones.
    private static final int EVENTS_A_CHAIN = 60;

    private static final int PROBED_CHAINS = 8;

    /// Requests at once; a service that needs more to reach the rate does not reach it.
    private static final int MOST_AT_ONCE = 64;

    private static final int ENROLMENTS_AT_ONCE = 8;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UTC = 0;

    private final Api api;
    private final Histories histories;
    private final StopSignal stop;
    private final InstantSource clock;
    private final PrintStream out;

    public Load(Api api, StopSignal stop, InstantSource clock, PrintStream out) {
        this.api = api;
        this.histories = new Histories(api);
        this.stop = stop;
        this.clock = clock;
        this.out = out;
    }

    /// What was measured.
    ///
    /// @param seconds of sending
    /// @param secondsToHistories from the first scan until the histories held all
    /// @param acknowledged from sending a scan to its receipt
    /// @param visible from a receipt to the event being in `GET /api/journeys/{coi}`
    public record Result(
            int rate,
            int chains,
            int eventsSent,
            int eventsInHistories,
            double seconds,
            double secondsToHistories,
            Delays acknowledged,
            Delays visible) {

        public boolean agrees() {
            return eventsSent == eventsInHistories;
        }

        public String json() {
            var json = new JsonMapper();
            ObjectNode node = json.createObjectNode();
            node.put("rate", rate);
            node.put("chains", chains);
            node.put("eventsSent", eventsSent);
            node.put("eventsInHistories", eventsInHistories);
            node.put("seconds", seconds);
            node.put("eventsPerSecondAcknowledged", perSecond(seconds));
            node.put("secondsToHistories", secondsToHistories);
            node.put("eventsPerSecondToHistories", perSecond(secondsToHistories));
            node.set("acknowledgedMillis", acknowledged.json(json));
            node.set("visibleMillis", visible.json(json));
            return json.writeValueAsString(node);
        }

        private double perSecond(double over) {
            return Math.round(eventsSent / over * 10) / 10.0;
        }
    }

    /// Delays in milliseconds, ascending.
    public record Delays(List<Double> millis) {
        public Delays {
            millis = millis.stream().sorted().toList();
        }

        double percentile(int percent) {
            int at = (int) Math.ceil(percent / 100.0 * millis.size()) - 1;
            return millis.isEmpty() ? 0 : Math.round(millis.get(Math.max(0, at)) * 10) / 10.0;
        }

        JsonNode json(JsonMapper json) {
            return json.createObjectNode()
                    .put("count", millis.size())
                    .put("p50", percentile(50))
                    .put("p99", percentile(99));
        }
    }

    public Result run(long seed, int rate, Duration length) {
        int scans = Math.toIntExact(Math.max(1, rate * length.toMillis() / 1000));
        int chains = (scans + EVENTS_A_CHAIN - 1) / EVENTS_A_CHAIN + PROBED_CHAINS;
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(JourneyPlan.RUN);
        out.printf("enrolling %d chains, then %d scans at %d/s%n", chains, scans, rate);
        List<Chain> enrolled = enrol(JourneyPlan.of(seed, start, chains, List.of()));
        List<Chain> probed = enrolled.subList(0, PROBED_CHAINS);
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Double>> probes = threads.submit(() -> probe(probed, began, length));
            List<Double> acknowledged =
                    send(enrolled.subList(PROBED_CHAINS, chains), scans, rate, began);
            double seconds = secondsSince(began);
            List<Double> visible = probes.get();
            int held = held(enrolled);
            return new Result(
                    rate,
                    chains,
                    enrolled.stream().mapToInt(chain -> chain.ledger.events().size()).sum(),
                    held,
                    seconds,
                    secondsSince(began),
                    new Delays(acknowledged),
                    new Delays(visible));
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the probes failed", broken.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StopSignal.Stopped();
        }
    }

    private List<Chain> enrol(List<JourneyPlan> plans) {
        return each(
                plans,
                ENROLMENTS_AT_ONCE,
                plan -> {
                    JsonNode enrolled =
                            api.post(
                                    Actor.COLLECTION,
                                    "/api/enrolments",
                                    MessageJson.enrolment(plan.enrolment()));
                    var chain =
                            new Chain(
                                    new CoiId(enrolled.path("coi").asString()),
                                    new JourneyLedger());
                    enrolled.path("receipts")
                            .forEach(r -> chain.ledger.event(r.path("id").asString()));
                    return chain;
                });
    }

    private List<Double> send(List<Chain> chains, int scans, int rate, long began) {
        var numbers = new ArrayList<Integer>(scans);
        for (int i = 0; i < scans; i++) {
            numbers.add(i);
        }
        return each(
                numbers,
                MOST_AT_ONCE,
                number -> {
                    long due = began + number * 1_000_000_000L / rate;
                    stop.pause(Duration.ofNanos(due - System.nanoTime()));
                    long sent = System.nanoTime();
                    scan(chains.get(number % chains.size()));
                    return (System.nanoTime() - sent) / 1e6;
                });
    }

    private List<Double> probe(List<Chain> chains, long began, Duration length) {
        var delays = new ArrayList<Double>();
        for (int n = 0; System.nanoTime() - began < length.toNanos(); n++) {
            Chain chain = chains.get(n % chains.size());
            String id = scan(chain);
            long acknowledged = System.nanoTime();
            while (histories.of(chain.coi).filter(s -> s.events().contains(id)).isEmpty()) {
                if (System.nanoTime() - acknowledged > PATIENCE.toNanos()) {
                    return delays;
                }
                stop.pause(BETWEEN_LOOKS);
            }
            delays.add((System.nanoTime() - acknowledged) / 1e6);
            stop.pause(BETWEEN_PROBES);
        }
        return delays;
    }

    private String scan(Chain chain) {
        var event =
                new Event(
                        new EventId(UUID.randomUUID().toString()),
                        chain.coi,
                        clock.instant(),
                        UTC,
                        new PersonId("courier"),
                        new DeviceId("scanner-load"),
                        List.of(),
                        new TransportMilestoneReached(
                                Milestone.DEPARTED,
                                new ShipperId("BOX-LOAD"),
                                new PlaceId("CHZRH-CARGO")));
        api.post(Actor.COURIER, "/api/events", MessageJson.event(event));
        synchronized (chain.ledger) {
            chain.ledger.event(event);
        }
        return event.id().value();
    }

    /// How many of the acknowledged events the histories hold in the end.
    private int held(List<Chain> chains) {
        long waitedSince = System.nanoTime();
        int before = -1;
        while (true) {
            int held = 0;
            boolean all = true;
            for (Chain chain : chains) {
                var events = chain.ledger.events();
                Optional<Histories.Seen> seen = histories.of(chain.coi);
                int there =
                        Math.toIntExact(
                                seen.stream()
                                        .flatMap(s -> s.events().stream())
                                        .filter(events::contains)
                                        .count());
                held += there;
                all &= there == events.size();
            }
            if (held != before) {
                before = held;
                waitedSince = System.nanoTime();
            }
            if (all || System.nanoTime() - waitedSince > PATIENCE.toNanos()) {
                return held;
            }
            stop.pause(BETWEEN_ROUNDS);
        }
    }

    private interface Work<A, B> {
        B of(A item);
    }

    private <A, B> List<B> each(List<A> items, int atOnce, Work<A, B> work) {
        var places = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<B>>(items.size());
            for (A item : items) {
                places.acquire();
                running.add(
                        threads.submit(() -> {
                            try {
                                return work.of(item);
                            } finally {
                                places.release();
                            }
                        }));
            }
            var results = new ArrayList<B>(items.size());
            for (Future<B> result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(String.valueOf(broken.getCause()), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StopSignal.Stopped();
        }
    }

    private static double secondsSince(long began) {
        return Math.round((System.nanoTime() - began) / 1e7) / 100.0;
    }

    private record Chain(CoiId coi, JourneyLedger ledger) {}
}
