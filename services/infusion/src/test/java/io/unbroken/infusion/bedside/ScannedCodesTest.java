package io.unbroken.infusion.bedside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.bedside.Comparison;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScannedCodesTest {

    private static final CoiId CHAIN = new CoiId("CHA999926000001");
    private static final Scan BAND = scan("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final Scan CODE_OF_CHAIN = scan(CHAIN.scan());
    private static final Scan UNIT = scan("LOT-1/1");

    @Test
    void a_band_and_a_label_are_read_whichever_of_its_codes_comes_first() {
        var expected =
                new Comparison(
                        new PatientToken(BAND.raw()),
                        List.of(new MaterialLabel(CHAIN, new MaterialId("LOT-1/1"))));

        assertThat(read(BAND, CODE_OF_CHAIN, UNIT)).isEqualTo(expected);
        assertThat(read(BAND, UNIT, CODE_OF_CHAIN)).isEqualTo(expected);
        assertThat(read(BAND, typed(CHAIN.printed()), UNIT)).isEqualTo(expected);
    }

    @Test
    void a_label_of_one_code_names_chain_and_unit() {
        var unit = new MaterialId("LOT-1/1");
        Scan label = scan(new Structure.UnitOfChain(CHAIN, unit).scan());
        Scan band = scan(new Structure.Patient("01", new PatientToken(BAND.raw())).scan());

        assertThat(ScannedCodes.read(band, List.of(List.of(label))))
                .isEqualTo(
                        new Comparison(
                                new PatientToken(BAND.raw()),
                                List.of(new MaterialLabel(CHAIN, unit))));
    }

    @Test
    void a_label_is_no_band_and_a_band_is_no_label() {
        refused("wristband.raw", CODE_OF_CHAIN, CODE_OF_CHAIN, UNIT);
        refused("wristband.raw", UNIT, CODE_OF_CHAIN, UNIT);
        refused("labels[0].scans", BAND, CODE_OF_CHAIN, BAND);
        refused("labels[0].scans", BAND, CODE_OF_CHAIN, CODE_OF_CHAIN);
        refused("labels[0].scans", BAND, UNIT, UNIT);
    }

    @Test
    void what_was_misread_or_typed_without_its_check_character_is_refused() {
        refused("labels[0].scans", BAND, scan("&/CHA99992600000"), UNIT);
        refused("labels[0].scans", BAND, typed(CHAIN.value()), UNIT);
        char wrong = CHAIN.check() == 'A' ? 'B' : 'A';
        refused("labels[0].scans", BAND, typed(CHAIN.value() + wrong), UNIT);
    }

    @Test
    void what_may_name_a_patient_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> read(scan("MUSTER^ADA^19500101"), CODE_OF_CHAIN, UNIT))
                .isInstanceOf(BadInput.class)
                .hasMessageNotContaining("MUSTER");
        assertThatThrownBy(() -> read(BAND, CODE_OF_CHAIN, scan("&#0001MUSTER ADA")))
                .isInstanceOf(BadInput.class)
                .hasMessageNotContaining("MUSTER");
    }

    @Test
    void a_label_has_two_codes_and_there_is_a_label() {
        assertThatThrownBy(() -> ScannedCodes.read(BAND, List.of())).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> ScannedCodes.read(BAND, List.of(List.of(CODE_OF_CHAIN))))
                .isInstanceOf(BadInput.class);
    }

    private static Comparison read(Scan band, Scan first, Scan second) {
        return ScannedCodes.read(band, List.of(List.of(first, second)));
    }

    private static void refused(String field, Scan band, Scan first, Scan second) {
        assertThatThrownBy(() -> read(band, first, second))
                .isInstanceOf(BadInput.class)
                .extracting("field")
                .isEqualTo(field);
    }

    private static Scan scan(String raw) {
        return new Scan(Symbology.DATA_MATRIX, raw);
    }

    private static Scan typed(String raw) {
        return new Scan(Symbology.TYPED, raw);
    }
}
