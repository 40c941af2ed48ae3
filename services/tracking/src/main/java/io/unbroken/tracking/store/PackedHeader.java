package io.unbroken.tracking.store;

import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// How the value of a header is kept. Signatures and hashes are text on the log, of which no compression finds what few bytes they are.
enum PackedHeader {
    ABSENT(0),
    /// As it is.
    VERBATIM(1),
    /// The hash of the record before, which follows from that record.
    FOLLOWS(2),
    /// 64 lower-case hexadecimal digits, as 32 bytes.
    HASH(3),
    /// 64 bytes in Base64.
    SIGNATURE(4);

    private static final int HASH_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final HexFormat HEX = HexFormat.of();

    private final int number;

    PackedHeader(int number) {
        this.number = number;
    }

    /// That stands for it in what is kept.
    int number() {
        return number;
    }

    /// @throws IllegalArgumentException if there is no such form
    static PackedHeader of(int number) {
        for (PackedHeader form : values()) {
            if (form.number == number) {
                return form;
            }
        }
        throw new IllegalArgumentException("expected a form of a header, found " + number);
    }

    /// The form of a header that takes the fewest bytes.
    ///
    /// @param previous what follows for the hash of the record before
    static PackedHeader of(LogHeader header, Optional<Bytes> previous) {
        if (header.value().isEmpty()) {
            return ABSENT;
        }
        Bytes value = header.value().get();
        return switch (header.name()) {
            case HeaderNames.PREVIOUS -> {
                if (previous.isPresent() && previous.get().equals(value)) {
                    yield FOLLOWS;
                }
                yield isOf(HASH, value, HASH_BYTES) ? HASH : VERBATIM;
            }
            case HeaderNames.SIGNATURE ->
                    isOf(SIGNATURE, value, SIGNATURE_BYTES) ? SIGNATURE : VERBATIM;
            default -> VERBATIM;
        };
    }

    private static boolean isOf(PackedHeader form, Bytes value, int size) {
        try {
            byte[] few = form.few(value);
            return few.length == size && form.whole(few).equals(value);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /// How many bytes of the raw column it takes.
    int size() {
        return switch (this) {
            case HASH -> HASH_BYTES;
            case SIGNATURE -> SIGNATURE_BYTES;
            case ABSENT, VERBATIM, FOLLOWS -> 0;
        };
    }

    /// Those bytes.
    byte[] few(Bytes value) {
        return switch (this) {
            case HASH -> HEX.parseHex(new String(value.array(), StandardCharsets.US_ASCII));
            case SIGNATURE -> Base64.getDecoder().decode(value.array());
            case ABSENT, VERBATIM, FOLLOWS -> new byte[0];
        };
    }

    /// The value of which these are the bytes.
    Bytes whole(byte[] few) {
        return switch (this) {
            case HASH -> Bytes.of(HEX.formatHex(few).getBytes(StandardCharsets.US_ASCII));
            case SIGNATURE -> Bytes.of(Base64.getEncoder().encode(few));
            case ABSENT, VERBATIM, FOLLOWS -> Bytes.of(Arrays.copyOf(few, 0));
        };
    }
}
