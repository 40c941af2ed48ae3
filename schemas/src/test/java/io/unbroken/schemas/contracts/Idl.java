package io.unbroken.schemas.contracts;

import io.unbroken.schemas.catalogue.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlReader;

/// The contracts' sources.
final class Idl {

    private static final Path SOURCES = Path.of("src/main/avro");

    private Idl() {}

    /// The schema that a topic's IDL gives.
    static Schema schema(Topic topic) {
        String name = topic.name().substring(0, topic.name().indexOf('.'));
        String file = name.equals("journey") ? "status" : name;
        try {
            Path source = SOURCES.resolve(file + ".avdl");
            return Objects.requireNonNull(new IdlReader().parse(source).getMainSchema());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
