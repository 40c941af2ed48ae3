package io.unbroken.schemas.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/// The current contract of every subject. Subjects are named as Confluent's TopicNameStrategy names them: `<topic>-value`.
public final class SchemaCatalogue {

    private static final Map<String, Schema> CURRENT = load();

    private SchemaCatalogue() {}

    /// All subjects, in the order of the topics.
    public static List<String> subjects() {
        return List.copyOf(CURRENT.keySet());
    }

    /// The current contract of a subject.
    ///
    /// @throws IllegalArgumentException if there is no such subject
    public static Schema current(String subject) {
        Schema schema = CURRENT.get(subject);
        if (schema == null) {
            throw new IllegalArgumentException(
                    "expected one of %s, found %s".formatted(CURRENT.keySet(), subject));
        }
        return schema;
    }

    /// The current contract of a topic's values.
    ///
    /// @throws IllegalArgumentException if its values are text
    public static Schema of(Topic topic) {
        return current(
                topic.subject()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        topic.name() + " has no Avro contract")));
    }

    private static Map<String, Schema> load() {
        var schemas = new LinkedHashMap<String, Schema>();
        for (Topic topic : TopicCatalogue.all()) {
            Optional<String> subject = topic.subject();
            subject.ifPresent(name -> schemas.put(name, read(name)));
        }
        return Collections.unmodifiableMap(schemas);
    }

    private static Schema read(String subject) {
        String path = "/contracts/" + subject + ".avsc";
        try (InputStream in = SchemaCatalogue.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("expected the contract " + path + ", found none");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
