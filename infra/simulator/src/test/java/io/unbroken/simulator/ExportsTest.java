package io.unbroken.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.simulator.script.LoggerExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

    @Test
    void the_bundled_file_tells_three_days_of_a_box() {
        List<LoggerExport> own = Exports.own();

        assertThat(own).singleElement().satisfies(e -> assertThat(e.samples()).hasSize(433));
    }

    @Test
    void a_directory_without_such_a_file_is_refused_in_one_line(@TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "nothing to see\n");

        assertThatThrownBy(() -> Exports.in(directory))
                .isInstanceOf(BadOption.class)
                .hasMessageContaining("no file in");
    }
}
