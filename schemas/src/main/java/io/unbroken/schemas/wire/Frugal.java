package io.unbroken.schemas.wire;

import java.util.ArrayList;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/// Believes no count before the elements are there: a few bytes could ask for gigabytes.
final class Frugal extends GenericData {

    private static final int MOST_RESERVED = 256;

    @Override
    public Object newArray(@Nullable Object old, int size, Schema schema) {
        return new ArrayList<>(Math.min(size, MOST_RESERVED));
    }

    @Override
    public boolean isArray(Object datum) {
        return datum instanceof Collection;
    }
}
