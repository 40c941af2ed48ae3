package io.unbroken.tracking.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueTest {

    @TempDir Path directory;

    @Test
    void a_part_of_a_place_is_where_the_place_is_unless_the_sites_file_knows_better()
            throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("places.csv"),
                        """
                        # our own
                        SITE-LINDENHOF, Lindenhof ward 3, 46.957, 7.424
                        CHZRH-CARGO,Zürich cargo,47.454,8.561
                        """);
        var bundled = new Places("");
        var own = new Places(file.toString());

        assertThat(bundled.find("CHZRH")).map(Place::name).contains("Zürich");
        assertThat(bundled.find("CHZRH-CARGO")).map(Place::name).contains("Zürich");
        assertThat(own.find("CHZRH-CARGO")).map(Place::longitude).contains(8.561);
        assertThat(own.find("SITE-LINDENHOF")).map(Place::latitude).contains(46.957);
        assertThat(own.find("ATVIE-CARGO")).isPresent();
        assertThat(bundled.find("XXXXX")).isEmpty();
        assertThat(bundled.find("XX")).isEmpty();
    }

    @Test
    void a_line_that_is_no_place_is_named() throws IOException {
        for (String line :
                new String[] {
                    "A,B,1", "A,B,91,0", "A,B,0,181", "A,B,NaN,0", ",B,1,2", "A,B,north,2"
                }) {
            Path file = Files.writeString(directory.resolve("wrong.csv"), "# one\n" + line + "\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Places(file.toString()))
                    .withMessageContaining("line 2");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Places(directory.resolve("absent").toString()))
                .withMessageContaining("UNBROKEN_PLACES_FILE");
    }
}
