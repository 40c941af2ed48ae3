package io.unbroken.verifier;

import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.verifier.bundle.Line.WriterSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// The schemas that a bundle brings along. Each record's signature covers the hash of its schema, so a wrong one is found there.
final class BundleSchemas implements WriterSchemas {

    /// Four times the longest that was ever released.
    private static final int LONGEST = 256 * 1024;

    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Set<Integer> unused = new HashSet<>();

    void add(WriterSchema line) throws Unproven {
        try {
            if (line.schema().length() > LONGEST) {
                throw new Unproven(Fault.SCHEMA, "expected a shorter schema");
            }
            Schema schema = new Schema.Parser().parse(line.schema());
            if (!SchemaNormalization.toParsingForm(schema).equals(line.schema())) {
                throw new Unproven(
                        Fault.SCHEMA,
                        "schema %d is not in its parsing canonical form".formatted(line.id()));
            }
            schemas.put(line.id(), schema);
            unused.add(line.id());
        } catch (RuntimeException e) {
            // Avro's parser throws what it likes at foreign text.
            throw new Unproven(Fault.SCHEMA, "schema %d is none".formatted(line.id()));
        }
    }

    @Override
    public Optional<Schema> byId(int id) {
        unused.remove(id);
        return Optional.ofNullable(schemas.get(id));
    }

    void requireAllUsed() throws Unproven {
        if (!unused.isEmpty()) {
            throw new Unproven(Fault.SCHEMA, "no record was written with the schemas " + unused);
        }
    }
}
