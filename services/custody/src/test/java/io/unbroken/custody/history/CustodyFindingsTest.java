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

import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a history finds where hands, seals, shippers and stores do not fit together.
final class CustodyFindingsTest {

    private static final MaterialId STRANGE = new MaterialId("LOT-9/9");
    private static final MaterialId SECOND = new MaterialId("A999926000001-S1128V02");
    private static final EquipmentId FRIDGE = new EquipmentId("FRIDGE-1");

    @Test
    void a_seal_that_was_not_whole_is_told_with_who_saw_it() {
        for (SealState seal : List.of(SealState.BROKEN, SealState.MISSING)) {
            Journeys journey = Journeys.upToInfusion();
            change(
                    journey,
                    acceptanceBy(Journeys.CENTRE),
                    (HandoffAccepted took) -> accepted(took, took.from(), seal));

            Finding found = only(journey.history(), FindingCode.SEAL_BROKEN);

            assertThat(found.subject()).isEqualTo(Journeys.DEWAR.value());
            assertThat(found.detail())
                    .isEqualTo(
                            "The seal was %s when centre-seeblick took the shipper.",
                            seal == SealState.BROKEN ? "broken" : "missing");
            assertThat(found.evidence())
                    .containsExactly(idOf(journey, acceptanceBy(Journeys.CENTRE)));
        }
    }

    @Test
    void halves_that_name_another_shipper_seal_or_units_are_a_mismatch_and_custody_moves() {
        List<UnaryOperator<HandoffReleased>> others =
                List.of(
                        gave ->
                                released(
                                        gave,
                                        new ShipperId("DRY-2"),
                                        gave.seal(),
                                        gave.materials()),
                        gave ->
                                released(
                                        gave,
                                        gave.shipper(),
                                        new SealNumber("SEAL-2"),
                                        gave.materials()),
                        gave ->
                                released(
                                        gave,
                                        gave.shipper(),
                                        gave.seal(),
                                        List.of(Journeys.DOSE, Journeys.BAG)));
        for (UnaryOperator<HandoffReleased> other : others) {
            Journeys journey = Journeys.upToInfusion();
            change(journey, releaseTo(Journeys.CENTRE), other);

            Finding found = only(journey.history(), FindingCode.HANDOFF_MISMATCH);

            assertThat(found.evidence())
                    .containsExactly(
                            idOf(journey, releaseTo(Journeys.CENTRE)),
                            idOf(journey, acceptanceBy(Journeys.CENTRE)));
            assertThat(material(journey.history(), Journeys.DOSE).holder())
                    .contains(Journeys.CENTRE);
        }
    }

