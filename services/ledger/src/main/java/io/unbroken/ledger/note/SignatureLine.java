package io.unbroken.ledger.note;

import io.unbroken.ledger.text.StrictText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note: `— name base64(key id || signature)`.
///
/// @param name the name of the key
/// @param content key id and signature in base64
public record SignatureLine(String name, String content) {

    private static final String DASH = "\u2014 ";

    public SignatureLine {
        VerifierKey.requireName(name);
        if (StrictText.base64(content).length <= Integer.BYTES) {
            throw new IllegalArgumentException("expected a key id and a signature");
        }
    }

    static SignatureLine of(String name, int keyId, byte[] signature) {
        var content = ByteBuffer.allocate(Integer.BYTES + signature.length);
        content.putInt(keyId).put(signature);
        return new SignatureLine(name, Base64.getEncoder().encodeToString(content.array()));
    }

    /// Reads a line without its newline.
    ///
    /// @throws IllegalArgumentException if it is no signature line
    public static SignatureLine parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new IllegalArgumentException("expected a dash, a key's name and a signature");
        }
        return new SignatureLine(line.substring(DASH.length(), space), line.substring(space + 1));
    }

    /// Says with the name which key signed, and how.
    public int keyId() {
        return ByteBuffer.wrap(decoded()).getInt();
    }

    /// The signature's bytes, whose form depends on the key.
    public byte[] signature() {
        byte[] decoded = decoded();
        return Arrays.copyOfRange(decoded, Integer.BYTES, decoded.length);
    }

    /// The line without a newline.
    @Override
    public String toString() {
        return DASH + name + " " + content;
    }

    private byte[] decoded() {
        return Base64.getDecoder().decode(content);
    }
}
