package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Journeys up to the bedside that are all as they must be, and differ in what was said more often than necessary; and an oracle that
/// knows nothing of the model: it counts what is left of what has to be said.
final class ReferenceJourneys {

    private ReferenceJourneys() {}

    static Journeys of(long seed) {
        var random = new Random(seed);
        var journey = new Journeys();
        journey.collect();
        if (random.nextBoolean()) {
            journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 3, 1));
        }
        if (random.nextBoolean()) {
            journey.say(
                    Journeys.SITE,
                    PartyKind.COLLECTION,
                    new IdentityConfirmed(
                            Purpose.COLLECTION,
                            Journeys.PATIENT,
                            List.of(Journeys.label(Journeys.BAG))));
        }
        journey.transport(
                Journeys.BOX,
                Journeys.BAG,
                Journeys.SITE,
                PartyKind.COLLECTION,
                Journeys.FACILITY,
                Journeys.WARM_LOGGER,
                "5.1");
        journey.manufacture(() -> testedAgain(journey, random));
        journey.transport(
                Journeys.DEWAR,
                Journeys.DOSE,
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                Journeys.CENTRE,
                Journeys.COLD_LOGGER,
                "-155");
        if (random.nextBoolean()) {
            journey.say(
                    Journeys.CENTRE,
                    PartyKind.INFUSION,
                    new LymphodepletionGiven("fludarabine", 1 + random.nextInt(3), 3));
        }
        journey.prepare();
        for (int nurse = 3 + random.nextInt(3); nurse > 3; nurse--) {
            journey.confirm("ward-" + nurse);
            journey.waits(Duration.ofMinutes(-56));
        }
        return journey;
    }

    private static void testedAgain(Journeys journey, Random random) {
        for (QcResultReported.Test test : QcResultReported.Test.values()) {
            if (random.nextInt(4) == 0) {
                journey.say(
                        Journeys.FACILITY,
                        PartyKind.MANUFACTURING,
                        new QcResultReported(
                                Journeys.LOT,
                                test,
                                Optional.of(new BigDecimal("93.0")),
                                "%",
                                "QC-2",
                                QcResultReported.TestOutcome.PASS));
            }
        }
    }

    /// Whether what is left still says everything that has to be said: at least once, and the confirmation by two.
    static boolean everythingIsSaid(List<SignedEvent> whole, Collection<SignedEvent> left) {
        Set<String> demanded =
                whole.stream().flatMap(e -> saying(e).stream()).collect(Collectors.toSet());
        Set<String> said =
                left.stream().flatMap(e -> saying(e).stream()).collect(Collectors.toSet());
        var people = new HashSet<String>();
        left.stream()
                .filter(ReferenceJourneys::isBedside)
                .forEach(event -> people.add(event.event().by().value()));
        return said.containsAll(demanded) && people.size() >= 2;
    }

    static boolean isBedside(SignedEvent event) {
        return event.event().fact() instanceof IdentityConfirmed confirmed
                && confirmed.purpose() == Purpose.INFUSION;
    }

    /// What an event says that nothing but the same may leave out; nothing for what may be left out.
    private static Optional<String> saying(SignedEvent event) {
        return switch (event.event().fact()) {
            case IdentityConfirmed confirmed ->
                    confirmed.purpose() == Purpose.INFUSION
                            ? Optional.of("confirmed")
                            : Optional.empty();
            case LabelsReconciled _, ThawCompleted _, TransportMilestoneReached _ ->
                    Optional.empty();
            case QcResultReported result -> Optional.of("passed " + result.test());
            case LymphodepletionGiven dose -> Optional.of("dose of day " + dose.day());
            case LotDecided _ -> Optional.of("released");
            case HandoffAccepted acceptance -> Optional.of("accepted " + acceptance.handoff());
            default -> Optional.of(event.event().id().value());
        };
    }
}
