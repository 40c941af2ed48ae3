package io.unbroken.schemas.contracts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/// The places of a contract that do not say what they mean, and for fields, who sets them.
final class Undocumented {

    private final Set<String> places = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    private Undocumented() {}

    static List<String> in(Schema schema) {
        var undocumented = new Undocumented();
        undocumented.visit(schema);
        return List.copyOf(undocumented.places);
    }

    private void visit(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> named(schema);
            case ARRAY -> visit(schema.getElementType());
            case UNION -> schema.getTypes().forEach(this::visit);
            default -> {
                // Plain types are documented by their field.
            }
        }
    }

    private void record(Schema schema) {
        if (!seen.add(schema.getFullName())) {
            return;
        }
        named(schema);
        for (Schema.Field field : schema.getFields()) {
            String doc = field.doc();
            if (doc == null || !doc.matches("(?s).+\\b(Set|Made|Drawn|set) .+")) {
                places.add(schema.getName() + "." + field.name());
            }
            visit(field.schema());
        }
    }

    private void named(Schema schema) {
        if (schema.getDoc() == null || schema.getDoc().isBlank()) {
            places.add(schema.getName());
        }
    }
}
