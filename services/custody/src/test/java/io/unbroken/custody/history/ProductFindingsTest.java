package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.change;
import static io.unbroken.custody.history.Doctored.fact;
import static io.unbroken.custody.history.Doctored.idOf;
import static io.unbroken.custody.history.Doctored.indexOf;
import static io.unbroken.custody.history.Doctored.last;
import static io.unbroken.custody.history.Doctored.only;
import static io.unbroken.custody.history.Doctored.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelPrinted.ReprintReason;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ReceiptInspected;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Patient;
import io.unbroken.custody.scanning.Structure.ProductCode;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import io.unbroken.custody.status.PointOfUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What a history finds about who a product is for, what it was made of, how it was released and given.
final class ProductFindingsTest {

    private static final PatientToken OTHER_PATIENT =
            new PatientToken("PTZZZZZZZZZZZZZZZZZZZZZZZZZZ");

    @Test
    void an_order_and_a_patient_are_told_once_and_the_first_stands() {
        // given the same said again
        Journeys journey = Journeys.upToInfusion();
        TherapyOrdered order = fact(journey, TherapyOrdered.class, saying(TherapyOrdered.class));
        journey.say(Journeys.SITE, PartyKind.COLLECTION, order);
        journey.say(
                Journeys.SITE, PartyKind.COLLECTION, new PatientEnrolled(Journeys.PATIENT, "4"));
        assertThat(all(journey.history(), FindingCode.ORDER_CONFLICT)).isEmpty();

        // when others are told
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new TherapyOrdered(new OrderId("ORD-0002"), order.product()));
        EventId otherOrder = last(journey);
        journey.say(Journeys.SITE, PartyKind.COLLECTION, new PatientEnrolled(OTHER_PATIENT, "3"));
        EventId otherPatient = last(journey);