    @Test
    void halves_that_name_other_parties_move_nothing() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                acceptanceBy(Journeys.CENTRE),
                (HandoffAccepted took) -> accepted(took, Journeys.SITE, SealState.INTACT));

        History history = journey.history();

        only(history, FindingCode.HANDOFF_MISMATCH);
        assertThat(material(history, Journeys.DOSE).holder()).contains(Journeys.COURIER);
    }

    @Test
    void what_only_one_half_names_does_not_move() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                releaseTo(Journeys.CENTRE),
                (HandoffReleased gave) ->
                        released(gave, gave.shipper(), gave.seal(), List.of(STRANGE)));

        assertThat(material(journey.history(), Journeys.DOSE).holder()).contains(Journeys.COURIER);
    }

    @Test
    void a_handoff_is_given_once_and_taken_once_and_the_first_stands() {
        Journeys journey = Journeys.upToInfusion();
        HandoffReleased gave = fact(journey, HandoffReleased.class, releaseTo(Journeys.CENTRE));
        HandoffAccepted took = fact(journey, HandoffAccepted.class, acceptanceBy(Journeys.CENTRE));
        journey.say(Journeys.COURIER, PartyKind.COURIER, gave);
        EventId givenAgain = last(journey);
        journey.say(
                Journeys.CENTRE,
                PartyKind.INFUSION,
                accepted(took, took.from(), SealState.MISSING));
        EventId takenAgain = last(journey);

        History history = journey.history();

        assertThat(all(history, FindingCode.CUSTODY_CONFLICT))
                .extracting(Finding::detail, Finding::evidence)
                .containsExactlyInAnyOrder(
                        tuple(
                                "This handoff was released twice.",
                                List.of(idOf(journey, releaseTo(Journeys.CENTRE)), givenAgain)),
                        tuple(
                                "This handoff was accepted twice.",
                                List.of(idOf(journey, acceptanceBy(Journeys.CENTRE)), takenAgain)));
        assertThat(all(history, FindingCode.SEAL_BROKEN)).isEmpty();
    }

    @Test
    void nobody_gives_what_another_holds() {
        Journeys journey = Journeys.upToInfusion();
        HandoffReleased gave = fact(journey, HandoffReleased.class, releaseTo(Journeys.CENTRE));
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new HandoffReleased(
                        new HandoffId("10000000-0000-4000-8000-000000000000"),
                        Journeys.FACILITY,
                        Journeys.COURIER,
                        gave.shipper(),
                        gave.seal(),
                        gave.materials(),
                        gave.place()));

        History history = journey.history();

        Finding found = only(history, FindingCode.CUSTODY_CONFLICT);
        assertThat(found.detail())
                .isEqualTo("facility-rheintal released this unit while centre-seeblick held it.");
        assertThat(found.evidence()).containsExactly(last(journey));
        only(history, FindingCode.HANDOFF_OPEN);
    }

    @Test
    void custody_that_is_offered_and_not_yet_taken_stays_and_holds_nothing() {
        Journeys journey = Journeys.upToInfusion();
        journey.events()
                .subList(indexOf(journey, acceptanceBy(Journeys.CENTRE)), journey.events().size())
                .clear();

        History history = journey.history();

        Finding found = only(history, FindingCode.HANDOFF_OPEN);
        assertThat(found.blocking()).isFalse();
        assertThat(found.evidence()).containsExactly(idOf(journey, releaseTo(Journeys.CENTRE)));
        assertThat(material(history, Journeys.DOSE).holder()).contains(Journeys.COURIER);
        assertThat(history.handoffs().getLast().accepted()).isEmpty();
        assertThat(history.handoffs().getLast().released()).isPresent();
        assertThat(history.stage()).isEqualTo(Stage.OUTBOUND);
    }

    @Test
    void custody_that_was_only_taken_is_shown_with_whom_it_names() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().remove(indexOf(journey, releaseTo(Journeys.CENTRE)));

        History history = journey.history();

        assertThat(only(history, FindingCode.HANDOFF_WITHOUT_RELEASE).evidence())
                .containsExactly(idOf(journey, acceptanceBy(Journeys.CENTRE)));
        Handoff handoff = history.handoffs().getLast();
        assertThat(handoff.released()).isEmpty();
        assertThat(handoff.accepted()).isPresent();
        assertThat(handoff.to()).isEqualTo(Journeys.CENTRE);
        assertThat(handoff.shipper()).isEqualTo(Journeys.DEWAR);
    }

    @Test
    void only_who_holds_a_unit_acts_on_it() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new Stored(List.of(Journeys.DOSE), FRIDGE, List.of(Journeys.STORE_LOGGER)));

        Finding found = only(journey.history(), FindingCode.ACTED_WITHOUT_CUSTODY);

        assertThat(found.subject()).isEqualTo(Journeys.DOSE.value());
        assertThat(found.detail())
                .isEqualTo("facility-rheintal acted on this unit while centre-seeblick held it.");
    }

    @Test
    void a_unit_that_nobody_made_is_unknown_and_one_made_twice_is_in_conflict() {
        Journeys journey = Journeys.upToInfusion();
        EventId first = idOf(journey, saying(MaterialCollected.class));
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new MaterialCollected(
                        new Din("A999926000002"),
                        MaterialCollected.Procedure.APHERESIS,
                        journey.now(),
                        journey.now(),
                        List.of(new Unit(Journeys.BAG, 10), new Unit(SECOND, 20))));
        EventId second = last(journey);
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new Discarded(List.of(STRANGE), Discarded.Reason.DAMAGED));

        History history = journey.history();

        assertThat(only(history, FindingCode.MATERIAL_CONFLICT).evidence())
                .containsExactly(first, second);
        assertThat(material(history, Journeys.BAG).millilitres()).isEqualTo(200);
        assertThat(material(history, SECOND).millilitres()).isEqualTo(20);
        assertThat(only(history, FindingCode.MATERIAL_UNKNOWN).subject())
                .isEqualTo(STRANGE.value());
    }

    @Test
    void a_discarded_unit_is_in_nobodys_hands_and_its_first_end_stands() {
        Journeys journey = Journeys.upToInfusion();
        var discarded = new Discarded(List.of(Journeys.DOSE), Discarded.Reason.DAMAGED);
        journey.say(Journeys.CENTRE, PartyKind.INFUSION, discarded);
        EventId first = last(journey);
        Instant at = journey.now();
        journey.say(Journeys.CENTRE, PartyKind.INFUSION, discarded);

        History history = journey.history();

        Material dose = material(history, Journeys.DOSE);
        assertThat(dose.holder()).isEmpty();
        assertThat(dose.end()).contains(new Material.End(Material.Ending.DISCARDED, at, first));
        assertThat(dose.custody().getLast().until()).contains(at);
        assertThat(only(history, FindingCode.USED_AFTER_END).evidence())
                .containsExactly(first, last(journey));
    }

    @Test
    void a_shipper_that_was_packed_again_without_being_opened_is_told() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().remove(indexOf(journey, unpacking(Journeys.DEWAR)));
        Packed packed = fact(journey, Packed.class, packing(Journeys.DEWAR));
        journey.say(Journeys.CENTRE, PartyKind.INFUSION, packed);
        EventId again = last(journey);

        History history = journey.history();

        assertThat(only(history, FindingCode.CARRIER_CONTENT_MISMATCH).evidence())
                .containsExactly(idOf(journey, packing(Journeys.DEWAR)), again);
        assertThat(carriages(history, Journeys.DEWAR.value()))
                .extracting(Carriage::until)
                .containsExactly(Optional.of(journey.now()), Optional.empty());
    }

    @Test
    void a_shipper_that_nobody_packed_or_that_bears_another_seal_is_told() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                unpacking(Journeys.DEWAR),
                (Unpacked opened) ->
                        new Unpacked(
                                opened.shipper(),
                                new SealNumber("SEAL-2"),
                                opened.contents(),
                                opened.loggers()));
        assertThat(only(journey.history(), FindingCode.CARRIER_CONTENT_MISMATCH).detail())
                .isEqualTo("The shipper bore another seal than it was closed with.");

        journey.events().remove(indexOf(journey, packing(Journeys.DEWAR)));
        assertThat(only(journey.history(), FindingCode.CARRIER_CONTENT_MISMATCH).detail())
                .isEqualTo("The shipper was opened, and nobody is known to have packed it.");
    }

    @Test
    void a_shipper_with_other_units_than_were_packed_is_told() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                packing(Journeys.DEWAR),
                (Packed packed) ->
                        new Packed(
                                packed.shipper(),
                                packed.seal(),
                                List.of(Journeys.label(Journeys.DOSE), Journeys.label(STRANGE)),
                                packed.loggers()));

        assertThat(only(journey.history(), FindingCode.CARRIER_CONTENT_MISMATCH).detail())
                .isEqualTo("The shipper held other units than were packed.");
    }

    @Test
    void units_that_travel_or_lie_without_a_logger_are_told() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                packing(Journeys.DEWAR),
                (Packed packed) ->
                        new Packed(packed.shipper(), packed.seal(), packed.contents(), List.of()));
        change(
                journey,
                saying(Stored.class),
                (Stored stored) -> new Stored(stored.materials(), stored.store(), List.of()));

        assertThat(all(journey.history(), FindingCode.LOGGER_MISSING))
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(Journeys.DEWAR.value(), Journeys.FREEZER.value());
    }

    @Test
    void what_is_not_taken_out_of_a_store_stays_in_it() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                saying(Stored.class),
                (Stored stored) ->
                        new Stored(
                                List.of(Journeys.DOSE, STRANGE), stored.store(), stored.loggers()));

        History history = journey.history();

        assertThat(all(history, FindingCode.CARRIER_CONTENT_MISMATCH)).isEmpty();
        assertThat(carriages(history, Journeys.FREEZER.value()))
                .extracting(Carriage::materials, stay -> stay.until().isPresent())
                .containsExactlyInAnyOrder(
                        tuple(List.of(Journeys.DOSE), true), tuple(List.of(STRANGE), false));
    }

    @Test
    void what_nobody_put_into_a_store_cannot_be_taken_out() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                saying(Retrieved.class),
                (Retrieved taken) ->
                        new Retrieved(List.of(Journeys.DOSE, Journeys.BAG), taken.store()));

        History history = journey.history();

        assertThat(only(history, FindingCode.CARRIER_CONTENT_MISMATCH).subject())
                .isEqualTo(Journeys.FREEZER.value());
        assertThat(carriages(history, Journeys.FREEZER.value())).hasSize(1);
    }

    @Test
    void a_unit_that_was_not_taken_out_is_not_used() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().remove(indexOf(journey, unpacking(Journeys.DEWAR)));

        assertThat(all(journey.history(), FindingCode.USED_WHILE_ENCLOSED))
                .allSatisfy(found -> {
                    assertThat(found.subject()).isEqualTo(Journeys.DEWAR.value());
                    assertThat(found.evidence()).startsWith(idOf(journey, packing(Journeys.DEWAR)));
                })
                .hasSizeGreaterThanOrEqualTo(2);

        journey.events().removeIf(saying(Retrieved.class));
        assertThat(all(journey.history(), FindingCode.USED_WHILE_ENCLOSED))
                .extracting(Finding::subject)
                .contains(Journeys.FREEZER.value());
    }

    private static HandoffAccepted accepted(HandoffAccepted took, PartyId from, SealState seal) {
        return new HandoffAccepted(
                took.handoff(),
                from,
                took.to(),
                took.shipper(),
                took.seal(),
                seal,
                took.materials(),
                took.place());
    }

    private static HandoffReleased released(
            HandoffReleased gave, ShipperId shipper, SealNumber seal, List<MaterialId> materials) {
        return new HandoffReleased(
                gave.handoff(), gave.from(), gave.to(), shipper, seal, materials, gave.place());
    }

    private static Predicate<SignedEvent> releaseTo(PartyId to) {
        return event ->
                event.event().fact() instanceof HandoffReleased release && release.to().equals(to);
    }

    private static Predicate<SignedEvent> acceptanceBy(PartyId by) {
        return event ->
                event.event().fact() instanceof HandoffAccepted accepted
                        && accepted.to().equals(by);
    }

    private static Predicate<SignedEvent> packing(ShipperId shipper) {
        return event ->
                event.event().fact() instanceof Packed packed && packed.shipper().equals(shipper);
    }

    private static Predicate<SignedEvent> unpacking(ShipperId shipper) {
        return event ->
                event.event().fact() instanceof Unpacked opened && opened.shipper().equals(shipper);
    }

    private static List<Carriage> carriages(History history, String carrier) {
        return history.carriages().stream()
                .filter(carriage -> carriage.carrier().equals(carrier))
                .toList();
    }

    private static Material material(History history, MaterialId id) {
        return history.materials().stream()
                .filter(material -> material.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
