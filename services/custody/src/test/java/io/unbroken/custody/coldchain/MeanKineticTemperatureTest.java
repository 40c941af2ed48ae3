package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanKineticTemperatureTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final TemperatureRange FRIDGE =
            TemperatureRange.between(Celsius.parse("2"), Celsius.parse("8"));

    @Test
    void our_copy_of_the_published_series_gives_the_published_results() throws IOException {
        try (InputStream copy = getClass().getResourceAsStream("mkt.csv")) {
            String text =
                    new String(Objects.requireNonNull(copy).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(checked(text.lines().toList())).isEqualTo(6);
        }
    }

    @Test
    void the_shared_series_give_the_published_results() throws IOException {
        assertThat(checked(Files.readAllLines(SharedData.path("mkt.csv")))).isEqualTo(6);
    }

    /// Each line: `5x22;12x2,5.8663`, values and hours, then the expected result.
    private static int checked(List<String> lines) {
        int checked = 0;
        for (String line : lines) {
            if (line.startsWith("#") || line.startsWith("series")) {
                continue;
            }
            String[] columns = line.split(",", -1);
            var samples = new ArrayList<Sample>();
            Instant time = START;
            for (String part : columns[0].split(";", -1)) {
                String[] valueAndHours = part.split("x", -1);
                samples.add(new Sample(time, Celsius.parse(valueAndHours[0])));
                time = time.plusSeconds((long) (Double.parseDouble(valueAndHours[1]) * 3600));
            }

            MeanTemperature mkt =
                    overTime(Readings.of(samples), time, Duration.ofDays(2)).orElseThrow();

            assertThat(mkt).as(line).hasToString(columns[1]);
            checked++;
        }
        return checked;
    }

    @Test
    void evenly_spaced_samples_give_the_same_by_time_and_by_count() {
        var samples = new ArrayList<Sample>();
        for (int hour = 0; hour < 24; hour++) {
            samples.add(sample(hour * 60, hour == 23 ? "25" : "4"));
        }
        var readings = Readings.of(samples);

        var byTime = overTime(readings, START.plus(Duration.ofDays(1)), Duration.ofHours(1));

        assertThat(byTime).isEqualTo(MeanKineticTemperature.of(readings, ActivationEnergy.USP));
        assertThat(byTime.orElseThrow()).hasToString("7.0835");
    }

    @Test
    void it_is_refused_for_frozen_material() {
        assertThat(MeanKineticTemperature.appliesTo(FRIDGE)).isTrue();
        assertThat(
                        MeanKineticTemperature.appliesTo(
                                TemperatureRange.between(Celsius.parse("15"), Celsius.parse("25"))))
                .isTrue();
        assertThat(MeanKineticTemperature.appliesTo(TemperatureRange.atMost(Celsius.parse("25"))))
                .isTrue();
        assertThat(MeanKineticTemperature.appliesTo(TemperatureRange.atMost(Celsius.parse("-150"))))
                .isFalse();
        assertThat(
                        MeanKineticTemperature.appliesTo(
                                TemperatureRange.between(
                                        Celsius.parse("-25"), Celsius.parse("-15"))))
                .isFalse();
    }

    @Test
    void a_constant_temperature_is_its_own_mean_even_at_absolute_zero() {
        for (String text : List.of("-273.15", "-150.25", "0", "5", "25.01", "1000")) {
            var readings = Readings.of(List.of(sample(0, text), sample(10, text)));

            BigDecimal mkt =
                    MeanKineticTemperature.of(readings, ActivationEnergy.USP)
                            .orElseThrow()
                            .degrees();

            BigDecimal tolerance = new BigDecimal(text.equals("-273.15") ? "0.01" : "0.0001");
            assertThat(mkt.subtract(new BigDecimal(text)).abs())
                    .as(text)
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    @Test
    void it_lies_between_the_plain_mean_and_the_maximum() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var samples = new ArrayList<Sample>();
            for (int i = 0; i < 1 + random.nextInt(40); i++) {
                samples.add(
                        new Sample(
                                START.plusSeconds(i * 600L),
                                new Celsius(random.nextInt(-500, 4_000))));
            }
            var readings = Readings.of(samples);

            int mkt =
                    MeanKineticTemperature.of(readings, new ActivationEnergy(83_000))
                            .orElseThrow()
                            .tenThousandths();

            int mean = MeanTemperature.of(readings).orElseThrow().tenThousandths();
            int max =
                    readings.samples().stream()
                            .mapToInt(each -> each.temperature().hundredths() * 100)
                            .max()
                            .orElseThrow();
            assertThat(mkt).as("seed " + seed).isBetween(mean - 1, max + 1);
        }
    }

    @Test
    void a_longer_gap_lends_no_weight() {
        var readings =
                Readings.of(List.of(sample(0, "25"), sample(10_000, "5"), sample(10_010, "5")));

        var mkt =
                overTime(readings, START.plus(Duration.ofMinutes(10_020)), Duration.ofMinutes(10));

        assertThat(mkt).isEqualTo(MeanKineticTemperature.of(readings, ActivationEnergy.USP));
    }

    @Test
    void the_plain_mean_is_rounded_half_to_even() {
        assertThat(MeanTemperature.of(Readings.none())).isEmpty();
        assertThat(
                        MeanTemperature.of(
                                        Readings.of(
                                                List.of(
                                                        sample(0, "5"),
                                                        sample(1, "5"),
                                                        sample(2, "-150.25"))))
                                .orElseThrow()
                                .degrees())
                .isEqualTo(
                        new BigDecimal("-140.25")
                                .divide(BigDecimal.valueOf(3), 4, RoundingMode.HALF_EVEN));
    }

    private static Optional<MeanTemperature> overTime(
            Readings readings, Instant end, Duration longest) {
        return ThermalSummary.of(
                        readings,
                        ThermalRule.exact(FRIDGE, longest),
                        new Interval(readings.samples().getFirst().time(), end))
                .figures()
                .meanKinetic();
    }

    private static Sample sample(int minute, String celsius) {
        return new Sample(START.plusSeconds(minute * 60L), Celsius.parse(celsius));
    }
}
