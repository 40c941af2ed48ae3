package io.unbroken.custody.coldchain;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Test data that is not ours to publish: found in a directory `shared/data` beside the checkout or
/// one of its parents. Without it the test says so and does not run.
public final class SharedData {

    private SharedData() {}

    /// The file or directory of that name; aborts the test if it is absent.
    public static Path path(String name) {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path candidate = directory.resolve("shared/data").resolve(name);
            if (Files.exists(candidate)) {
                return candidate;
            }
            directory = directory.getParent();
        }
        return Assumptions.abort("shared/data/" + name + ": shared data absent");
    }
}
