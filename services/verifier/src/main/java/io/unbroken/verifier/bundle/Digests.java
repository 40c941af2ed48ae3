package io.unbroken.verifier.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The last line of a bundle: the SHA-256 of all bytes before it.
final class Digests {

    private static final byte[] BEGIN = "{\"digest\":".getBytes(StandardCharsets.US_ASCII);

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    static byte[] line(byte[] digest) {
        return ("{\"digest\":\"" + HexFormat.of().formatHex(digest) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isLine(byte[] bytes) {
        return bytes.length >= BEGIN.length
                && Arrays.equals(bytes, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
    }
}
