package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.KeyId;

/// A private Ed25519 key, wherever it is kept: in a file, or in a device that never gives it away. Safe for all threads.
public interface Signer {

    /// The public half.
    PublicKey publicKey();

    /// The key's identifier.
    default KeyId id() {
        return publicKey().id();
    }

    /// The 64 bytes of the signature over `message`, those of RFC 8032.
    ///
    /// @throws SignerUnavailable if the device that keeps the key does not answer now; try again
    byte[] sign(byte[] message);
}
