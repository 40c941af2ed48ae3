package io.unbroken.schemas.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text form of keys (RFC 7468).
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        var encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, encoder.encodeToString(der), label);
    }

    static byte[] read(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int until = text.indexOf("-----END " + label + "-----");
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("expected a PEM block of a " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), until));
    }
}
