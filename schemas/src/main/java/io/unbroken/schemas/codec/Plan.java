package io.unbroken.schemas.codec;

import org.jspecify.annotations.Nullable;

/// How one type of the model goes to and from one Avro schema. Built once, used for every record.
interface Plan {

    /// The Avro value of a model value.
    @Nullable Object toAvro(Object model);

    /// The model value of an Avro value.
    ///
    /// @throws IllegalArgumentException if the model refuses it
    Object toModel(@Nullable Object avro);
}
