package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvMappingsTest {

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "utc-celsius | time;temp~2026-03-01 14:05;5,5~ | 1 | 0",
                "utc-kelvin | time;temp~2026-03-01 14:05;278.65~ | 1 | 0",
                "day-first-local-zurich | Datum/Zeit;Temperatur~01/03/2026 14:05;-150,25~ | 1 | 0",
                "dry-shipper | Time (UTC),Temperature (°C),Tilt (°),Shock (g),Light (lx),Battery (%),LN2 (%)~2026-03-01 14:05,-190.5,12.5,0.1,0,88,71~ | 1 | 5"
            })
    void each_mapping_that_comes_with_the_service_reads_its_export(
            String name, String file, int samples, int conditions) {
        var read =
                LoggerFiles.read(
                        file.replace('~', '\n').getBytes(StandardCharsets.UTF_8),
                        mappings("").named(name));

        assertThat(read).as("%s", read).isInstanceOf(LoggerFile.class);
        assertThat(((LoggerFile) read).samples()).hasSize(samples);
        assertThat(((LoggerFile) read).conditions()).hasSize(conditions);
    }

    @Test
    void an_unknown_name_is_refused_with_those_that_are_known() {
        BadInput refused =
                catchThrowableOfType(BadInput.class, () -> mappings("").named("../secret"));

        assertThat(refused.field()).isEqualTo("mapping");
        assertThat(refused.getMessage()).contains("dry-shipper").doesNotContain("secret");
    }

    @Test
    void the_operators_own_are_read_beside_them() throws IOException {
        Files.writeString(
                directory.resolve("our-freezer.json"),
                """
                {"description": "The freezer of the second floor.", "zone": "+01:00", "unit": "FAHRENHEIT"}
                """);

        CsvMappings mappings = mappings(directory.toString());

        assertThat(mappings.names()).contains("our-freezer", "dry-shipper");
        assertThat(mappings.named("our-freezer").zone()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.json | {\"description\": \"x\", \"zone\": \"Nowhere/Land\"}",
                "x.json | {\"description\": \"x\", \"colour\": \"red\"}",
                "x.json | {\"description\": \"x\", \"conditionColumns\": {\"LID\": \"Lid\"}}",
                "x.json | not json",
                "Our Freezer.json | {\"description\": \"x\"}"
            })
    void one_that_is_wrong_stops_the_start_and_is_named(String name, String text)
            throws IOException {
        Files.writeString(directory.resolve(name), text);

        assertThatIllegalStateException()
                .isThrownBy(() -> mappings(directory.toString()))
                .withMessageContaining(name);
    }

    private static CsvMappings mappings(String directory) {
        return new CsvMappings(new StrictJson(), TelemetryBatchTest.properties(directory));
    }
}
