package io.unbroken.tracking.log;

import java.util.Arrays;

/// Bytes as they were on the log, compared by content. The array is owned by this value and never changed.
public final class Bytes {

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// Takes the array over; the caller must not change it afterwards.
    public static Bytes of(byte[] array) {
        return new Bytes(array);
    }

    /// The bytes themselves, not a copy: read only.
    public byte[] array() {
        return array;
    }

    public int size() {
        return array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /// How many there are; the content may be anything that somebody wrote to a topic.
    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
