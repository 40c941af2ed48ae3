package io.unbroken.custody.event;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.COURIER;
import static io.unbroken.custody.event.PartyKind.INFUSION;
import static io.unbroken.custody.event.PartyKind.MANUFACTURING;
import static io.unbroken.custody.event.SignatureMeaning.CORRECTION_APPROVED;
import static io.unbroken.custody.event.SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY;
import static io.unbroken.custody.event.SignatureMeaning.CORRECTION_AUTHORED;
import static io.unbroken.custody.event.SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN;
import static io.unbroken.custody.event.SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY;
import static io.unbroken.custody.event.SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelPrinted.LabelKind;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialCollected.Procedure;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.ProductInfused.Amount;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.QcResultReported.TestOutcome;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class FactTest {

    private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final LotId LOT = new LotId("LOT-1");
    private static final MaterialId BAG = new MaterialId("A999926000001-S1128V00");
    private static final ContentHash HASH = new ContentHash("a".repeat(64));
    private static final EventReference EARLIER = new EventReference(new EventId(UUID), HASH);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void a_text_is_at_most_a_line_and_holds_no_control_characters() {
        String line = "x".repeat(80);
        assertThat(enrolled(line).consentVersion()).isEqualTo(line);
        assertThat(lymphodepletion(line, 1, 3).agent()).isEqualTo(line);
        assertThat(result(line, "%", "93.5").method()).isEqualTo(line);
        assertThat(dispositioned(line, "A", "B").finding()).isEqualTo(line);
        for (String other : List.of(line + "x", "a\nb", "\u0007")) {
            refused("consentVersion", () -> enrolled(other));
            refused("agent", () -> lymphodepletion(other, 1, 3));
            refused("method", () -> result(other, "%", "93.5"));
            refused("unit", () -> result("v1", other, "93.5"));
            refused("finding", () -> dispositioned(other, "A", "B"));
        }
    }

    @Test
    void a_reason_says_something_in_one_sentence() {
        String sentence = "x".repeat(200);
        assertThat(dispositioned("SEAL", sentence, sentence).explanation()).isEqualTo(sentence);
        assertThat(corrected(sentence, CORRECTION_AUTHORED).explanation()).isEqualTo(sentence);
        for (String other : List.of("", "  ", "x".repeat(201), "a\nb")) {
            refused("subject", () -> dispositioned("SEAL", other, "B"));
            refused("explanation", () -> dispositioned("SEAL", "A", other));
            refused("explanation", () -> corrected(other, CORRECTION_AUTHORED));
        }
    }

    @Test
    void a_signature_means_what_was_signed_and_nothing_else() {
        for (SignatureMeaning meaning : SignatureMeaning.values()) {
            takenWith(
                    meaning,
                    List.of(CORRECTION_AUTHORED),
                    () -> corrected("A slip of the finger", meaning));
            takenWith(
                    meaning,
                    List.of(CORRECTION_APPROVED, CORRECTION_APPROVED_BY_QUALITY),
                    () -> new CorrectionApproved(EARLIER, meaning));
            takenWith(
                    meaning,
                    List.of(JOURNEY_REVIEWED_BY_QUALITY),
                    () -> new JourneySealed(HASH, meaning));
            takenWith(
                    meaning,
                    List.of(DEVIATION_ASSESSED_BY_QUALITY, DEVIATION_ASSESSED_BY_PHYSICIAN),
                    () -> dispositioned(meaning));
        }
    }

    @Test
    void numbers_are_those_that_can_be() {
        assertThat(printed(LabelKind.BAG, 100).copies()).isEqualTo(100);
        for (int other : List.of(0, 101)) {
            refused("copies", () -> printed(LabelKind.BAG, other));
        }
        assertThat(new LabelsReconciled(0, 0, 0).printed()).isZero();
        assertThat(new LabelsReconciled(1000, 1000, 1000).destroyed()).isEqualTo(1000);
        assertThat(lymphodepletion("fludarabine", 30, 30).day()).isEqualTo(30);
        assertThat(lymphodepletion("fludarabine", 1, 1).ofDays()).isEqualTo(1);
        assertThat(new Unit(BAG, 1).millilitres()).isEqualTo(1);
        assertThat(new Unit(BAG, 5000).millilitres()).isEqualTo(5000);
        assertThat(infused(0).millilitres()).isZero();
        assertThat(infused(5000).millilitres()).isEqualTo(5000);
        for (int other : List.of(-1, 1001)) {
            refused("printed", () -> new LabelsReconciled(other, 0, 0));
            refused("applied", () -> new LabelsReconciled(0, other, 0));
            refused("destroyed", () -> new LabelsReconciled(0, 0, other));
        }
        for (int other : List.of(0, 31)) {
            refused("ofDays", () -> lymphodepletion("fludarabine", 1, other));
        }
        for (int other : List.of(0, 4)) {
            refused("day", () -> lymphodepletion("fludarabine", other, 3));
        }
        for (int other : List.of(0, 5001)) {
            refused("millilitres", () -> new Unit(BAG, other));
        }
        for (int other : List.of(-1, 5001)) {
            refused("millilitres", () -> infused(other));
        }
    }

    @Test
    void a_measured_value_has_eighteen_digits_at_most_before_and_after_the_point() {
        for (String value : List.of("9".repeat(18), "0." + "0".repeat(17) + "1", "-1E+18")) {
            assertThat(result("v1", "%", value).value()).contains(new BigDecimal(value));
        }
        for (String other : List.of("9".repeat(19), "1E-19", "1E+19")) {
            refused("value", () -> result("v1", "%", other));
        }
        assertThat(result("v1", "", Optional.empty()).value()).isEmpty();
    }

    @Test
    void a_list_is_as_long_as_in_life() {
        assertThat(new LotStarted(LOT, Collections.nCopies(100, BAG)).consumed()).hasSize(100);
        refused("consumed", () -> new LotStarted(LOT, List.of()));
        refused("consumed", () -> new LotStarted(LOT, Collections.nCopies(101, BAG)));
    }

    @Test
    void what_lasts_does_not_end_before_it_begins() {
        assertThat(collected(NOON, NOON).ended()).isEqualTo(NOON);
        assertThat(collected(NOON, NOON.plusSeconds(1)).started()).isEqualTo(NOON);
        refused("ended", () -> collected(NOON, NOON.minusNanos(1)));
        refused("ended", () -> frozen(NOON, NOON.minusNanos(1)));
        refused("ended", () -> new ProductInfused(BAG, NOON, NOON.minusNanos(1), 50, Amount.WHOLE));
    }

    @Test
    void nobody_hands_anything_to_themselves() {
        assertThat(released("site-a", "site-b").to()).isEqualTo(new PartyId("site-b"));
        assertThat(accepted("site-a", "site-b").from()).isEqualTo(new PartyId("site-a"));
        refused("to", () -> released("site-a", "site-a"));
        refused("to", () -> accepted("site-a", "site-a"));
    }

    @Test
    void a_correction_is_stated_by_who_may_state_what_it_says() {
        assertThat(replacing(new ThawStarted(BAG)).statedBy()).containsExactly(INFUSION);
        assertThat(replacing(new LabelsReconciled(3, 2, 1)).statedBy())
                .containsExactlyInAnyOrder(COLLECTION, MANUFACTURING);
        assertThat(corrected("Never happened", CORRECTION_AUTHORED).statedBy())
                .containsExactlyInAnyOrder(PartyKind.values());
        assertThat(new CorrectionApproved(EARLIER, CORRECTION_APPROVED).statedBy())
                .containsExactlyInAnyOrder(PartyKind.values());
        assertThat(new CorrectionApproved(EARLIER, CORRECTION_APPROVED_BY_QUALITY).statedBy())
                .containsExactly(MANUFACTURING);
        assertThat(dispositioned(DEVIATION_ASSESSED_BY_QUALITY).statedBy())
                .containsExactly(MANUFACTURING);
        assertThat(dispositioned(DEVIATION_ASSESSED_BY_PHYSICIAN).statedBy())
                .containsExactly(INFUSION);
    }

    @Test
    void each_fact_is_stated_by_those_who_do_it() {
        assertThat(printed(LabelKind.BAG, 1).statedBy())
                .containsExactlyInAnyOrder(COLLECTION, MANUFACTURING);
        assertThat(printed(LabelKind.CASSETTE, 1).statedBy()).containsExactly(MANUFACTURING);
        assertThat(printed(LabelKind.SHIPPER, 1).statedBy())
                .containsExactlyInAnyOrder(COURIER, MANUFACTURING);
        assertThat(printed(LabelKind.WRISTBAND, 1).statedBy()).containsExactly(COLLECTION);
        assertThat(printed(LabelKind.HANDOFF, 1).statedBy()).containsExactly(COURIER);
        assertThat(result("v1", "%", "93.5").statedBy()).containsExactly(MANUFACTURING);
        assertThat(lymphodepletion("fludarabine", 1, 3).statedBy()).containsExactly(INFUSION);
        assertThat(new LotStarted(LOT, List.of(BAG)).statedBy()).containsExactly(MANUFACTURING);
        assertThat(collected(NOON, NOON).statedBy()).containsExactly(COLLECTION);
        assertThat(enrolled("v1").statedBy()).containsExactly(COLLECTION);
        assertThat(frozen(NOON, NOON).statedBy()).containsExactly(MANUFACTURING);
        assertThat(infused(50).statedBy()).containsExactly(INFUSION);
        assertThat(released("site-a", "site-b").statedBy())
                .containsExactlyInAnyOrder(COLLECTION, COURIER, MANUFACTURING);
        assertThat(accepted("site-a", "site-b").statedBy())
                .containsExactlyInAnyOrder(COURIER, MANUFACTURING, INFUSION);
        assertThat(new JourneySealed(HASH, JOURNEY_REVIEWED_BY_QUALITY).statedBy())
                .containsExactly(MANUFACTURING);
    }

    @Test
    void nothing_stands_in_the_place_of_what_did_not_happen_here() {
        for (CorrectionReason reason : CorrectionReason.values()) {
            boolean strikesOut =
                    reason == CorrectionReason.DID_NOT_OCCUR
                            || reason == CorrectionReason.OTHER_JOURNEY;
            Optional<Fact> replacement = Optional.of(new ThawStarted(BAG));
            if (strikesOut) {
                refused("replacement", () -> corrected(replacement, reason));
            } else {
                assertThat(corrected(replacement, reason).replacement()).isEqualTo(replacement);
            }
            assertThat(corrected(Optional.empty(), reason).replacement()).isEmpty();
        }
    }

    @Test
    void only_what_happened_can_stand_in_the_place_of_what_was_said() {
        List<Fact> statements =
                List.of(
                        corrected("Never happened", CORRECTION_AUTHORED),
                        new CorrectionApproved(EARLIER, CORRECTION_APPROVED),
                        new JourneySealed(HASH, JOURNEY_REVIEWED_BY_QUALITY),
                        dispositioned(DEVIATION_ASSESSED_BY_QUALITY));
        for (Fact statement : statements) {
            assertThat(statement.concernsEvents()).isTrue();
            refused("replacement", () -> replacing(statement));
        }
        assertThat(new ThawStarted(BAG).concernsEvents()).isFalse();
    }

    private static void takenWith(
            SignatureMeaning meaning, List<SignatureMeaning> allowed, ThrowingCallable made) {
        if (allowed.contains(meaning)) {
            assertThatNoException().as("%s", meaning).isThrownBy(made);
        } else {
            refused("meaning", made);
        }
    }

    private static void refused(String field, ThrowingCallable made) {
        assertThatIllegalArgumentException().isThrownBy(made).withMessageStartingWith(field + ":");
    }

    private static PatientEnrolled enrolled(String consentVersion) {
        return new PatientEnrolled(
                new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), consentVersion);
    }

    private static LymphodepletionGiven lymphodepletion(String agent, int day, int ofDays) {
        return new LymphodepletionGiven(agent, day, ofDays);
    }

    private static QcResultReported result(String method, String unit, String value) {
        return result(method, unit, Optional.of(new BigDecimal(value)));
    }

    private static QcResultReported result(String method, String unit, Optional<BigDecimal> value) {
        return new QcResultReported(
                LOT, QcResultReported.Test.VIABILITY, value, unit, method, TestOutcome.PASS);
    }

    private static ProductInfused infused(int millilitres) {
        return new ProductInfused(BAG, NOON, NOON, millilitres, Amount.WHOLE);
    }

    private static MaterialCollected collected(Instant started, Instant ended) {
        return new MaterialCollected(
                new Din("A999926000001"),
                Procedure.APHERESIS,
                started,
                ended,
                List.of(new Unit(BAG, 100)));
    }

    private static Cryopreserved frozen(Instant started, Instant ended) {
        return new Cryopreserved(LOT, List.of(BAG), new EquipmentId("CRF-1"), started, ended);
    }

    private static HandoffReleased released(String from, String to) {
        return new HandoffReleased(
                new HandoffId(UUID),
                new PartyId(from),
                new PartyId(to),
                new ShipperId("BOX-1"),
                new SealNumber("SEAL-1"),
                List.of(BAG),
                new PlaceId("CHZRH"));
    }

    private static HandoffAccepted accepted(String from, String to) {
        return new HandoffAccepted(
                new HandoffId(UUID),
                new PartyId(from),
                new PartyId(to),
                new ShipperId("BOX-1"),
                new SealNumber("SEAL-1"),
                SealState.INTACT,
                List.of(BAG),
                new PlaceId("CHZRH"));
    }

    private static Corrected corrected(String explanation, SignatureMeaning meaning) {
        return new Corrected(
                EARLIER,
                List.of(),
                Optional.empty(),
                CorrectionReason.DID_NOT_OCCUR,
                explanation,
                meaning);
    }

    private static Corrected corrected(Optional<Fact> replacement, CorrectionReason reason) {
        return new Corrected(
                EARLIER, List.of(), replacement, reason, "A slip", CORRECTION_AUTHORED);
    }

    private static Corrected replacing(Fact fact) {
        return corrected(Optional.of(fact), CorrectionReason.WRONG_ENTRY);
    }

    private static DeviationDispositioned dispositioned(
            String finding, String subject, String explanation) {
        return new DeviationDispositioned(
                finding,
                subject,
                HASH,
                Disposition.USE_AS_IS,
                explanation,
                DEVIATION_ASSESSED_BY_QUALITY);
    }

    private static DeviationDispositioned dispositioned(SignatureMeaning meaning) {
        return new DeviationDispositioned(
                "SEAL_BROKEN", "BOX-1", HASH, Disposition.REJECT, "Too warm", meaning);
    }

    private static LabelPrinted printed(LabelKind kind, int copies) {
        return new LabelPrinted(kind, new LabelSubject("LOT-1/1"), copies, HASH, Optional.empty());
    }
}
