package io.unbroken.schemas.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// The contracts that were released, by subject: `released/<subject>/<version>.avsc`, versions from 1 without a hole. What is
/// there is never changed, for records written with it lie in logs for ever.
public final class Releases {

    private static final Path ROOT = Path.of("released");

    private Releases() {}

    /// One released version of one subject.
    ///
    /// @param version from 1
    /// @param schema its contract
    public record Release(String subject, int version, Schema schema) {

        /// Where the example named so lies, without its ending.
        public Path golden(String example, String ending) {
            return ROOT.resolve(subject)
                    .resolve("golden")
                    .resolve("%d-%s.%s".formatted(version, example, ending));
        }

        /// The names of its examples.
        public List<String> examples() {
            try (var files = Files.list(ROOT.resolve(subject).resolve("golden"))) {
                String prefix = version + "-";
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith(prefix) && name.endsWith(".hex"))
                        .map(name -> name.substring(prefix.length(), name.length() - 4))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// All releases of a subject, oldest first.
    public static List<Release> of(String subject) {
        var releases = new ArrayList<Release>();
        for (int version = 1; Files.exists(file(subject, version)); version++) {
            try {
                Schema schema = new Schema.Parser().parse(Files.readString(file(subject, version)));
                releases.add(new Release(subject, version, schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return releases;
    }

    /// Adds a release.
    public static Release add(String subject, int version, Schema schema, String text)
            throws IOException {
        Files.createDirectories(ROOT.resolve(subject).resolve("golden"));
        Files.writeString(file(subject, version), text);
        return new Release(subject, version, schema);
    }

    private static Path file(String subject, int version) {
        return ROOT.resolve(subject).resolve(version + ".avsc");
    }
}
