package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void a_journey_without_fault_is_go_for_infusion_once_two_people_confirmed() {
        History history = Journeys.upToInfusion().history();

        assertThat(history.findings()).isEmpty();
        assertThat(judgement(history, PointOfUse.INFUSION).reasons()).isEmpty();
        assertThat(judgement(history, PointOfUse.INFUSION).go()).isTrue();
        assertThat(history.coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(history.holder()).contains(Journeys.CENTRE);
    }

    @Test
    void custody_runs_from_hand_to_hand_without_a_break() {
        History history = Journeys.wholeWay().history();

        Material dose = material(history);
        assertThat(dose.custody())
                .extracting(Material.Custody::holder)
                .containsExactly(Journeys.FACILITY, Journeys.COURIER, Journeys.CENTRE);
        for (int i = 1; i < dose.custody().size(); i++) {
            assertThat(dose.custody().get(i - 1).until()).contains(dose.custody().get(i).from());
        }
        assertThat(dose.end().orElseThrow().how()).isEqualTo(Material.Ending.INFUSED);
        assertThat(history.stage()).isEqualTo(Stage.INFUSED);
    }

    @Test
    void a_go_ends_with_the_first_clock() {
        Journeys journey = Journeys.upToInfusion();

        Judgement infusion = judgement(journey.history(), PointOfUse.INFUSION);

        var thaw = journey.history().treatment().thaws().getFirst().started();
        assertThat(infusion.goUntil()).contains(thaw.plus(Duration.ofHours(2)));
    }

    @Test
    void one_person_cannot_confirm_for_two() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().removeLast();
        journey.confirm("ward-1");

        History history = journey.history();

        assertThat(judgement(history, PointOfUse.INFUSION).go()).isFalse();
        assertThat(judgement(history, PointOfUse.INFUSION).reasons())
                .containsExactly(
                        "Two different people have not both confirmed the identity of LOT-1/1.");
    }

    @Test
    void an_infusion_that_only_one_person_confirmed_is_found_afterwards() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().removeLast();
        journey.infuse();

        assertThat(codes(journey.history())).contains(FindingCode.INFUSED_UNCONFIRMED);
    }

    @Test
    void a_handoff_needs_both_sides() {
        Journeys journey = Journeys.upToInfusion();
        journey.events()
                .removeIf(e ->
                        e.event().fact() instanceof HandoffReleased release
                                && release.to().equals(Journeys.CENTRE));

        History history = journey.history();

        assertThat(codes(history)).contains(FindingCode.HANDOFF_WITHOUT_RELEASE);
        assertThat(material(history).holder()).contains(Journeys.COURIER);
        assertThat(judgement(history, PointOfUse.INFUSION).go()).isFalse();
    }

    @Test
    void the_same_event_id_with_other_content_holds_the_journey_and_both_are_kept() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent first = journey.events().getFirst();
        journey.events()
                .add(
                        new SignedEvent(
                                first.event(),
                                new ContentHash("f".repeat(64)),
                                first.party(),
                                first.kind(),
                                first.key(),
                                99));

        History history = journey.history();

        assertThat(codes(history)).contains(FindingCode.INTEGRITY_CONFLICT);
        assertThat(history.events()).filteredOn(e -> e.id().equals(first.event().id())).hasSize(2);
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    @Test
    void a_label_of_another_chain_holds_the_journey() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.CENTRE,
                PartyKind.INFUSION,
                new IdentityConfirmed(
                        IdentityConfirmed.Purpose.INFUSION,
                        Journeys.PATIENT,
                        List.of(new MaterialLabel(Journeys.OTHER, Journeys.DOSE))));

        assertThat(codes(journey.history())).containsExactly(FindingCode.IDENTITY_MISMATCH);
        assertThat(judgement(journey.history(), PointOfUse.INFUSION).go()).isFalse();
    }

    @Test
    void events_before_their_order_are_events_like_any_other() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().removeIf(e -> e.event().fact() instanceof TherapyOrdered);

        History history = journey.history();

        assertThat(codes(history)).contains(FindingCode.ORDER_MISSING);
        assertThat(history.events()).hasSize(journey.events().size());
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    @Test
    void a_failed_test_holds_the_release() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new QcResultReported(
                        Journeys.LOT,
                        QcResultReported.Test.STERILITY,
                        Optional.empty(),
                        "",
                        "QC-1",
                        QcResultReported.TestOutcome.FAIL));

        assertThat(codes(journey.history())).contains(FindingCode.QC_FAILED);
        assertThat(judgement(journey.history(), PointOfUse.THAW).go()).isFalse();
    }

    @Test
    void warm_material_makes_an_excursion_with_its_bounds() {
        Journeys journey = Journeys.upToInfusion();
        var warm = new ArrayList<Sample>();
        var packed = journey.history().carriages().getFirst().from();
        for (int i = 0; i <= 6; i++) {
            warm.add(
                    new Sample(
                            packed.plus(Duration.ofMinutes(65 + 10L * i)), Celsius.parse("12.4")));
        }
        journey.readings().merge(Journeys.WARM_LOGGER, Readings.of(warm), Readings::union);
        journey.readings()
                .compute(
                        Journeys.WARM_LOGGER,
                        (logger, all) ->
                                Readings.of(
                                        all.samples().stream()
                                                .filter(s -> !coldAmongWarm(s, warm))
                                                .toList()));

        History history = journey.history();

        assertThat(codes(history)).containsExactly(FindingCode.EXCURSION);
        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
        assertThat(judgement(history, PointOfUse.RELEASE).go()).isFalse();
    }

    @Test
    void silence_is_unknown_and_never_go() {
        Journeys journey = Journeys.upToInfusion();
        journey.readings().remove(Journeys.COLD_LOGGER);

        History history = journey.history();

        assertThat(codes(history)).containsExactly(FindingCode.TELEMETRY_GAP);
        assertThat(history.coldChain()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement(history, PointOfUse.THAW).go()).isFalse();
    }

    @Test
    void a_shipper_opened_with_other_content_is_a_mismatch() {
        Journeys journey = Journeys.upToInfusion();
        journey.events()
                .replaceAll(e ->
                        e.event().fact() instanceof Unpacked unpacked
                                        && unpacked.shipper().equals(Journeys.DEWAR)
                                ? Journeys.signed(
                                        (int) e.sequence(),
                                        "staff-1",
                                        e.party(),
                                        e.kind(),
                                        e.event().eventTime(),
                                        new Unpacked(
                                                unpacked.shipper(),
                                                unpacked.seal(),
                                                List.of(Journeys.DOSE, Journeys.BAG),
                                                unpacked.loggers()))
                                : e);

        assertThat(codes(journey.history())).contains(FindingCode.CARRIER_CONTENT_MISMATCH);
    }

    @Test
    void use_after_the_end_is_found() {
        Journeys journey = Journeys.wholeWay();
        journey.say(
                Journeys.CENTRE,
                PartyKind.INFUSION,
                new ProductInfused(
                        Journeys.DOSE,
                        journey.now(),
                        journey.now(),
                        70,
                        ProductInfused.Amount.WHOLE));

        assertThat(codes(journey.history())).contains(FindingCode.USED_AFTER_END);
    }

    @Test
    void the_bytes_are_canonical_json_without_arrival() {
        String json = new String(Journeys.wholeWay().history().canonical(), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith("{\"basis\":\"")
                .doesNotContain("sequence")
                .doesNotContain(" :");
        assertThat(json).contains("\"type\":\"HandoffAccepted\"");
    }

    @Test
    void every_blocking_kind_of_finding_holds_a_check() {
        Set<FindingCode> byVerdict =
                EnumSet.of(
                        FindingCode.EXCURSION,
                        FindingCode.EXCURSION_POSSIBLE,
                        FindingCode.TELEMETRY_GAP,
                        FindingCode.LOGGER_STOPPED,
                        FindingCode.READING_CONFLICT,
                        FindingCode.KINETIC_MEAN_TOO_HIGH,
                        FindingCode.KINETIC_MEAN_DOUBTFUL);
        for (FindingCode code : FindingCode.values()) {
            assertThat(Gates.holding().contains(code) || byVerdict.contains(code))
                    .as("%s", code)
                    .isEqualTo(code.blocking());
        }
    }

    private static boolean coldAmongWarm(Sample sample, List<Sample> warm) {
        return !warm.contains(sample)
                && sample.time().isAfter(warm.getFirst().time().minusSeconds(1))
                && sample.time().isBefore(warm.getLast().time().plusSeconds(1));
    }

    private static List<FindingCode> codes(History history) {
        return history.findings().stream().map(Finding::code).distinct().toList();
    }

    private static Judgement judgement(History history, PointOfUse point) {
        return history.judgements().stream()
                .filter(judgement -> judgement.point() == point)
                .findFirst()
                .orElseThrow();
    }

    private static Material material(History history) {
        return history.materials().stream()
                .filter(m -> m.id().equals(Journeys.DOSE))
                .findFirst()
                .orElseThrow();
    }
}
