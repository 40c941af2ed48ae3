package io.unbroken.schemas.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is generated and committed: compared by every build, written with `-Dunbroken.regenerate=true`.
public final class CommittedFile {

    private static final boolean REGENERATE = Boolean.getBoolean("unbroken.regenerate");

    private CommittedFile() {}

    /// Compares the file with what it must hold, or writes it.
    public static void check(Path file, String expected) throws IOException {
        if (REGENERATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as(
                        "%s is not what its source gives; run: mvn -pl schemas -am test -Dunbroken.regenerate=true",
                        file)
                .hasContent(expected);
    }
}
