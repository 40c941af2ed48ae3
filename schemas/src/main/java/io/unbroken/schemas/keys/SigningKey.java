package io.unbroken.schemas.keys;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// A private Ed25519 key in memory. It signs and never shows itself.
public final class SigningKey implements Signer {

    private final byte[] seed;
    private final byte[] publicBytes;
    private final PublicKey publicKey;

    private SigningKey(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException(
                    "expected an Ed25519 private key of %d bytes, found %d"
                            .formatted(Ed25519.SECRET_KEY_SIZE, seed.length));
        }
        this.seed = seed.clone();
        this.publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(this.seed, 0, publicBytes, 0);
        this.publicKey = PublicKey.of(publicBytes);
    }

    /// A new key.
    public static SigningKey generate(SecureRandom random) {
        var seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(random, seed);
        return new SigningKey(seed);
    }

    /// The key of 32 secret bytes (RFC 8032), for files and test vectors.
    public static SigningKey of(byte[] seed) {
        return new SigningKey(seed);
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicBytes, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    byte[] seed() {
        return seed.clone();
    }

    /// The key's identifier; never the key.
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