        // then
        History history = journey.history();
        assertThat(all(history, FindingCode.ORDER_CONFLICT))
                .extracting(Finding::evidence)
                .containsExactlyInAnyOrder(
                        List.of(idOf(journey, saying(TherapyOrdered.class)), otherOrder),
                        List.of(idOf(journey, saying(PatientEnrolled.class)), otherPatient));
        assertThat(history.therapy().patient()).contains(Journeys.PATIENT);
        assertThat(history.therapy().order()).contains(order.order());
    }

    @Test
    void a_chain_without_a_patient_or_with_an_unknown_product_is_no_go() {
        Journeys nameless = Journeys.upToInfusion();
        nameless.events().removeIf(saying(PatientEnrolled.class));
        assertThat(only(nameless.history(), FindingCode.ORDER_MISSING).detail())
                .isEqualTo("No enrolment is known for this chain.");

        Journeys unknown = Journeys.upToInfusion();
        change(
                unknown,
                saying(TherapyOrdered.class),
                (TherapyOrdered order) ->
                        new TherapyOrdered(order.order(), new ProfileId("SYN-CART-20")));
        History history = unknown.history();
        assertThat(only(history, FindingCode.PRODUCT_UNKNOWN).evidence())
                .containsExactly(idOf(unknown, saying(TherapyOrdered.class)));
        assertThat(history.judgements()).noneMatch(Judgement::go);
        assertThat(reasons(history, PointOfUse.RELEASE)).contains("Lot LOT-1 has no pass of [].");
    }

    @Test
    void a_wristband_of_another_patient_is_a_mismatch_and_confirms_nothing() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                saying(IdentityConfirmed.class),
                (IdentityConfirmed confirmed) ->
                        new IdentityConfirmed(
                                confirmed.purpose(), OTHER_PATIENT, confirmed.labels()));

        History history = journey.history();

        assertThat(only(history, FindingCode.IDENTITY_MISMATCH).detail())
                .isEqualTo("The wristband belongs to another patient.");
        assertThat(history.confirmations())
                .extracting(Confirmation::matches)
                .containsExactly(false, true);
        assertThat(reasons(history, PointOfUse.INFUSION))
                .contains("Two different people have not both confirmed the identity of LOT-1/1.");
    }

    @Test
    void a_raw_scan_says_what_the_event_says() {
        CoiId own = Journeys.COI;
        var din = new Din("A999926000001");
        var collected = new Compound("000", List.of(new ProductCode("S1128V00"), new Chain(own)));
        for (String right :
                List.of(
                        own.scan(),
                        own.scan() + own.check(),
                        din.scan(),
                        collected.scan(),
                        new Patient(Patient.WRISTBAND, Journeys.PATIENT).scan(),
                        "anything")) {
            assertThat(codes(scanning(right).history()))
                    .as(right)
                    .doesNotContain(FindingCode.IDENTITY_MISMATCH, FindingCode.SCAN_UNREADABLE);
        }
        var otherLabel =
                new Compound(
                        "000", List.of(new ProductCode("S1128V00"), new Chain(Journeys.OTHER)));
        for (String wrong :
                List.of(
                        Journeys.OTHER.scan(),
                        otherLabel.scan(),
                        new UnitOfChain(Journeys.OTHER, Journeys.DOSE).scan())) {
            History history = scanning(wrong).history();
            assertThat(only(history, FindingCode.IDENTITY_MISMATCH).detail())
                    .isEqualTo("A raw scan names another chain of identity.");
            assertThat(history.confirmations().getLast().matches()).as(wrong).isFalse();
        }
        assertThat(mismatch(new Patient(Patient.WRISTBAND, OTHER_PATIENT).scan()))
                .isEqualTo("A raw scan is of another wristband than the event names.");
        assertThat(mismatch(new Din("A999926000002").scan()))
                .isEqualTo("A raw scan names a donation that is none of this journey.");
    }

    @Test
    void a_raw_scan_that_cannot_be_read_confirms_nothing_and_holds() {
        var din = new Din("A999926000001");
        String misread = din.scan().substring(0, 14) + (din.scan().endsWith("61") ? "62" : "61");
        for (String wrong : List.of("&/nonsense", "=<01", misread, "]C10012", "=#0119730412")) {
            History history = scanning(wrong).history();
            assertThat(only(history, FindingCode.SCAN_UNREADABLE).detail())
                    .startsWith("A raw scan ")
                    .doesNotContain("nonsense", "1973");
            assertThat(history.confirmations().getLast().matches()).as(wrong).isFalse();
            assertThat(judgement(history, PointOfUse.INFUSION).go()).isFalse();
        }
    }

    @Test
    void a_donation_that_is_scanned_at_its_collection_is_that_one() {
        int at = indexOf(Journeys.upToInfusion(), saying(MaterialCollected.class));
        Journeys own = scanning(at, new Din("A999926000001").scan());
        assertThat(codes(own.history())).doesNotContain(FindingCode.IDENTITY_MISMATCH);

        Journeys other = scanning(at, new Din("A999926000002").scan());
        assertThat(only(other.history(), FindingCode.IDENTITY_MISMATCH).evidence())
                .containsExactly(idOf(other, saying(MaterialCollected.class)));
    }

    private static String mismatch(String raw) {
        History history = scanning(raw).history();
        assertThat(history.confirmations().getLast().matches()).as(raw).isFalse();
        return only(history, FindingCode.IDENTITY_MISMATCH).detail();
    }

    @Test
    void labels_that_were_printed_are_applied_or_destroyed() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(7, 5, 2));
        assertThat(all(journey.history(), FindingCode.LABELS_UNACCOUNTED)).isEmpty();

        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(7, 5, 1));
        assertThat(only(journey.history(), FindingCode.LABELS_UNACCOUNTED).detail())
                .isEqualTo("7 labels printed, 5 applied, 1 destroyed.");
    }

    @Test
    void a_history_has_every_print_of_each_label_and_nothing_is_wrong_with_a_reprint() {
        Journeys journey = Journeys.upToInfusion();
        List<Finding> before = journey.history().findings();
        assertThat(journey.history().labels()).isEmpty();
        var first = printed(Journeys.DOSE, 2, Optional.empty());
        journey.say(Journeys.FACILITY, PartyKind.MANUFACTURING, first);
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                printed(Journeys.BAG, 1, Optional.empty()));
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                printed(Journeys.DOSE, 1, Optional.of(ReprintReason.DAMAGED)));

        History history = journey.history();

        assertThat(history.findings()).isEqualTo(before);
        assertThat(history.labels())
                .extracting(
                        label -> label.subject().value(),
                        PrintedLabel::copies,
                        PrintedLabel::reprints)
                .containsExactly(
                        tuple(Journeys.DOSE.value(), 3, 1), tuple(Journeys.BAG.value(), 1, 0));
        assertThat(history.labels().getFirst().prints())
                .extracting(PrintedLabel.Print::reprint)
                .containsExactly(Optional.empty(), Optional.of(ReprintReason.DAMAGED));
        assertThat(first.firstId(Journeys.FACILITY, Journeys.COI))
                .isEqualTo(
                        printed(Journeys.DOSE, 9, Optional.empty())
                                .firstId(Journeys.FACILITY, Journeys.COI))
                .isNotEqualTo(first.firstId(Journeys.SITE, Journeys.COI))
                .isNotEqualTo(first.firstId(Journeys.FACILITY, Journeys.OTHER));
    }

    private static LabelPrinted printed(
            MaterialId material, int copies, Optional<ReprintReason> reprint) {
        return new LabelPrinted(
                LabelPrinted.LabelKind.BAG,
                new LabelSubject(material.value()),
                copies,
                new ContentHash("a".repeat(64)),
                reprint);
    }

    @Test
    void what_the_receiver_does_not_accept_holds() {
        Journeys journey = Journeys.upToInfusion();
        var inspection = saying(ReceiptInspected.class);
        change(
                journey,
                inspection,
                (ReceiptInspected found) ->
                        new ReceiptInspected(
                                found.found(), ReceiptInspected.ReceiptOutcome.QUARANTINED));

        assertThat(only(journey.history(), FindingCode.RECEIPT_NOT_ACCEPTED).detail())
                .isEqualTo("The receiver's inspection ended with QUARANTINED.");

        journey.events().remove(indexOf(journey, inspection));
        assertThat(reasons(journey.history(), PointOfUse.RELEASE))
                .contains(Journeys.BAG + " was not inspected and accepted at the facility.");

        journey.events().removeIf(inspection);
        assertThat(reasons(journey.history(), PointOfUse.THAW))
                .contains("LOT-1/1 was not inspected and accepted at the infusion centre.");
    }

    @Test
    void a_product_is_made_from_this_journeys_material() {
        Journeys unrooted = Journeys.upToInfusion();
        unrooted.events().removeIf(saying(LotStarted.class));
        assertThat(only(unrooted.history(), FindingCode.LINEAGE_MISSING).subject())
                .isEqualTo(Journeys.LOT.value());

        Journeys foreign = Journeys.upToInfusion();
        change(
                foreign,
                saying(LotStarted.class),
                (LotStarted started) ->
                        new LotStarted(
                                started.lot(),
                                List.of(Journeys.BAG, new MaterialId("A999926000009-S1128V00"))));
        only(foreign.history(), FindingCode.LINEAGE_MISSING);
    }

    @Test
    void a_lot_that_quality_rejected_holds() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                saying(LotDecided.class),
                (LotDecided decided) ->
                        new LotDecided(
                                decided.lot(),
                                LotDecided.Decision.REJECTED,
                                decided.materials(),
                                decided.meaning()));

        History history = journey.history();

        only(history, FindingCode.LOT_REJECTED);
        assertThat(history.stage()).isEqualTo(Stage.REJECTED);
        assertThat(reasons(history, PointOfUse.DISPATCH)).contains("Quality rejected the lot.");
    }

    @Test
    void a_release_stands_on_tests_that_had_passed_by_then() {
        Journeys late = Journeys.upToInfusion();
        var viability = result(QcResultReported.Test.VIABILITY);
        QcResultReported passed = fact(late, QcResultReported.class, viability);
        late.events().remove(indexOf(late, viability));
        History without = late.history();
        assertThat(only(without, FindingCode.RELEASED_WITHOUT_EVIDENCE).detail())
                .isEqualTo("Released without a pass of [VIABILITY].");
        assertThat(reasons(without, PointOfUse.RELEASE))
                .contains("Released without a pass of [VIABILITY].");

        late.say(Journeys.FACILITY, PartyKind.MANUFACTURING, passed);
        assertThat(only(late.history(), FindingCode.RELEASED_WITHOUT_EVIDENCE).evidence())
                .containsExactly(idOf(late, saying(LotDecided.class)));
    }

    @Test
    void a_test_that_failed_once_has_not_passed_whatever_came_before_or_after() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                result(QcResultReported.Test.VIABILITY),
                (QcResultReported passed) ->
                        new QcResultReported(
                                passed.lot(),
                                QcResultReported.Test.POTENCY,
                                passed.value(),
                                passed.unit(),
                                passed.method(),
                                QcResultReported.TestOutcome.FAIL));

        History history = journey.history();

        only(history, FindingCode.QC_FAILED);
        assertThat(only(history, FindingCode.RELEASED_WITHOUT_EVIDENCE).detail())
                .isEqualTo("Released without a pass of [VIABILITY, POTENCY].");
    }

    @Test
    void before_the_release_nothing_is_dispatched() {
        Journeys journey = Journeys.upToInfusion();
        int decided = indexOf(journey, saying(LotDecided.class));
        journey.events().subList(decided, journey.events().size()).clear();

        History history = journey.history();

        assertThat(go(history, PointOfUse.RELEASE)).isTrue();
        assertThat(reasons(history, PointOfUse.DISPATCH))
                .containsExactly("LOT-1/1 is not released by quality.");
        assertThat(judgement(history, PointOfUse.RELEASE).goUntil()).isEmpty();
        assertThat(judgement(history, PointOfUse.LYMPHODEPLETION).goUntil())
                .contains(Journeys.START.plus(Duration.ofDays(300)));
    }

    @Test
    void of_two_expiries_the_earlier_one_is_the_safe_one() {
        Instant early = Journeys.START.plus(Duration.ofDays(30));
        for (Duration other : List.of(Duration.ofDays(30), Duration.ofDays(400))) {
            Journeys journey = Journeys.upToInfusion();
            change(
                    journey,
                    saying(ProductFormulated.class),
                    (ProductFormulated made) ->
                            new ProductFormulated(made.lot(), made.units(), early));
            journey.say(
                    Journeys.FACILITY,
                    PartyKind.MANUFACTURING,
                    new ProductFormulated(
                            Journeys.LOT,
                            List.of(new Unit(new MaterialId("LOT-1/2"), 70)),
                            Journeys.START.plus(other)));

            assertThat(journey.history().lots().getFirst().expires()).contains(early);
        }
    }

    @Test
    void lymphodepletion_waits_for_the_released_product_at_the_centre() {
        Journeys unreleased = Journeys.upToInfusion();
        unreleased.events().removeIf(saying(LotDecided.class));
        assertThat(only(unreleased.history(), FindingCode.LYMPHODEPLETION_TOO_EARLY).evidence())
                .containsExactly(idOf(unreleased, saying(LymphodepletionGiven.class)));

        Journeys underWay = Journeys.upToInfusion();
        underWay.events()
                .removeIf(
                        saying(HandoffAccepted.class)
                                .and(event -> event.party().equals(Journeys.CENTRE)));
        only(underWay.history(), FindingCode.LYMPHODEPLETION_TOO_EARLY);
    }

    @Test
    void every_day_of_lymphodepletion_is_given_before_the_thaw() {
        Journeys journey = Journeys.upToInfusion();
        journey.events()
                .removeIf(event ->
                        event.event().fact() instanceof LymphodepletionGiven given
                                && given.day() == 2);
        assertThat(reasons(journey.history(), PointOfUse.THAW))
                .containsExactly("Not every day of lymphodepletion is known to have been given.");

        journey.events().removeIf(saying(LymphodepletionGiven.class));
        assertThat(go(journey.history(), PointOfUse.LYMPHODEPLETION)).isTrue();
        assertThat(go(journey.history(), PointOfUse.THAW)).isFalse();
    }

    @Test
    void only_what_was_thawed_is_infused() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().removeIf(saying(ThawStarted.class));

        assertThat(reasons(journey.history(), PointOfUse.INFUSION))
                .containsExactly("LOT-1/1 has not begun to thaw.");
        assertThat(go(journey.history(), PointOfUse.THAW)).isTrue();
    }

    @Test
    void an_infusion_without_a_release_is_told() {
        Journeys journey = Journeys.complete();
        journey.events().removeIf(saying(LotDecided.class));

        assertThat(only(journey.history(), FindingCode.INFUSED_UNRELEASED).evidence())
                .containsExactly(idOf(journey, saying(ProductInfused.class)));
    }

    @Test
    void an_infusion_begins_before_its_time_from_the_thaw_is_over() {
        Instant thawed = Journeys.upToInfusion().history().treatment().thaws().getFirst().started();
        Instant last = thawed.plus(Duration.ofHours(2));

        assertThat(all(infusedAt(last), FindingCode.INFUSED_TOO_LATE)).isEmpty();
        assertThat(only(infusedAt(last.plusMillis(1)), FindingCode.INFUSED_TOO_LATE).detail())
                .isEqualTo("The infusion began at %s, allowed until %s.", last.plusMillis(1), last);
    }

    @Test
    void two_confirmations_stand_for_four_hours_from_the_first_of_them() {
        List<Confirmation> confirmed = Journeys.upToInfusion().history().confirmations();
        Instant last = confirmed.getFirst().at().plus(Duration.ofHours(4));

        assertThat(all(infusedAt(last), FindingCode.INFUSED_UNCONFIRMED)).isEmpty();
        only(infusedAt(last.plusMillis(1)), FindingCode.INFUSED_UNCONFIRMED);
        only(infusedAt(confirmed.getLast().at().minusMillis(1)), FindingCode.INFUSED_UNCONFIRMED);
    }

    @Test
    void once_all_is_infused_nothing_is_left_to_use() {
        History history = Journeys.complete().history();

        assertThat(history.findings()).isEmpty();
        assertThat(reasons(history, PointOfUse.THAW)).contains("No product is left to use.");
        assertThat(judgement(history, PointOfUse.INFUSION).goUntil()).isEmpty();
    }

    @Test
    void a_journey_of_which_nothing_is_known_is_no_go_and_says_why() {
        History history = new Journeys().history();

        assertThat(history.judgements()).noneMatch(Judgement::go);
        assertThat(reasons(history, PointOfUse.RELEASE))
                .contains(
                        "No therapy order is known for this chain.",
                        "No material is known in this journey.",
                        "The temperature of some material is not known for all of its way.",
                        "No lot is known.");
    }

    @Test
    void a_journey_goes_from_stage_to_stage_and_never_back() {
        Journeys journey = Journeys.complete();
        var stages = new ArrayList<Stage>();
        for (int told = 0; told <= journey.events().size(); told++) {
            List<SignedEvent> soFar = journey.events().subList(0, told);
            stages.add(
                    History.derive(
                                    Journeys.COI,
                                    soFar,
                                    SyntheticProfiles.all(),
                                    journey.readings(),
                                    List.of())
                            .stage());
        }

        assertThat(stages).isSorted();
        assertThat(stages.stream().distinct())
                .containsExactly(
                        Stage.ORDERED,
                        Stage.COLLECTED,
                        Stage.INBOUND,
                        Stage.AT_FACILITY,
                        Stage.IN_MANUFACTURE,
                        Stage.IN_TESTING,
                        Stage.RELEASED,
                        Stage.OUTBOUND,
                        Stage.AT_CENTRE,
                        Stage.CONDITIONED,
                        Stage.THAWED,
                        Stage.INFUSED);
    }

    private static Predicate<SignedEvent> result(QcResultReported.Test test) {
        return event ->
                event.event().fact() instanceof QcResultReported reported
                        && reported.test() == test;
    }

    private static History infusedAt(Instant started) {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.CENTRE,
                PartyKind.INFUSION,
                new ProductInfused(
                        Journeys.DOSE,
                        started,
                        started.plusSeconds(60),
                        70,
                        ProductInfused.Amount.WHOLE));
        return journey.history();
    }

    /// The last confirmation, or the event at a place, with this raw scan behind it.
    private static Journeys scanning(String raw) {
        return scanning(Journeys.upToInfusion().events().size() - 1, raw);
    }

    private static Journeys scanning(int at, String raw) {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent signed = journey.events().get(at);
        Event event = signed.event();
        journey.events()
                .set(
                        at,
                        new SignedEvent(
                                new Event(
                                        event.id(),
                                        event.coi(),
                                        event.eventTime(),
                                        event.offsetMinutes(),
                                        event.by(),
                                        event.device(),
                                        List.of(new Scan(Symbology.DATA_MATRIX, raw)),
                                        event.fact()),
                                signed.content(),
                                signed.party(),
                                signed.kind(),
                                signed.key(),
                                signed.sequence()));
        return journey;
    }

    private static List<FindingCode> codes(History history) {
        return history.findings().stream().map(Finding::code).toList();
    }

    private static Judgement judgement(History history, PointOfUse point) {
        return history.judgements().stream()
                .filter(judgement -> judgement.point() == point)
                .findFirst()
                .orElseThrow();
    }

    private static boolean go(History history, PointOfUse point) {
        return judgement(history, point).go();
    }

    private static List<String> reasons(History history, PointOfUse point) {
        return judgement(history, point).reasons();
    }
}
