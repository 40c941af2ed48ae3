package io.unbroken.simulator.script;

import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// One journey as planned: a pure function of seed, start and number.
///
/// @param index its number in the run, from 0
/// @param begins the time of its first event
/// @param ahead how much later than an event's time its message is sent: zero, but for journeys of the past, whose
///     temperatures a real logger's file gives
/// @param export that file
public record JourneyPlan(
        long seed,
        Instant start,
        int index,
        Incident incident,
        Instant begins,
        Duration ahead,
        Optional<LoggerExport> export) {

    /// From the run's start until no event of it can be younger: the last journey's beginning and the longest journey.
    public static final Duration RUN = Duration.ofDays(56);

    /// The journeys begin in this time, evenly, so that a screen shows them at all stages.
    private static final Duration BEGINNINGS = Duration.ofDays(21);

    private static final ProfileId PRODUCT = new ProfileId("SYN-CART-19");

    private static final List<String> GIVEN =
            List.of("Ada", "Bruno", "Chiara", "Dario", "Elin", "Fadi", "Greta", "Hugo");
    private static final List<String> FAMILY =
            List.of("Muster", "Beispiel", "Probe", "Exempel", "Specimen", "Modell");

    /// The plans of a run, each incident by its weight.
    ///
    /// @param exports logger files; each gives one journey its temperatures, as far as there are journeys
    public static List<JourneyPlan> of(
            long seed, Instant start, int journeys, Collection<LoggerExport> exports) {
        return of(seed, start, journeys, exports, incidents(seed));
    }

    /// The plans of a run with these shares of journeys that have an incident; the others have none.
    ///
    /// @param percent of all journeys, 100 in all at most
    public static List<JourneyPlan> of(
            long seed,
            Instant start,
            int journeys,
            Collection<LoggerExport> exports,
            Map<Incident, Integer> percent) {
        return of(seed, start, journeys, exports, incidents(seed, journeys, percent));
    }

    private static List<JourneyPlan> of(
            long seed,
            Instant start,
            int journeys,
            Collection<LoggerExport> exports,
            List<Incident> incidents) {
        var files = new ArrayDeque<>(exports);
        var plans = new ArrayList<JourneyPlan>(journeys);
        for (int index = 0; index < journeys; index++) {
            Incident incident = incidents.get(index % incidents.size());
            Instant begins =
                    start.plus(BEGINNINGS.multipliedBy(index).dividedBy(journeys))
                            .truncatedTo(ChronoUnit.SECONDS);
            var plan =
                    new JourneyPlan(
                            seed, start, index, incident, begins, Duration.ZERO, Optional.empty());
            boolean replays = incident == Incident.NONE && !files.isEmpty();
            plans.add(replays ? plan.replaying(files.removeFirst()) : plan);
        }
        return plans;
    }

    /// With whom and what it begins.
    public Enrolment enrolment() {
        Random random = new Random(ids().uuid("patient").getLeastSignificantBits());
        String name =
                GIVEN.get(random.nextInt(GIVEN.size()))
                        + " "
                        + FAMILY.get(random.nextInt(FAMILY.size()));
        LocalDate born = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(60 * 365));
        String recordNumber = "%08d".formatted(random.nextInt(100_000_000));
        return new Enrolment(
                ids().uuid("enrolment"),
                new Enrolment.Patient(name, born, recordNumber),
                ids().order(),
                PRODUCT,
                "consent-4.1",
                begins,
                Pen.OFFSET_MINUTES,
                new DeviceId("desk-lindenhof-1"));
    }

    /// When the enrolment is sent.
    public Instant due() {
        return begins.plus(ahead);
    }

    /// All that follows the enrolment, in the order of sending.
    public List<Step> steps(CoiId coi, PatientToken patient) {
        return new JourneyScript(this, coi, patient).steps();
    }

    Identities ids() {
        return new Identities(seed, start, index);
    }

    /// This journey moved in time, so that its box is packed with the file's first reading.
    private JourneyPlan replaying(LoggerExport file) {
        var draft =
                new JourneyPlan(
                        seed, start, index, Incident.NONE, begins, ahead, Optional.of(file));
        Duration back = Duration.between(file.first(), draft.packed());
        return new JourneyPlan(
                seed, start, index, Incident.NONE, begins.minus(back), back, Optional.of(file));
    }

    private Instant packed() {
        var coi = new CoiId("CHA999926000001");
        var patient = new PatientToken("PT" + "A".repeat(26));
        return steps(coi, patient).stream()
                .filter(step -> step instanceof Step.Scanned)
                .map(step -> ((Step.Scanned) step).event())
                .filter(event -> event.fact() instanceof Packed)
                .findFirst()
                .orElseThrow()
                .eventTime();
    }

    /// Each incident by its weight, in an order that the seed gives.
    private static List<Incident> incidents(long seed) {
        var all = new ArrayList<Incident>();
        for (int number = 0; number < Incident.total(); number++) {
            all.add(Incident.at(number));
        }
        return drawn(all, seed);
    }

    /// So many of each that their shares are met as closely as whole journeys can.
    private static List<Incident> incidents(
            long seed, int journeys, Map<Incident, Integer> percent) {
        var all = new ArrayList<Incident>();
        int shares = 0;
        for (Map.Entry<Incident, Integer> share : new TreeMap<>(percent).entrySet()) {
            shares += share.getValue();
            while (all.size() < Math.round(journeys * shares / 100.0)) {
                all.add(share.getKey());
            }
        }
        while (all.size() < journeys) {
            all.add(Incident.NONE);
        }
        return drawn(all, seed);
    }

    private static List<Incident> drawn(List<Incident> all, long seed) {
        var random = new Random(seed);
        var left = new ArrayList<>(all);
        var drawn = new ArrayList<Incident>();
        while (!left.isEmpty()) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }
}
