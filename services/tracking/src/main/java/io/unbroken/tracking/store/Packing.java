package io.unbroken.tracking.store;

import io.unbroken.tracking.log.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes in the making. Numbers are variable-length: seven bits a byte, the lowest first, signs folded in.
final class Packing {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes.toByteArray();
    }

    void number(long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    void text(String text) {
        array(text.getBytes(StandardCharsets.UTF_8));
    }

    void some(Optional<Bytes> value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(present -> array(present.array()));
    }

    void array(byte[] array) {
        number(array.length);
        bytes.writeBytes(array);
    }

    /// As they are, without their length.
    void raw(byte[] array) {
        bytes.writeBytes(array);
    }
}
