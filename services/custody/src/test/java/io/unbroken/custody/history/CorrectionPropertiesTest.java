package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.profile.SyntheticProfiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What holds for every set of events with statements about each other, however they came.
class CorrectionPropertiesTest {

    private static final int SEEDS = Integer.getInteger("unbroken.history.seeds", 250);

    @Test
    void any_order_and_duplication_gives_the_same_bytes_and_drops_nothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.complete();
            talk(journey, random);
            List<SignedEvent> some =
                    journey.events().stream().filter(_ -> random.nextInt(100) < 95).toList();
            History reference = history(journey, some);

            var arrived = new ArrayList<>(some);
            arrived.addAll(some.subList(0, random.nextInt(some.size())));
            Collections.shuffle(arrived, random);

            assertThat(history(journey, arrived).canonical())
                    .as("seed %d", seed)
                    .isEqualTo(reference.canonical());
            Set<EventId> shown =
                    reference.events().stream().map(History.Entry::id).collect(Collectors.toSet());
            assertThat(shown)
                    .as("seed %d", seed)
                    .isEqualTo(some.stream().map(e -> e.event().id()).collect(Collectors.toSet()));
        }
    }

    @Test
    void a_go_is_one_that_those_who_said_it_right_at_first_would_have_got() {
        int go = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.upToInfusion();
            talk(journey, random);
            if (!infusion(history(journey, journey.events())).go()) {
                continue;
            }
            go++;

            Optional<List<SignedEvent>> right = saidRight(journey.events());
            assertThat(right).as("seed %d: corrections that contradict", seed).isPresent();
            History plain = history(journey, right.get());
            List<SignedEvent> decisions =
                    journey.events().stream()
                            .filter(e -> e.event().fact() instanceof DeviationDispositioned)
                            .toList();
            for (Finding finding : plain.findings()) {
                assertThat(!finding.blocking() || accepted(finding, decisions))
                        .as("seed %d: %s", seed, finding)
                        .isTrue();
            }
        }
        assertThat(go).as("seeds that reach GO, or nothing was tested").isGreaterThan(SEEDS / 20);
    }

    /// Statements about the journey's events, right ones and wrong ones.
    private static void talk(Journeys journey, Random random) {
        List<SignedEvent> events = List.copyOf(journey.events());
        if (random.nextInt(3) == 0) {
            journey.say(
                    Journeys.SITE,
                    PartyKind.COLLECTION,
                    new LabelsReconciled(4, 3, random.nextInt(2)));
        }
        if (random.nextInt(4) == 0) {
            journey.say(
                    "ward-3",
                    Journeys.CENTRE,
                    PartyKind.INFUSION,
                    new IdentityConfirmed(
                            IdentityConfirmed.Purpose.INFUSION,
                            Journeys.PATIENT,
                            List.of(new MaterialLabel(Journeys.OTHER, Journeys.DOSE))));
        }
        var corrections = new ArrayList<SignedEvent>();
        for (int i = random.nextInt(3); i > 0; i--) {
            SignedEvent original = journey.events().get(random.nextInt(journey.events().size()));
            SignedEvent correction =
                    Correcting.correct(
                            journey,
                            random.nextInt(8) == 0 ? elsewhere(original) : original,
                            random.nextInt(6) == 0 ? Optional.empty() : other(original, random),
                            random.nextBoolean() ? List.copyOf(corrections) : List.of());
            corrections.add(correction);
            if (random.nextInt(4) > 0) {
                Correcting.approve(
                        journey,
                        correction,
                        random.nextInt(3) == 0
                                ? SignatureMeaning.CORRECTION_APPROVED
                                : SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY);
            }
        }
        for (Deviation deviation : journey.history().deviations()) {
            ContentHash basis = deviation.basis().orElse(new ContentHash("0".repeat(64)));
            decide(journey, deviation, basis, random);
        }
        if (random.nextInt(3) == 0) {
            Correcting.seal(
                    journey,
                    journey.history().closure().basis().orElse(events.getFirst().content()));
        }
    }

    private static void decide(
            Journeys journey, Deviation deviation, ContentHash basis, Random random) {
        for (SignatureMeaning meaning :
                List.of(
                        SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY,
                        SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN)) {
            if (random.nextInt(4) > 0) {
                boolean quality = meaning == SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY;
                Correcting.say(
                        journey,
                        quality ? "quality-1" : "physician-1",
                        quality ? Journeys.FACILITY : Journeys.CENTRE,
                        quality ? PartyKind.MANUFACTURING : PartyKind.INFUSION,
                        new DeviationDispositioned(
                                deviation.finding(),
                                deviation.subject(),
                                random.nextInt(10) == 0 ? new ContentHash("1".repeat(64)) : basis,
                                random.nextInt(8) == 0 ? Disposition.REJECT : Disposition.USE_AS_IS,
                                "Assessed.",
                                meaning));
            }
        }
    }

    private static SignedEvent elsewhere(SignedEvent event) {
        return new SignedEvent(
                event.event(),
                new ContentHash("2".repeat(64)),
                event.party(),
                event.kind(),
                event.key(),
                event.sequence());
    }

    private static Optional<Fact> other(SignedEvent event, Random random) {
        return switch (event.event().fact()) {
            case MaterialCollected said ->
                    Optional.of(
                            new MaterialCollected(
                                    said.din(),
                                    said.procedure(),
                                    said.started(),
                                    said.ended(),
                                    List.of(new Unit(Journeys.BAG, 100 + random.nextInt(100)))));
            case QcResultReported said ->
                    Optional.of(
                            new QcResultReported(
                                    said.lot(),
                                    said.test(),
                                    Optional.empty(),
                                    said.unit(),
                                    said.method(),
                                    random.nextBoolean()
                                            ? QcResultReported.TestOutcome.PASS
                                            : QcResultReported.TestOutcome.FAIL));
            case LymphodepletionGiven said ->
                    Optional.of(
                            new LymphodepletionGiven(
                                    "cyclophosphamide", said.day(), said.ofDays()));
            case LabelsReconciled _ -> Optional.of(new LabelsReconciled(4, 3, random.nextInt(2)));
            case Corrected _, CorrectionApproved _ -> Optional.empty();
            case Fact said -> said.concernsEvents() ? Optional.empty() : Optional.of(said);
        };
    }

    /// The oracle: the events as if each had been said right at first, without a word about them; empty if that cannot be known.
    private static Optional<List<SignedEvent>> saidRight(List<SignedEvent> events) {
        var right = new ArrayList<SignedEvent>();
        for (SignedEvent event : events) {
            List<SignedEvent> last =
                    events.stream()
                            .filter(each -> corrects(each, event))
                            .filter(each ->
                                    events.stream()
                                            .filter(later -> !later.equals(each))
                                            .noneMatch(later -> replaces(later, each, events)))
                            .toList();
            if (last.size() > 1 || !last.stream().allMatch(each -> signed(each, event, events))) {
                return Optional.empty();
            }
            if (event.event().fact().concernsEvents()) {
                continue;
            }
            Optional<Fact> fact =
                    last.isEmpty()
                            ? Optional.of(event.event().fact())
                            : ((Corrected) last.getFirst().event().fact()).replacement();
            fact.ifPresent(said ->
                    right.add(
                            Journeys.signed(
                                    (int) event.sequence(),
                                    event.event().by().value(),
                                    event.party(),
                                    event.kind(),
                                    event.event().eventTime(),
                                    said)));
        }
        return Optional.of(right);
    }

    private static boolean corrects(SignedEvent correction, SignedEvent original) {
        return correction.event().fact() instanceof Corrected said
                && said.corrected().equals(EventReference.to(original))
                && !original.event().fact().concernsEvents();
    }

    /// Whether a correction that is signed by all names an earlier one.
    private static boolean replaces(
            SignedEvent later, SignedEvent earlier, List<SignedEvent> events) {
        return later.event().fact() instanceof Corrected said
                && said.supersedes().contains(EventReference.to(earlier))
                && later.party().equals(earlier.party())
                && events.stream()
                        .anyMatch(original ->
                                corrects(later, original) && signed(later, original, events));
    }

    private static boolean signed(
            SignedEvent correction, SignedEvent original, List<SignedEvent> events) {
        Fact fact = original.event().fact();
        boolean byQuality =
                fact instanceof QcResultReported
                        || fact instanceof ProductFormulated
                        || fact instanceof Fact.LotStarted
                        || fact instanceof Fact.LotDecided;
        return events.stream()
                .anyMatch(event ->
                        event.event().fact() instanceof CorrectionApproved approval
                                && approval.correction().equals(EventReference.to(correction))
                                && event.party().equals(correction.party())
                                && !event.event().by().equals(correction.event().by())
                                && (!byQuality
                                        || approval.meaning()
                                                == SignatureMeaning
                                                        .CORRECTION_APPROVED_BY_QUALITY));
    }

    private static boolean accepted(Finding finding, List<SignedEvent> decisions) {
        Set<SignatureMeaning> signed =
                decisions.stream()
                        .map(event -> (DeviationDispositioned) event.event().fact())
                        .filter(said -> said.finding().equals(finding.code().name()))
                        .filter(said -> said.subject().equals(finding.subject()))
                        .filter(said -> said.disposition() == Disposition.USE_AS_IS)
                        .map(DeviationDispositioned::meaning)
                        .collect(Collectors.toSet());
        return signed.contains(SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY)
                && (finding.code() == FindingCode.LABELS_UNACCOUNTED
                        || signed.contains(SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN));
    }

    private static History history(Journeys journey, List<SignedEvent> events) {
        return History.derive(
                Journeys.COI, events, SyntheticProfiles.all(), journey.readings(), List.of());
    }

    private static Judgement infusion(History history) {
        return history.judgements().getLast();
    }
}
