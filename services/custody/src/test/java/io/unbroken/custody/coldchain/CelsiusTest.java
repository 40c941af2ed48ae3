package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelsiusTest {

    @ParameterizedTest
    @CsvSource({
        "5, 5.00",
        "+8.0, 8.00",
        "-150.25, -150.25",
        "-0.05, -0.05",
        "4.0625, 4.06",
        "-273.15, -273.15",
        "1000, 1000.00",
        ".5, 0.50"
    })
    void text_is_read_exactly(String text, String printed) {
        assertThat(Celsius.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({"32, 0.00", "-40, -40.00", "41.0, 5.00", "46.4, 8.00", "-238, -150.00", "40, 4.44"})
    void fahrenheit_is_converted_and_rounded_once(String fahrenheit, String celsius) {
        assertThat(Celsius.parseFahrenheit(fahrenheit)).hasToString(celsius);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "--.-",
                "1e3",
                "5,0",
                "5.0.0",
                " 5",
                "0x5",
                "NaN",
                "٥",
                "5-",
                "1001",
                "-273.16",
                "99999999999999999999"
            })
    void other_text_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Celsius.parse(text));
    }

    @Test
    void every_hundredth_survives_its_text() {
        for (int hundredths = -27_315; hundredths <= 100_000; hundredths++) {
            var celsius = new Celsius(hundredths);

            assertThat(Celsius.parse(celsius.toString())).isEqualTo(celsius);
        }
    }

    @Test
    void every_tenth_of_fahrenheit_is_within_half_a_hundredth() {
        for (int tenths = -4_590; tenths <= 3_000; tenths++) {
            String text = BigDecimal.valueOf(tenths, 1).toPlainString();

            BigDecimal exact =
                    new BigDecimal(tenths - 320)
                            .multiply(BigDecimal.TEN)
                            .multiply(BigDecimal.valueOf(5))
                            .divide(BigDecimal.valueOf(9), 9, RoundingMode.HALF_UP);

            assertThat(BigDecimal.valueOf(Celsius.parseFahrenheit(text).hundredths()))
                    .isBetween(
                            exact.subtract(new BigDecimal("0.5")),
                            exact.add(new BigDecimal("0.5")));
        }
    }

    @Test
    void colder_than_absolute_zero_does_not_exist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Celsius(-27_316));
        assertThatIllegalArgumentException().isThrownBy(() -> new Celsius(100_001));
    }
}
