package io.unbroken.custody.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.OwnCode;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Dated;
import io.unbroken.custody.scanning.Structure.Divisions;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.ExpiryMonth;
import io.unbroken.custody.scanning.Structure.FlexibleTime;
import io.unbroken.custody.scanning.Structure.Lot;
import io.unbroken.custody.scanning.Structure.Patient;
import io.unbroken.custody.scanning.Structure.ProcessorProduct;
import io.unbroken.custody.scanning.Structure.ProductCode;
import io.unbroken.custody.scanning.Structure.StaffMember;
import io.unbroken.custody.scanning.Structure.Supplement;
import io.unbroken.custody.scanning.Structure.Uninterpreted;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScansTest {

    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final Din DIN = new Din("A999926000001");
    private static final PatientToken TOKEN = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");

    @Test
    void each_structure_is_read_and_written_as_the_same() {
        LocalDate day = LocalDate.of(2026, 2, 4);
        var time = LocalDateTime.of(2026, 2, 4, 13, 5);
        Map<String, Structure> all =
                Map.ofEntries(
                        Map.entry("=A99992600000100", new Donation(DIN, "00")),
                        Map.entry("=<S1128V00", new ProductCode("S1128V00")),
                        Map.entry("=>026035", dated(Dated.Occasion.EXPIRY, day)),
                        Map.entry("=*026035", dated(Dated.Occasion.COLLECTION, day)),
                        Map.entry("=}026035", dated(Dated.Occasion.PRODUCTION, day)),
                        Map.entry(
                                "&>0260352359",
                                new Dated(
                                        Dated.Occasion.EXPIRY,
                                        day,
                                        Optional.of(LocalTime.of(23, 59)))),
                        Map.entry(
                                "&*0260350000",
                                new Dated(
                                        Dated.Occasion.COLLECTION,
                                        day,
                                        Optional.of(LocalTime.MIDNIGHT))),
                        Map.entry("='A9999abc123", new StaffMember("A9999", "abc123")),
                        Map.entry("=]202612", new ExpiryMonth(YearMonth.of(2026, 12))),
                        Map.entry(
                                "=(2001202602041305",
                                new FlexibleTime(true, FlexibleTime.Moment.EXPIRY, time)),
                        Map.entry(
                                "=(1004202602041305",
                                new FlexibleTime(false, FlexibleTime.Moment.CROSS_CLAMP, time)),
                        Map.entry("=,A00000", new Divisions("A00000")),
                        Map.entry(
                                "&+A9999ABC123",
                                new ProcessorProduct("A9999", "ABC123", Optional.empty())),
                        Map.entry(
                                "=/A9999ABC123S1128",
                                new ProcessorProduct("A9999", "ABC123", Optional.of("S1128"))),
                        Map.entry("&,10000000LOT20260001", new Lot("0000000LOT20260001")),
                        Map.entry("&,2000000000000000042", new Supplement("000000000000000042")),
                        Map.entry("&/CHA999926000001", new Chain(COI)),
                        Map.entry("&#0128" + TOKEN, new Patient(Patient.WRISTBAND, TOKEN)),
                        Map.entry(
                                "&u" + COI.printed() + "LOT-7/1",
                                new UnitOfChain(COI, new MaterialId("LOT-7/1"))),
                        Map.entry("&)LOT 44", new Uninterpreted("&)", "LOT 44")));
        all.forEach((text, structure) -> {
            assertThat(scanned(text)).isEqualTo(structure);
            assertThat(structure.scan()).isEqualTo(text);
        });
        assertThat(scanned("&/" + COI.printed())).isEqualTo(new Chain(COI));
        assertThat(new ProductCode("S1128V99").dividedElsewhere()).isTrue();
        assertThat(new ProductCode("S1128V00").dividedElsewhere()).isFalse();
    }

    @Test
    void what_identifies_a_person_is_told_and_not_kept() {
        for (String text :
                List.of(
                        "=#0119730412",
                        "&#0108MRN12345",
                        "=;123456789012345678901",
                        "=+02000=<S1128V00=#0119730412")) {
            assertThat(scanned(text)).as(text).isInstanceOf(PersonData.class);
            assertThat(scanned(text).toString()).doesNotContain("1973", "MRN", "12345");
        }
        assertThat(gs1("725019730412")).isInstanceOf(PersonData.class);
        assertThat(scanned("https://id.example.org/8018/401234567890123450?7250=19730412"))
                .isInstanceOf(PersonData.class);
    }

    @Test
    void the_count_of_a_compound_message_is_checked_before_its_parts() {
        String good = "=+02000=<S1128V00&/CHA999926000001";
        assertThat(scanned(good))
                .isEqualTo(
                        new Compound("000", List.of(new ProductCode("S1128V00"), new Chain(COI))));
        assertThat(reason("=+03000=<S1128V00&/CHA999926000001")).isEqualTo(Reason.CONTRADICTORY);
        assertThat(reason("=+01000=<S1128V00&/CHA999926000001")).isEqualTo(Reason.CONTRADICTORY);
        assertThat(reason("=+00000")).isEqualTo(Reason.CONTRADICTORY);
        assertThat(reason("=+02000=<S1128V00&/CHA99992600000")).isEqualTo(Reason.LENGTH);
        assertThat(reason("=+02000=<S1128V00&/CHA999926000001G"))
                .isEqualTo(Reason.STRUCTURE_UNKNOWN);
        assertThat(reason("=+01000&)LOT 44")).isEqualTo(Reason.STRUCTURE_UNKNOWN);
        assertThat(reason("=+01000" + good)).isEqualTo(Reason.STRUCTURE_UNKNOWN);
        assertThat(reason("=+0x000")).isEqualTo(Reason.FORM);
        assertThatIllegalArgumentException().isThrownBy(() -> new Compound("000", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Compound("1", List.of(new Chain(COI))));
    }

    @Test
    void what_is_not_read_has_a_reason_that_repeats_nothing() {
        Map<String, Reason> all =
                Map.ofEntries(
                        Map.entry("&/nonsense", Reason.FORM),
                        Map.entry("&/CHA99992600000", Reason.FORM),
                        Map.entry("=<01", Reason.LENGTH),
                        Map.entry("=O99992600000100", Reason.FORM),
                        Map.entry("=A9999260000010", Reason.LENGTH),
                        Map.entry("=A999926000001/1", Reason.FORM),
                        Map.entry("=A99992600000161", Reason.CHECK),
                        Map.entry("=>026366", Reason.DATE),
                        Map.entry("=>126001", Reason.DATE),
                        Map.entry("&>0260352400", Reason.DATE),
                        Map.entry("=]202613", Reason.DATE),
                        Map.entry("=(2001202602301305", Reason.DATE),
                        Map.entry("&:9997000001234567803", Reason.CHECK),
                        Map.entry("=ä", Reason.LENGTH),
                        Map.entry("=!x", Reason.STRUCTURE_UNKNOWN),
                        Map.entry("&b1", Reason.STRUCTURE_UNKNOWN),
                        Map.entry("=", Reason.STRUCTURE_UNKNOWN),
                        Map.entry("&#01xxABC", Reason.FORM),
                        Map.entry("&#0109MRN12345", Reason.LENGTH),
                        Map.entry("&/cha999926000001", Reason.LETTER_CASE),
                        Map.entry("/-CHA999926000001", Reason.KEYBOARD_LAYOUT),
                        Map.entry("´A99992600000100", Reason.KEYBOARD_LAYOUT),
                        Map.entry("DRY\u000017", Reason.FORM),
                        Map.entry("]X0DRY-1", Reason.SYMBOLOGY),
                        Map.entry("]C0DRY-1", Reason.SYMBOLOGY),
                        Map.entry("https://example.org/order/1", Reason.DIGITAL_LINK));
        all.forEach((text, reason) -> {
            assertThat(reason(text)).as(text).isEqualTo(reason);
            assertThat(((Unreadable) scanned(text)).explanation())
                    .isNotBlank()
                    .doesNotContain(text.length() > 6 ? text.substring(2) : "CHA");
        });
    }

    @Test
    void what_is_typed_needs_its_check_character() {
        assertThat(typed(DIN.value() + DIN.check())).isEqualTo(Donation.checked(DIN));
        assertThat(typed(DIN.scan())).isEqualTo(Donation.checked(DIN));
        assertThat(typed(COI.printed())).isEqualTo(new Chain(COI));
        assertThat(typed("&/" + COI.printed())).isEqualTo(new Chain(COI));
        assertThat(typed("&:9997000001234567802")).isInstanceOf(Structure.RegistryDonor.class);
        assertThat(typed("=#0119730412")).isInstanceOf(PersonData.class);
        assertThat(typed("SEAL-88213")).isEqualTo(new OwnCode("SEAL-88213"));
        assertThat(typedReason(DIN.value())).isEqualTo(Reason.CHECK_MISSING);
        assertThat(typedReason(COI.value())).isEqualTo(Reason.CHECK_MISSING);
        assertThat(typedReason(COI.value().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(Reason.LETTER_CASE);
        for (String code :
                List.of(
                        COI.scan(),
                        "=A99992600000100",
                        "=<S1128V00",
                        "]C1" + "00106141411234567897",
                        "\u001d00106141411234567897",
                        "https://id.example.org/01/09506000134352")) {
            assertThat(typedReason(code)).as(code).isEqualTo(Reason.NOT_FOR_TYPING);
        }
    }

    @Test
    void a_reader_says_which_symbol_it_was() {
        Map<String, Symbology> all =
                Map.of(
                        "]C0DRY-1", Symbology.CODE_128,
                        "]C100106141411234567897", Symbology.GS1_128,
                        "]d1&/CHA999926000001", Symbology.DATA_MATRIX,
                        "]d20109506000134352", Symbology.DATA_MATRIX,
                        "]Q1DRY-1", Symbology.QR_CODE,
                        "]Q30109506000134352", Symbology.QR_CODE,
                        "DRY-1", Symbology.UNKNOWN);
        all.forEach((text, symbology) -> {
            Scan scan = Scans.received(text);
            assertThat(scan).isEqualTo(new Scan(symbology, text));
            assertThat(Scans.read(scan)).as(text).isNotInstanceOf(Unreadable.class);
        });
        assertThat(scanned("]d1&/CHA999926000001")).isEqualTo(new Chain(COI));
        assertThat(Scans.read(new Scan(Symbology.CODE_128, "]C100106141411234567897")))
                .isInstanceOf(ElementString.class);
        assertThat(Scans.read(new Scan(Symbology.GS1_128, "]C0DRY-1")))
                .isInstanceOf(Unreadable.class);
        for (AimIdentifier each : AimIdentifier.values()) {
            assertThat(Scans.received(each.text() + "x").symbology()).isEqualTo(each.symbology());
        }
    }

    @Test
    void a_code_names_its_chain_donation_patient_and_unit() {
        var collected =
                new Compound(
                        "000",
                        List.of(
                                Donation.checked(DIN),
                                new ProductCode("S1128V00"),
                                new Chain(COI)));
        var label = new MaterialLabel(COI, new MaterialId("A999926000001-S1128V00"));

        assertThat(Scans.chains(collected)).containsExactly(COI);
        assertThat(Scans.donations(collected)).containsExactly(DIN);
        assertThat(Scans.label(collected)).contains(label);
        var unit = new UnitOfChain(COI, new MaterialId("LOT-7/1"));
        assertThat(Scans.chains(unit)).containsExactly(COI);
        assertThat(Scans.label(unit)).contains(new MaterialLabel(COI, new MaterialId("LOT-7/1")));
        assertThat(Scans.patient(new Patient("01", TOKEN))).contains(TOKEN);
        assertThat(Scans.patient(unit)).isEmpty();
        // A wristband is no bag, and half a label is none.
        assertThat(Scans.label(new Patient("01", TOKEN))).isEmpty();
        assertThat(Scans.label(new Chain(COI))).isEmpty();
        assertThat(Scans.label(new OwnCode("LOT-7/1"))).isEmpty();
        assertThat(
                        Scans.label(
                                new Compound(
                                        "000",
                                        List.of(
                                                Donation.checked(DIN),
                                                new ProductCode("S1128V0a"),
                                                new Chain(COI)))))
                .isEmpty();
    }

    private static Dated dated(Dated.Occasion occasion, LocalDate day) {
        return new Dated(occasion, day, Optional.empty());
    }

    private static Reason reason(String text) {
        return scanned(text) instanceof Unreadable unreadable
                ? unreadable.reason()
                : org.junit.jupiter.api.Assertions.fail("read as " + scanned(text));
    }

    private static Reason typedReason(String text) {
        return typed(text) instanceof Unreadable unreadable
                ? unreadable.reason()
                : org.junit.jupiter.api.Assertions.fail("read as " + typed(text));
    }

    private static Decoded typed(String text) {
        return Scans.read(new Scan(Symbology.TYPED, text));
    }

    private static Decoded scanned(String text) {
        return Scans.read(new Scan(Symbology.DATA_MATRIX, text));
    }

    private static Decoded gs1(String text) {
        return Scans.read(new Scan(Symbology.GS1_128, text));
    }
}
