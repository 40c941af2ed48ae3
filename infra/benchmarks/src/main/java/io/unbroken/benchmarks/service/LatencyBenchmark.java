package io.unbroken.benchmarks.service;

import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.platform.Part;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How long after its receipt a scan is visible in its history, and sealed, while scans come at a steady rate through the courier's
/// service. All of it, the senders too, shares this machine.
public final class LatencyBenchmark {

    /// What is not visible and sealed by then counts as if it was just then: a rate that is too high for this machine is told by its
    /// figures and does not end the run.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /// What such a rate left behind is recorded before the next begins. What is not by then is a fault.
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(3);

    /// With the story's beginning, as many as a real journey has.
    private static final int SCANS_A_CHAIN = 50;

    /// The story until the shipper is packed.
    private static final int BEFORE = 4;

    private final Stand stand;
    private final List<Integer> rates;
    private final Duration length;
    private int journeys;

    /// @param rates scans a second, from the goal's downwards
    /// @param length of a round
    public LatencyBenchmark(Stand stand, List<Integer> rates, Duration length) {
        this.stand = stand;
        this.rates = List.copyOf(rates);
        this.length = length;
    }

    /// The services must run already.
    public List<Figure> run(int rounds) {
        String issuer = stand.addresses().issuer();
        String secret = stand.secrets().demoUserSecret();
        String courierUrl = stand.addresses().ports().http(Part.COURIER);
        try (var courier = Caller.signedIn(issuer, "courier", secret);
                var reader = Caller.signedIn(issuer, "operations", secret);
                var feed = new Feed(reader, stand.addresses().ports().http(Part.TRACKING));
                var seals = new Seals(courier, courierUrl, TopicCatalogue.COURIER_EVENTS.name());
                var scribe = new Scribe(stand)) {
            var scanners = new Scanners(courier, courierUrl);
            var load = new Load(scanners, reader, feed, seals, scribe);
            load.round(rates.getLast());
            int goal = rates.getFirst();
            Measured atGoal = load.rounds(goal, rounds);
            Optional<Integer> held =
                    atGoal.held
                            ? Optional.of(goal)
                            : rates.stream()
                                    .skip(1)
                                    .filter(rate -> load.rounds(rate, 1).held)
                                    .findFirst();
            var figures = new ArrayList<>(figures(goal, atGoal.rounds));
            figures.add(
                    Figure.of(
                            "latency.held",
                            "rate at which both delays hold",
                            "scans/s",
                            List.of(held.map(Integer::doubleValue).orElse(0.0))));
            int lower = held.filter(rate -> rate != goal).orElse(rates.getLast());
            if (held.isEmpty() || lower != goal) {
                figures.addAll(figures(lower, load.rounds(lower, rounds).rounds));
            }
            return figures;
        }
    }

    private record Measured(Rounds rounds, boolean held) {}

    private static List<Figure> figures(int rate, Rounds rounds) {
        String name = "latency." + rate + ".";
        String at = " at %,d/s, p99".formatted(rate);
        return List.of(
                Figure.of(
                        name + "sent",
                        "scans acknowledged, of %,d/s".formatted(rate),
                        "scans/s",
                        rounds.of("rate")),
                Figure.of(name + "late", "due → acknowledged" + at, "ms", rounds.of("late")),
                Figure.of(
                        name + "visible",
                        "acknowledged → visible" + at,
                        "ms",
                        rounds.of("visible"),
                        new Goal.AtMost(Delays.LONGEST_VISIBLE_MILLIS)),
                Figure.of(
                        name + "sealed",
                        "acknowledged → SEALED" + at,
                        "ms",
                        rounds.of("sealed"),
                        new Goal.AtMost(Delays.LONGEST_SEALED_MILLIS)));
    }

    /// The parties to a round.
    private final class Load {

        private final Scanners scanners;
        private final Caller reader;
        private final Feed feed;
        private final Seals seals;
        private final Scribe scribe;

        Load(Scanners scanners, Caller reader, Feed feed, Seals seals, Scribe scribe) {
            this.scanners = scanners;
            this.reader = reader;
            this.feed = feed;
            this.seals = seals;
            this.scribe = scribe;
        }

        /// Measures a rate some times over, or until most of the rounds cannot hold any more: what is left behind takes longest there.
        Measured rounds(int rate, int count) {
            var rounds = new Rounds();
            int missed = 0;
            for (int i = 0; i < count && missed <= count / 2; i++) {
                Delays delays = round(rate);
                rounds.add("rate", delays.perSecond());
                rounds.add("late", delays.late());
                rounds.add("visible", delays.visible());
                rounds.add("sealed", delays.sealed());
                missed += delays.hold() ? 0 : 1;
            }
            return new Measured(rounds, missed <= count / 2);
        }

        /// Sends for the length of a round and waits until all of it is visible and sealed.
        Delays round(int rate) {
            long scans = rate * length.toMillis() / 1000;
            List<String> chains = begun(Math.toIntExact(scans / SCANS_A_CHAIN + 1));
            List<Scan> sent =
                    scanners.send(
                            chains,
                            BEFORE,
                            rate,
                            length,
                            scan -> seals.await(scan.partition(), scan.offset()));
            BooleanSupplier all =
                    () ->
                            sent.stream()
                                    .allMatch(scan ->
                                            sealed(scan).isPresent() && visible(scan).isPresent());
            boolean inTime = await(all, chains, LONGEST_WAIT);
            Delays delays = Delays.of(sent, this::visible, this::sealed, System.nanoTime());
            if (!inTime && !await(all, chains, LONGEST_REST)) {
                throw new IllegalStateException(
                        "expected all scans to be visible and sealed within " + LONGEST_REST);
            }
            return delays;
        }

        /// New chains, each told until its shipper is packed.
        private List<String> begun(int count) {
            var chains = new ArrayList<String>();
            for (int i = 0; i < count; i++) {
                var story = new Story(journeys++);
                story.first(BEFORE).forEach(scribe::say);
                chains.add(story.coi().value());
            }
            scribe.finish();
            if (!await(
                    () -> chains.stream().allMatch(coi -> feed.toldOf(coi, BEFORE).isPresent()),
                    chains,
                    LONGEST_REST)) {
                throw new IllegalStateException(
                        "expected all chains to begin within " + LONGEST_REST);
            }
            return chains;
        }

        /// Waits for what the feed and the seals tell, and says whether they did. What the feed did not tell (see [Feed#note]) is asked
        /// for.
        private boolean await(BooleanSupplier done, List<String> chains, Duration longest) {
            long began = System.nanoTime();
            long asked = began;
            while (!done.getAsBoolean()) {
                long now = System.nanoTime();
                if (now - began > longest.toNanos()) {
                    return false;
                }
                if (now - asked > BETWEEN_QUESTIONS.toNanos()) {
                    chains.forEach(this::ask);
                    asked = System.nanoTime();
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
            return true;
        }

        private void ask(String coi) {
            String url = stand.addresses().ports().http(Part.TRACKING) + "/api/journeys/" + coi;
            reader.find(url)
                    .ifPresent(journey ->
                            feed.note(coi, journey.path("counts").path("events").asInt()));
        }

        private Optional<Long> visible(Scan scan) {
            return feed.toldOf(scan.coi(), scan.events());
        }

        private Optional<Long> sealed(Scan scan) {
            return seals.sealedAt(scan.partition(), scan.offset());
        }
    }
}
