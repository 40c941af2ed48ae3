package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.Identifier;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of a record's signed bytes. The signer's next record for the same key of the topic names it, so that
/// nothing can be taken out of the middle unseen.
///
/// @param value 64 lower-case hexadecimal digits
public record RecordHash(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /// 32 zero bytes: there is no record before the first.
    public static final RecordHash NONE = new RecordHash("0".repeat(64));

    public RecordHash {
        Identifier.require(RecordHash.class, value, FORM, "e3b0c442...");
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
