package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LoggerFileSampleTest {

    private static final long SEED_OF_THE_DEMO = 1;
    private static final String SAMPLE = "infra/simulator/src/main/resources/sample-logger.txt";

    @Test
    void the_file_in_the_demo_is_what_the_generator_writes() throws IOException {
        assertThat(Files.readAllBytes(inCheckout(SAMPLE)))
                .isEqualTo(LoggerFileSample.qTag(SEED_OF_THE_DEMO));
    }

    private static Path inCheckout(String name) {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(name))) {
            directory = Objects.requireNonNull(directory.getParent(), name);
        }
        return directory.resolve(name);
    }

    @Test
    void it_is_read_and_agrees_with_itself_for_any_seed() {
        for (long seed = 0; seed < 100; seed++) {
            LoggerFile file = Fixture.read(LoggerFileSample.qTag(seed));

            assertThat(file.samples()).hasSize(433);
            assertThat(DeviceComparison.of(file).values()).as("seed " + seed).hasSize(4);
            assertThat(DeviceComparison.of(file).differences()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void it_has_one_short_warm_excursion() {
        LoggerFile file = Fixture.read(LoggerFileSample.qTag(SEED_OF_THE_DEMO));
        var fridge = TemperatureRange.between(Celsius.parse("2"), Celsius.parse("8"));

        ThermalSummary summary =
                ThermalSummary.of(
                        file.readings(),
                        ThermalRule.exact(fridge, Duration.ofMinutes(10)),
                        new Interval(
                                file.samples().getFirst().time(), file.samples().getLast().time()));

        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.excursions()).hasSize(1);
        Excursion excursion = summary.excursions().getFirst();
        assertThat(excursion.direction()).isEqualTo(Excursion.Direction.ABOVE);
        assertThat(excursion.upperBound())
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(90));
    }
}
