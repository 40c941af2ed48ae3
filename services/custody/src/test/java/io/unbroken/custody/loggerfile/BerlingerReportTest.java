package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.loggerfile.ComparedValue.Outcome;
import io.unbroken.custody.loggerfile.ComparedValue.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BerlingerReportTest {

    private static final String FRIDGE_TAG = Fixture.text("fridge-tag-2.txt");
    private static final String Q_TAG =
            new String(LoggerFileSample.qTag(1), StandardCharsets.UTF_8);

    @Test
    void a_zone_and_dates_with_dots_are_read_as_the_device_means_them() {
        LoggerFile file = Fixture.read(Fixture.utf8(FRIDGE_TAG));

        assertThat(file.zone()).contains(ZoneOffset.ofHoursMinutes(-3, -30));
        DaySummary day = file.days().getFirst();
        assertThat(day.date()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(day.max().orElseThrow().time()).isEqualTo(Instant.parse("2026-03-01T18:03:00Z"));
        assertThat(day.alarms().getLast().beyondLimit()).isEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void a_day_without_any_measurement_has_none() {
        DaySummary day = Fixture.read(Fixture.utf8(FRIDGE_TAG)).days().getLast();

        assertThat(day.min()).isEmpty();
        assertThat(day.mean()).isEmpty();
        assertThat(day.externalSensorTimeout()).isEqualTo(Duration.ofMinutes(437));
    }

    @Test
    void an_unknown_setting_is_named() {
        assertThat(Fixture.read(Fixture.utf8(FRIDGE_TAG)).unread())
                .containsExactly("line 9: Backlight");
    }

    @Test
    void fahrenheit_and_dates_with_the_month_first_are_read_by_unit_and_header() {
        LoggerFile file = Fixture.read(Fixture.bytes("fridge-tag-ultra-low-fahrenheit.txt"));

        assertThat(file.samples())
                .startsWith(
                        new Sample(Instant.parse("2026-03-01T04:15:00Z"), Celsius.parse("-75.0")))
                .hasSize(3);
        assertThat(file.missing()).containsExactly(Instant.parse("2026-03-01T04:30:00Z"));
        assertThat(file.alarms().getFirst().limit()).contains(Celsius.parse("-60"));
        assertThat(DeviceComparison.of(file).values())
                .extracting(ComparedValue::quantity, ComparedValue::outcome)
                .containsExactly(
                        tuple(Quantity.MINIMUM, Outcome.EQUAL),
                        tuple(Quantity.MAXIMUM, Outcome.BETWEEN_SAMPLES),
                        tuple(Quantity.MEAN, Outcome.BETWEEN_SAMPLES));
    }

    @Test
    void a_device_result_that_its_samples_contradict_is_told() {
        String wrong = Q_TAG.replaceFirst("Avrg T: \\d+\\.\\d", "Avrg T: 7.9");

        DeviceComparison comparison = DeviceComparison.of(Fixture.read(Fixture.utf8(wrong)));

        assertThat(comparison.contradictions())
                .extracting(ComparedValue::quantity)
                .containsExactly(Quantity.MEAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zone: -3.50|Zone: -3.40|7",
                "Zone: -3.50|Zone: 99|7",
                "Zone: -3.50|Zone: CET|7",
                "Temp unit: C|Temp unit: K|8",
                "Date: 01.03.2026|Date: 31.02.2026|20",
                "Date: 01.03.2026|Date: 03/01/2026|20",
                "Min T: +2.0|Min T: +2.0.0|21",
                "TS Max T: 14:33|TS Max T: 25:33|22",
                "Avrg T: +4.6|Avrg T: four|23",
                "t Acc: 25|t Acc: 2x5|28",
                "t Acc: 25|t Acc|28",
                "Hist:|Hits:|16",
                "Date: 28.02.2026|Date: 01.03.2026|34",
                "Q-tag Fridge-tag 2|Q-tag Unheard-of|1",
                "Conf:|Conf|5"
            })
    void a_line_that_cannot_be_read_is_refused_by_its_number(
            String right, String wrong, int lineNumber) {
        Refused refused = Fixture.refused(FRIDGE_TAG.replace(right, wrong));

        assertThat(refused.lineNumber()).as(refused.toString()).isEqualTo(lineNumber);
    }

    @Test
    void a_bad_sample_is_refused_by_its_number() {
        String wrong =
                Q_TAG.replaceFirst("(?m)^\t2026-03-02 08:10\t[0-9.]+", "\t2026-03-02 08:10\t4.?");

        Refused refused = Fixture.refused(wrong);

        assertThat(Q_TAG.lines().toList().get(refused.lineNumber() - 1))
                .contains("2026-03-02 08:10");
        assertThat(refused.expected()).isEqualTo("a temperature");
    }

    @Test
    void every_file_cut_short_is_refused() {
        String[] lines = FRIDGE_TAG.split("\r\n", -1);
        for (int kept = 1; kept < lines.length - 1; kept++) {
            String cut = String.join("\r\n", Arrays.copyOf(lines, kept));

            assertThat(LoggerFiles.read(Fixture.utf8(cut)))
                    .as("%d lines", kept)
                    .isInstanceOf(Refused.class);
        }
        assertThat(Fixture.refused(FRIDGE_TAG.substring(0, FRIDGE_TAG.length() - 9)).expected())
                .contains("128 hexadecimal digits");
    }
}
