package io.unbroken.schemas.contracts;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/// Whether all that was ever written can be read with a new contract (BACKWARD_TRANSITIVE).
final class Compatibility {

    private Compatibility() {}

    /// What breaks, one line each; empty if nothing does.
    static List<String> breaches(Schema current, List<Releases.Release> released) {
        return released.stream()
                .flatMap(release -> {
                    var result =
                            SchemaCompatibility.checkReaderWriterCompatibility(
                                            current, release.schema())
                                    .getResult();
                    return result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE
                            ? List.<String>of().stream()
                            : result.getIncompatibilities().stream()
                                    .map(each ->
                                            "%s version %d: %s at %s: %s"
                                                    .formatted(
                                                            release.subject(),
                                                            release.version(),
                                                            each.getType(),
                                                            each.getLocation(),
                                                            each.getMessage()));
                })
                .toList();
    }
}
