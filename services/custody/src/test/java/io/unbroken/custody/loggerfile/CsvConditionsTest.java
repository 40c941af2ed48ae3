package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a CSV says beside believable temperatures.
class CsvConditionsTest {

    private static final Instant TIME = Instant.parse("2026-03-01T14:05:00Z");
    private static final CsvMapping SHIPPER =
            CsvMapping.none()
                    .withZone(ZoneOffset.UTC)
                    .withUnit(TemperatureUnit.CELSIUS)
                    .withConditionColumns(
                            Map.of(
                                    Quantity.TILT, "Tilt (°)",
                                    Quantity.SHOCK, "Shock",
                                    Quantity.LIGHT, "Light",
                                    Quantity.BATTERY, "Battery",
                                    Quantity.NITROGEN, "LN2"));
    private static final String HEADER = "Time;Temp;Tilt (°);Shock;Light;Battery;LN2\n";

    @Test
    void the_columns_of_a_mapping_are_read_with_decimal_commas_and_units_behind() {
        LoggerFile file =
                Fixture.read(
                        HEADER
                                + "2026-03-01 14:05;-150,25;12,5 °;2,25 g;40 lx;88 %;71\n"
                                + "2026-03-01 14:06;-150,25;;--;n/a;;\n",
                        SHIPPER);

        assertThat(file.samples()).hasSize(2);
        assertThat(file.conditions())
                .containsExactlyInAnyOrder(
                        new Condition.Tilt(TIME, 125),
                        new Condition.Shock(TIME, 225),
                        new Condition.Light(TIME, 40),
                        new Condition.Battery(TIME, 88),
                        new Condition.Nitrogen(TIME, 71));
    }

    @Test
    void a_value_out_of_its_bounds_is_kept_and_marked() {
        LoggerFile file = Fixture.read(HEADER + "2026-03-01 14:05;5;213;0;0;101;0\n", SHIPPER);

        assertThat(file.conditions())
                .contains(
                        new Condition.Marked(
                                TIME, Quantity.TILT, new Reading("213"), Mark.BEYOND_SENSOR),
                        new Condition.Marked(
                                TIME, Quantity.BATTERY, new Reading("101"), Mark.BEYOND_SENSOR));
    }

    @Test
    void a_text_or_another_unit_in_a_column_of_numbers_is_refused() {
        for (String tilt : new String[] {"leaning", "12 rad", "5."}) {
            Refused refused =
                    Fixture.refused(
                            HEADER + "2026-03-01 14:05;5;%s;0;0;1;0\n".formatted(tilt), SHIPPER);

            assertThat(refused.lineNumber()).isEqualTo(2);
            assertThat(refused.expected()).contains("TILT");
        }
        assertThat(Fixture.refused("time;temp\n2026-03-01 14:05;5\n", SHIPPER).expected())
                .contains("given name");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CsvMapping.none().withConditionColumns(Map.of(Quantity.LID, "Lid")));
    }

    @ParameterizedTest
    @CsvSource({
        "1001, 1001.00, BEYOND_SENSOR",
        "-999, -999.00, BEYOND_SENSOR",
        "--.-, --.-, SENSOR_FAULT",
        "n/a, -, SENSOR_FAULT",
        "NaN, NaN, SENSOR_FAULT"
    })
    void a_temperature_that_cannot_be_is_kept_and_marked(String value, String kept, Mark mark) {
        LoggerFile file =
                Fixture.read(
                        "time utc;°C\n2026-03-01 14:05;%s\n2026-03-01 14:06;5\n".formatted(value),
                        CsvMapping.none());

        assertThat(file.samples()).hasSize(1);
        assertThat(file.marked()).containsExactly(new MarkedSample(TIME, new Reading(kept), mark));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time utc;Temp (K)|278.15",
                "time utc;kelvin|278,15",
                "time utc;temp|278.15 K"
            })
    void kelvin_is_read_by_header_or_value(String header, String value) {
        LoggerFile file =
                Fixture.read(
                        "%s\n2026-03-01 14:05;%s\n".formatted(header, value), CsvMapping.none());

        assertThat(file.samples()).containsExactly(new Sample(TIME, Celsius.parse("5")));
        assertThat(file.unit()).isEqualTo(TemperatureUnit.KELVIN);
    }

    @Test
    void kelvin_declared_as_celsius_is_refused() {
        Refused refused =
                Fixture.refused(
                        "time utc;°C\n2026-03-01 14:05;278.15\n2026-03-01 14:06;278.25\n",
                        CsvMapping.none());

        assertThat(refused.expected()).contains("kelvin");
    }

    @Test
    void a_clock_that_lost_the_time_is_marked() {
        LoggerFile file =
                Fixture.read(
                        "time utc;°C\n2000-01-01 00:05;5\n2026-03-01 14:06;5\n", CsvMapping.none());

        assertThat(file.samples()).hasSize(1);
        assertThat(file.marked().getFirst().mark()).isEqualTo(Mark.CLOCK_RESET);
    }

    @Test
    void a_mapping_is_completed_by_another() {
        CsvMapping both =
                CsvMapping.none()
                        .withZone(ZoneId.of("Europe/Zurich"))
                        .or(SHIPPER.withDatePattern("dd/MM/yyyy HH:mm"));

        assertThat(both.zone()).contains(ZoneId.of("Europe/Zurich"));
        assertThat(both.unit()).contains(TemperatureUnit.CELSIUS);
        assertThat(both.conditionColumns()).hasSize(5);
        assertThat(CsvMapping.none().withZone(ZoneId.of("UTC")).zone()).contains(ZoneOffset.UTC);
    }
}
