package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.coldchain.ActivationEnergy;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.SharedData;
import io.unbroken.custody.loggerfile.ComparedValue.Outcome;
import io.unbroken.custody.loggerfile.ComparedValue.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The exports of real devices, where they are at hand.
class RealLoggerFilesTest {

    @Test
    void the_q_tag_is_read_whole() throws IOException {
        LoggerFile file = read("q-tag-clm-RCPJ00010_03.txt");

        assertThat(file.format()).isEqualTo(LoggerFormat.Q_TAG_CLM);
        assertThat(file.serial()).contains("RCPJ00010");
        assertThat(file.firmware()).contains("4.7.04o");
        assertThat(file.zone()).contains(ZoneOffset.UTC);
        assertThat(file.loggingInterval()).contains(Duration.ofMinutes(10));
        assertThat(file.samples()).hasSize(424);
        assertThat(file.samples().getFirst())
                .isEqualTo(
                        new Sample(Instant.parse("2023-04-17T15:23:00Z"), Celsius.parse("12.7")));
        assertThat(file.alarms()).hasSize(5);
        assertThat(file.unread()).isEmpty();
        DeviceResults results = file.results().orElseThrow();
        assertThat(results.stop()).contains(Instant.parse("2023-04-20T13:59:00Z"));
        assertThat(results.activationEnergy()).contains(new ActivationEnergy(83_000));
    }

    /// Ours are 10.4719 and 10.4788; the device prints 10.4 for both, so it cuts off.
    @Test
    void the_q_tag_agrees_with_its_samples_to_the_printed_precision() throws IOException {
        DeviceComparison comparison = DeviceComparison.of(read("q-tag-clm-RCPJ00010_03.txt"));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.values())
                .extracting(
                        ComparedValue::quantity,
                        ComparedValue::outcome,
                        each -> each.ours().toString())
                .containsExactly(
                        tuple(Quantity.MINIMUM, Outcome.EQUAL, "9.7000"),
                        tuple(Quantity.MAXIMUM, Outcome.EQUAL, "12.7000"),
                        tuple(Quantity.MEAN, Outcome.CUT_OFF, "10.4719"),
                        tuple(Quantity.MEAN_KINETIC, Outcome.CUT_OFF, "10.4788"));
    }

    @Test
    void the_fridge_tag_2_has_day_summaries_alone() throws IOException {
        LoggerFile file = read("fridge-tag-2-130400191544.txt");

        assertThat(file.format()).isEqualTo(LoggerFormat.FRIDGE_TAG_2);
        assertThat(file.samples()).isEmpty();
        assertThat(file.days()).hasSize(4);
        DaySummary first = file.days().getLast();
        assertThat(first.date()).isEqualTo(LocalDate.of(2023, 4, 17));
        assertThat(first.max().orElseThrow().temperature().temperature())
                .isEqualTo(Celsius.parse("20.8"));
        assertThat(first.alarms())
                .containsExactly(
                        new DaySummary.DayAlarm(0, Duration.ZERO),
                        new DaySummary.DayAlarm(1, Duration.ofMinutes(8)));
        assertThat(first.externalSensorTimeout()).isEqualTo(Duration.ofMinutes(178));
        assertThat(file.unread()).isEmpty();
        assertThat(DeviceComparison.of(file).values()).isEmpty();
    }

    /// It measures each minute and logs each fifth: what it saw between explains each difference.
    @Test
    void the_ultra_low_differs_only_where_it_measured_between_its_samples() throws IOException {
        LoggerFile file = read("fridge-tag-ultra-low-100800001215.txt");

        assertThat(file.samples()).hasSize(835);
        assertThat(file.missing()).hasSize(6);
        assertThat(file.days()).hasSize(4);
        DeviceComparison comparison = DeviceComparison.of(file);
        assertThat(comparison.values()).hasSize(12);
        assertThat(comparison.contradictions()).isEmpty();
        assertThat(comparison.differences())
                .extracting(
                        each -> each.day().orElseThrow().getDayOfMonth(), ComparedValue::quantity)
                .containsExactly(
                        tuple(18, Quantity.MAXIMUM),
                        tuple(18, Quantity.MEAN),
                        tuple(17, Quantity.MAXIMUM),
                        tuple(17, Quantity.MEAN));
    }

    @Test
    void the_plain_csv_says_zone_and_unit_in_its_header() throws IOException {
        LoggerFile file = read("logger-2622930045.csv");

        assertThat(file.format()).isEqualTo(LoggerFormat.CSV);
        assertThat(file.samples()).hasSize(3091);
        assertThat(file.missing()).isEmpty();
        assertThat(file.samples().getFirst())
                .isEqualTo(new Sample(Instant.parse("2020-05-30T00:00:56Z"), Celsius.parse("4.6")));
    }

    /// Whatever lies there is read, or refused with a reason: a new export that is not understood turns this red.
    @Test
    void every_export_is_read_and_what_is_none_is_refused_with_a_reason() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path("loggers"))) {
            for (Path file : files.sorted().toList()) {
                LoggerFileResult result = LoggerFiles.read(Files.readAllBytes(file));

                if (file.getFileName().toString().endsWith(".md")) {
                    assertThat(result).isInstanceOf(Refused.class);
                    assertThat(((Refused) result).expected()).contains("report", "CSV header");
                } else {
                    assertThat(result).as("%s: %s", file, result).isInstanceOf(LoggerFile.class);
                    LoggerFile read = (LoggerFile) result;
                    assertThat(read.samples().size() + read.days().size())
                            .as("%s", file)
                            .isPositive();
                }
            }
        }
    }

    private static LoggerFile read(String name) throws IOException {
        return Fixture.read(Files.readAllBytes(SharedData.path("loggers/" + name)));
    }
}
