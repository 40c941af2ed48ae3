package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.Identifier;
import io.unbroken.custody.identity.KeyId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 public key that is fit for use.
///
/// @param value 64 lower-case hexadecimal digits, the encoding of RFC 8032
public record PublicKey(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int ID_BYTES = 8;

    /// Checks the form and the point.
    ///
    /// @throws IllegalArgumentException if it is no point of the curve, or one of small order, under which signatures
    ///     can be forged
    public PublicKey {
        Identifier.require(PublicKey.class, value, FORM, "d75a9801...");
        if (!Ed25519.validatePublicKeyFull(HexFormat.of().parseHex(value), 0)) {
            throw new IllegalArgumentException(
                    "expected an Ed25519 public key of full order, found a weak one or none");
        }
    }

    static PublicKey of(byte[] bytes) {
        return new PublicKey(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    /// The identifier that follows from it.
    public KeyId id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes());
            return new KeyId(HexFormat.of().formatHex(hash, 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    /// Prepares it for many verifications.
    public Verifier verifier() {
        return new Verifier(bytes());
    }

    @Override
    public String toString() {
        return value;
    }

    /// Verifies signatures under one key; the key's point is decoded once. Safe for all threads.
    public static final class Verifier {

        private final byte[] encoded;
        private final Ed25519.PublicPoint point;

        private Verifier(byte[] encoded) {
            this.encoded = encoded;
            this.point = Ed25519.validatePublicKeyFullExport(encoded, 0);
        }

        /// The key's 32 bytes: read only.
        byte[] encoded() {
            return encoded;
        }

        /// Whether `signature` is one of this key over `message`.
        public boolean verifies(byte[] signature, byte[] message) {
            return signature.length == Ed25519.SIGNATURE_SIZE
                    && Ed25519.verify(signature, 0, point, message, 0, message.length);
        }
    }
}
