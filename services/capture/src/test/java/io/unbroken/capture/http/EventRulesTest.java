package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.schemas.testing.ModelValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventRulesTest {

    private static final ContentHash BASIS = new ContentHash("a".repeat(64));
    private static final EventReference EVENT = new ModelValues(1).value(EventReference.class);

    @Test
    void what_a_signature_means_takes_a_role() {
        Fact lot = new ModelValues(1).value(Fact.LotDecided.class);
        for (Fact fact :
                List.of(
                        lot,
                        correction(lot),
                        new Fact.JourneySealed(BASIS, SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY),
                        new Fact.CorrectionApproved(
                                EVENT, SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY),
                        decision(SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY))) {
            requires(fact, "QUALITY");
        }
        requires(decision(SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN), "INFUSION_PHYSICIAN");
    }

    @Test
    void what_has_a_meaning_is_a_signature_and_nothing_else_is() {
        for (Class<? extends Fact> kind : ModelValues.facts()) {
            boolean means =
                    Stream.of(kind.getRecordComponents())
                            .anyMatch(component -> component.getName().equals("meaning"));
            Fact fact = new ModelValues(1).value(kind);

            assertThat(fact.signatureMeaning().isPresent()).as("%s", kind).isEqualTo(means);
        }
    }

    @Test
    void everybody_may_correct_what_everybody_may_say() {
        Fact labels = new Fact.LabelsReconciled(4, 3, 1);

        assertThatCode(() -> EventRules.requireRole(correction(labels), Set.of()))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        EventRules.requireRole(
                                new Fact.CorrectionApproved(
                                        EVENT, SignatureMeaning.CORRECTION_APPROVED),
                                Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void a_misread_or_personal_scan_is_refused_and_what_else_cannot_be_read_is_recorded() {
        for (Scan refused :
                List.of(
                        new Scan(Symbology.CODE_128, "=A99992112345664"),
                        new Scan(Symbology.GS1_128, "00106141411234567890"),
                        new Scan(Symbology.TYPED, "A9999211234564"),
                        new Scan(Symbology.TYPED, "A999921123456"),
                        new Scan(Symbology.TYPED, "CHA999926000001"),
                        new Scan(Symbology.DATA_MATRIX, "=#0119730412"),
                        new Scan(Symbology.DATA_MATRIX, "&#0108MRN12345"))) {
            assertThatThrownBy(() -> EventRules.requireScan("scans[0].raw", refused))
                    .as("%s", refused)
                    .isInstanceOf(BadInput.class)
                    .hasMessageNotContaining(refused.raw());
        }
        for (Scan recorded :
                List.of(
                        new Scan(Symbology.DATA_MATRIX, "&/CHA999926000001"),
                        new Scan(Symbology.CODE_128, "SEAL-88213"),
                        new Scan(Symbology.CODE_128, "=<01"),
                        new Scan(Symbology.DATA_MATRIX, "/-CHA999926000001"))) {
            assertThatCode(() -> EventRules.requireScan("scans[0].raw", recorded))
                    .as("%s", recorded)
                    .doesNotThrowAnyException();
        }
    }

    private static void requires(Fact fact, String role) {
        assertThatThrownBy(() -> EventRules.requireRole(fact, Set.of("MANUFACTURING_OPERATOR")))
                .as("%s", fact)
                .isInstanceOf(BadInput.class);
        assertThatCode(() -> EventRules.requireRole(fact, Set.of(role)))
                .as("%s", fact)
                .doesNotThrowAnyException();
    }

    private static Fact correction(Fact right) {
        return new Fact.Corrected(
                EVENT,
                List.of(),
                Optional.of(right),
                CorrectionReason.WRONG_ENTRY,
                "Found at review.",
                SignatureMeaning.CORRECTION_AUTHORED);
    }

    private static Fact decision(SignatureMeaning meaning) {
        return new DeviationDispositioned(
                "QC_FAILED",
                "LOT-1",
                BASIS,
                DeviationDispositioned.Disposition.USE_AS_IS,
                "Assessed.",
                meaning);
    }
}
