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
}
