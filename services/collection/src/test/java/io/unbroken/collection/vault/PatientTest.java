package io.unbroken.collection.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientTest {

    private static final Patient PATIENT =
            new Patient("Łucja Núñez Berg", LocalDate.of(1970, 5, 7), "MRN-00 4711.9");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Consent of Łucja Berg, v3",
                "NUÑEZ, ŁUCJA",
                "nunez-berg called",
                "born 1970-05-07",
                "7.5.1970",
                "07.05.1970",
                "05/07/1970",
                "7 May 1970",
                "07 May, 1970",
                "May 7, 1970",
                "geb. 7. Mai 1970",
                "07-05-1970",
                "geb. 7.5.70",
                "*07.05.70*",
                "^19700507^",
                "mrn-0047119",
                "MRN 00 4711 9",
                "see MRN-00 4711.9 in the file"
            })
    void a_text_that_says_who_it_is_does_so_however_it_is_written(String text) {
        assertThat(PATIENT.isToldBy(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v3.2",
                "The shipper came from Berg am Irchel",
                "1970-05-08",
                "MRN",
                "17.5.70",
                "7.5.701",
                "17 May 1970",
                "0047119",
                "MRN-00 4711.92",
                "XMRN-00 4711.9",
                "00",
                "%",
                "fludarabine 30 mg/m2"
            })
    void a_text_that_does_not_is_taken(String text) {
        assertThat(PATIENT.isToldBy(text)).isFalse();
    }

    @Test
    void who_has_one_name_is_told_by_it_and_a_short_number_tells_nobody() {
        var one = new Patient("Suharto", LocalDate.of(1921, 6, 8), "17");

        assertThat(one.isToldBy("for suharto")).isTrue();
        assertThat(one.isToldBy("17 ml of 170")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "MRN 4711.", "^4711^", "(no. 4711)"})
    void a_record_number_of_few_digits_is_told_as_a_word_of_its_own(String text) {
        assertThat(numbered("4711").isToldBy(text)).isTrue();
        assertThat(numbered("47-11").isToldBy(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SL-0047112",
                "bag 47, 11 ml",
                "v4711",
                "4711a",
                "147 11",
                "SL4711",
                "47112"
            })
    void a_record_number_is_not_told_by_another_that_holds_its_digits(String text) {
        assertThat(numbered("4711").isToldBy(text)).isFalse();
        assertThat(numbered("2024").isToldBy("Consent v2024")).isFalse();
        assertThat(numbered("123456").isToldBy("SEAL-1234567")).isFalse();
        assertThat(numbered("123456").isToldBy("A123456")).isFalse();
        assertThat(numbered("123456").isToldBy("12-34/56.")).isTrue();
    }

    @Test
    void a_short_number_that_is_written_in_groups_is_told_as_it_is_written() {
        assertThat(numbered("47-11").isToldBy("see 47-11, page 2")).isTrue();
        assertThat(numbered("47-11").isToldBy("bag 47, 11 ml")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jörg Weiß-Müller",
                "JOERG WEISS",
                "Jorg Muller",
                "Jorg Mueller",
                "Weiss, Mueller",
                "MÜLLER (WEIẞ)",
                "Jo\u0308rg Mu\u0308ller",
                "9. März 1964",
                "9.Maerz 1964",
                "09 MÄR 1964",
                "9 Mar 1964",
                "09.03.64"
            })
    void german_is_told_with_umlauts_and_without(String text) {
        LocalDate born = LocalDate.of(1964, 3, 9);

        assertThat(new Patient("Jörg Weiß-Müller", born, "MRN-77001").isToldBy(text)).isTrue();
        assertThat(new Patient("Joerg Weiss Mueller", born, "MRN-77001").isToldBy(text))
                .isEqualTo(!text.startsWith("Jorg"));
    }

    private static Patient numbered(String recordNumber) {
        return new Patient("Zora Canary", LocalDate.of(1970, 5, 17), recordNumber);
    }
}
