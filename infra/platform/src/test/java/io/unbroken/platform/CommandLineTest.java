package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the command line says when it cannot do what it was told: one line, and the right exit code.
final class CommandLineTest {
    @TempDir private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "demo --speed fast | --speed must be a number above 0 or max, found fast",
                "demo --speed 0 | --speed must be a number above 0 or max, found 0",
                "demo --journeys 0 | --journeys must be between 1 and 10000, found 0",
                "up --colour blue | Unknown option",
                "logs toaster | no part 'toaster'",
                "fly | Unmatched argument",
                "\"\" | expected a verb"
            })
    void what_is_not_understood_is_answered_in_one_line_with_exit_code_2(
            String line, String answer) {
        var code = run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("unbroken: ").contains(answer).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_data_directory_in_use_is_answered_in_one_line_with_exit_code_1() {
        try (var _ = DataDirectory.open(directory)) {
            assertThat(run("up", "--data", directory.toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("in use by another run").hasLineCount(1);
    }

    @Test
    void ports_that_cannot_be_are_answered_in_one_line_with_exit_code_1() {
        assertThat(run("status", "--ports", "80")).isEqualTo(1);
        assertThat(err.toString()).contains("--ports must be between").hasLineCount(1);
    }

    @Test
    void status_of_nothing_running_names_every_part_and_fails() {
        var code =
                run(
                        "status",
                        "--data",
                        directory.toString(),
                        "--ports",
                        Integer.toString(Ports.free().base()));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("✗ Kafka").contains("✗ tracking").doesNotContain("✓");
    }

    @Test
    void a_token_without_a_running_platform_says_how_to_get_one() {
        var code = run("token", "operations", "--data", directory.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("./unbroken up").hasLineCount(1);
    }

    private int run(String... arguments) {
        return Unbroken.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
