package io.unbroken.ledger.note;

import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.keys.PublicKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A named key that signatures of notes are checked with. As text, a vkey: `name+key id+base64(type || key)`.
///
/// @param name the key's name
/// @param type how it signs
/// @param key the key, which is not weak
public record VerifierKey(String name, SignatureType type, PublicKey key) {

    /// Characters of a key's name; a URL without scheme is shorter.
    public static final int LONGEST_NAME = 255;

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern FORM = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.+)");

    public VerifierKey {
        requireName(name);
    }

    /// Reads a vkey.
    ///
    /// @throws IllegalArgumentException if the text is none, of an unknown type, or the key is weak
    public static VerifierKey parse(String vkey) {
        var parts = FORM.matcher(vkey);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a key as name+id+key, found another text");
        }
        byte[] material = StrictText.base64(parts.group(3));
        if (material.length != 1 + KEY_BYTES) {
            throw new IllegalArgumentException(
                    "expected a type and a key of %d bytes, found %d bytes"
                            .formatted(KEY_BYTES, material.length));
        }
        var key =
                new VerifierKey(
                        parts.group(1),
                        SignatureType.of(material[0]),
                        new PublicKey(HexFormat.of().formatHex(material, 1, material.length)));
        if (!key.toString().equals(vkey)) {
            throw new IllegalArgumentException("expected the id that follows from name and key");
        }
        return key;
    }

    /// Tells with the name which signatures in a note are of this key.
    public int keyId() {
        return ByteBuffer.wrap(sha256(StrictText.utf8(name + "\n"), material())).getInt();
    }

    /// What the note's signatures say about this key.
    public Standing standing(Note note) {
        List<SignatureLine> own = own(note);
        if (own.isEmpty()) {
            return Standing.ABSENT;
        }
        PublicKey.Verifier verifier = key.verifier();
        return own.stream().allMatch(line -> verifies(verifier, line, note.text()))
                ? Standing.VALID
                : Standing.INVALID;
    }

    /// When this key cosigned the note, in whole seconds: the earliest time, if it did so more than once. Empty if it did not,
    /// or wrongly, or is no key of a witness.
    public Optional<Instant> cosigned(Note note) {
        if (type != SignatureType.COSIGNATURE_V1 || standing(note) != Standing.VALID) {
            return Optional.empty();
        }
        return own(note).stream()
                .map(line -> Instant.ofEpochSecond(Cosigner.time(line.signature())))
                .min(Instant::compareTo);
    }

    /// The vkey.
    @Override
    public String toString() {
        return "%s+%08x+%s"
                .formatted(name, keyId(), Base64.getEncoder().encodeToString(material()));
    }

    static void requireName(String name) {
        boolean fit =
                !name.isEmpty()
                        && name.length() <= LONGEST_NAME
                        && name.codePoints().noneMatch(c -> c < ' ' || isSpace(c) || c == '+');
        if (!fit) {
            throw new IllegalArgumentException(
                    "expected a key's name of 1 to %d characters without spaces and plus signs"
                            .formatted(LONGEST_NAME));
        }
        StrictText.utf8(name);
    }

    // White space of Unicode, as its property White_Space lists it.
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == 0x85;
    }

    private List<SignatureLine> own(Note note) {
        int id = keyId();
        return note.signatures().stream()
                .filter(line -> line.name().equals(name) && line.keyId() == id)
                .toList();
    }

    private boolean verifies(PublicKey.Verifier verifier, SignatureLine line, String text) {
        byte[] signature = line.signature();
        return switch (type) {
            case ED25519 -> verifier.verifies(signature, StrictText.utf8(text));
            case COSIGNATURE_V1 ->
                    signature.length == Long.BYTES + SIGNATURE_BYTES
                            && Cosigner.time(signature) >= 0
                            && Cosigner.time(signature) <= Cosigner.LATEST
                            && verifier.verifies(
                                    Cosigner.bare(signature),
                                    Cosigner.message(Cosigner.time(signature), text));
        };
    }

    private byte[] material() {
        byte[] bytes = HexFormat.of().parseHex(key.value());
        return ByteBuffer.allocate(1 + KEY_BYTES).put(type.identifier()).put(bytes).array();
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    /// Whether a key signed a note.
    public enum Standing {
        /// No signature names the key. The note may be good for others.
        ABSENT,
        /// Every signature that names the key is good, and there is one.
        VALID,
        /// A signature names the key and is not good: the note is to be refused as a whole.
        INVALID
    }
}
