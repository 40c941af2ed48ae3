package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {

    private static final CsvMapping UTC_CELSIUS =
            CsvMapping.none().withZone(ZoneOffset.UTC).withUnit(TemperatureUnit.CELSIUS);

    @Test
    void semicolons_decimal_commas_two_time_columns_and_a_latin_degree_sign_are_read() {
        LoggerFile file = Fixture.read(Fixture.bytes("semicolons-and-commas.csv"));

        assertThat(file.samples())
                .containsExactly(
                        sample("2026-02-28T23:05:00Z", "-150.25"),
                        sample("2026-02-28T23:10:00Z", "-149.5"));
        assertThat(file.missing()).containsExactly(Instant.parse("2026-02-28T23:15:00Z"));
        assertThat(file.zone()).contains(ZoneOffset.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01T14:05:06Z|2026-03-01T14:05:06Z",
                "2026-03-01T14:05:06.250+01:00|2026-03-01T13:05:06.25Z",
                "2026-03-01 14:05:06 -0330|2026-03-01T17:35:06Z",
                "2026/03/01 14:05|2026-03-01T14:05:00Z",
                "01.03.2026 14:05|2026-03-01T14:05:00Z",
                "25/12/2026 14:05|2026-12-25T14:05:00Z",
                "12/25/2026 2:05 PM|2026-12-25T14:05:00Z",
                "12/25/2026 12:05:30 am|2026-12-25T00:05:30Z",
                "2026-03-01 14:05 UTC+2|2026-03-01T12:05:00Z"
            })
    void times_are_read_as_they_are_written(String written, String instant) {
        LoggerFile file = Fixture.read("time;temp\n" + written + ";5\n", UTC_CELSIUS);

        assertThat(file.samples()).containsExactly(sample(instant, "5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Time (UTC)|Temp (°F)|41.0|5.00",
                "time_utc|celsius|4.6|4.60",
                "Timestamp GMT|Temperature °C|+4.6 °C|4.60",
                "Date/Time UTC|Temp. [degF]|-112|-80.00",
                "\"Time, UTC\"|\"Temp, °C\"|\"4,65\"|4.65"
            })
    void headers_tell_column_zone_and_unit(
            String time, String temperature, String value, String celsius) {
        String text = "%s,%s\n2026-03-01 14:05,%s\n".formatted(time, temperature, value);

        LoggerFile file = Fixture.read(text, CsvMapping.none());

        assertThat(file.samples()).containsExactly(sample("2026-03-01T14:05:00Z", celsius));
    }

    @Test
    void a_mapping_tells_what_the_file_does_not() {
        CsvMapping mapping =
                CsvMapping.none()
                        .withColumns("wann", "fühler 2")
                        .withZone(ZoneId.of("Europe/Zurich"))
                        .withUnit(TemperatureUnit.FAHRENHEIT)
                        .withDatePattern("dd/MM/yyyy HH:mm");

        LoggerFile file =
                Fixture.read("wann\tFühler 1\tFühler 2\n01/07/2026 14:05\t0\t41\n", mapping);

        assertThat(file.samples()).containsExactly(sample("2026-07-01T12:05:00Z", "5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time;temp °C~2026-03-01 14:05;5|2|zone",
                "time utc;temp~2026-03-01 14:05;5|1|CELSIUS, FAHRENHEIT or KELVIN",
                "time utc;°C~03/01/2026 14:05;5~04/01/2026 14:05;5|2|date pattern",
                "time utc;°C~25/01/2026 14:05;5~01/26/2026 14:05;5|3|same order",
                "time utc;°C~2026-02-30 14:05;5|2|a date that exists",
                "time utc;°C~2026-03-01 14:05;5~2026-03-01 14:10;warm|3|a temperature",
                "time utc;°C~2026-03-01 14:05;41°F|2|unit",
                "time utc;°C~2026-03-01 14:05;5;6|2|2 columns",
                "time utc;°C~yesterday;5|2|date and time",
                "time utc;°C~2026-03-01;5|2|date and time",
                "time utc;°C~2026-03-01 14:05;5~2026-03-0|3|2 columns",
                "time utc;°C|2|a sample",
                "time utc;°C probe;°C air~2026-03-01 14:05;5;6|1|temperature column",
                "start time utc;stop time;°C~2026-03-01 14:05;x;6|1|time column",
                "serial;time utc;°C~A;2026-03-01 14:05;5~B;2026-03-01 14:05;5|3|one logger",
                "time utc;°C~2026-03-01 14:05;`\"5`|2|quotes",
                "just words|1|CSV header"
            })
    void what_is_not_certain_is_refused_and_says_what_is_needed(
            String text, int lineNumber, String expected) {
        Refused refused = Fixture.refused(text.replace("~", "\r\n") + "\r\n");

        assertThat(refused.lineNumber()).as(refused.toString()).isEqualTo(lineNumber);
        assertThat(refused.expected()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25 02:30, twice", "2026-03-29 02:30, never"})
    void a_time_that_clocks_show_twice_or_never_is_refused(String time, String howOften) {
        CsvMapping zurich = UTC_CELSIUS.withZone(ZoneId.of("Europe/Zurich"));

        Refused refused = Fixture.refused("time,temp\n" + time + ",5\n", zurich);

        assertThat(refused.lineNumber()).isEqualTo(2);
        assertThat(refused.expected()).contains(howOften);
    }

    @Test
    void a_mapping_that_contradicts_the_file_is_refused() {
        assertThat(
                        Fixture.refused("time utc,temp °F\n2026-03-01 14:05,41\n", UTC_CELSIUS)
                                .expected())
                .contains("unit that was given");
        assertThat(
                        Fixture.refused(
                                        "a,b\n2026-03-01 14:05,41\n",
                                        UTC_CELSIUS.withColumns("a", "c"))
                                .expected())
                .contains("given name c");
    }

    @Test
    void one_row_that_proves_the_order_of_day_and_month_is_enough() {
        LoggerFile file =
                Fixture.read("time,temp\n3/1/2026 11:50 PM,5\n3/13/2026 12:00 AM,5\n", UTC_CELSIUS);

        assertThat(file.samples().getFirst().time()).isEqualTo("2026-03-01T23:50:00Z");
    }

    @Test
    void a_file_cut_off_inside_of_a_number_is_refused() {
        String whole = "time utc,°C\n2026-03-01 14:05,5.1\n2026-03-01 14:10,23.8\n";
        int lastLine = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        for (int kept = lastLine + 1; kept < whole.length(); kept++) {
            assertThat(Fixture.refused(whole.substring(0, kept)).lineNumber()).isEqualTo(3);
        }
    }

    @Test
    void a_wrong_pattern_is_no_mapping() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvMapping.none().withDatePattern("nonsense {"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvMapping.none().withDatePattern("y".repeat(61)));
    }

    private static Sample sample(String time, String celsius) {
        return new Sample(Instant.parse(time), Celsius.parse(celsius));
    }
}
