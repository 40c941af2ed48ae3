package io.unbroken.schemas.wire;

import java.util.Optional;
import org.apache.avro.Schema;

/// The schemas that records were written with, by the ids in their prefixes.
@FunctionalInterface
public interface WriterSchemas {

    /// The schema of an id; empty if there is none for sure.
    ///
    /// @throws RegistryUnavailable if it cannot be known now
    Optional<Schema> byId(int id);
}
