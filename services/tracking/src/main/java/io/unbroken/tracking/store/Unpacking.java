package io.unbroken.tracking.store;

import io.unbroken.tracking.log.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads what [Packing] wrote. What is anything else gives an [IllegalArgumentException].
final class Unpacking {

    private static final int LONGEST_NUMBER = 10;

    private final ByteBuffer bytes;

    Unpacking(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Unpacking(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    long number() {
        long folded = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            byte next = next();
            folded |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return (folded >>> 1) ^ -(folded & 1);
            }
        }
        throw new IllegalArgumentException("expected a number of at most ten bytes");
    }

    private byte next() {
        try {
            return bytes.get();
        } catch (BufferUnderflowException end) {
            throw new IllegalArgumentException("expected a number, found the end", end);
        }
    }

    int count() {
        long number = number();
        if (number != (int) number) {
            throw new IllegalArgumentException("expected a small number, found " + number);
        }
        return (int) number;
    }

    /// The next array, to be read on its own.
    Unpacking part() {
        return part(count());
    }

    private Unpacking part(int size) {
        if (size < 0 || size > bytes.remaining()) {
            throw new IllegalArgumentException("expected %d bytes, found fewer".formatted(size));
        }
        ByteBuffer part = bytes.slice(bytes.position(), size);
        bytes.position(bytes.position() + size);
        return new Unpacking(part);
    }

    byte[] array() {
        return part().rest();
    }

    /// So many bytes, of which the length does not stand there.
    byte[] raw(int size) {
        return part(size).rest();
    }

    private byte[] rest() {
        var array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    String text() {
        return new String(array(), StandardCharsets.UTF_8);
    }

    Optional<Bytes> some() {
        return number() == 0 ? Optional.empty() : Optional.of(Bytes.of(array()));
    }
}
