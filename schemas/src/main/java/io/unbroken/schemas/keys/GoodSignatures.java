package io.unbroken.schemas.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Remembers signatures that were found good, so that a record that is read again is not verified again: a journey is derived from all of
/// its records with each that comes.
///
/// It knows each by the SHA-256 over key, signature and message. What differs from it in one bit is verified, and only a good one is
/// remembered. Of fixed size: a newer one takes the place of an older one. Safe for all threads.
public final class GoodSignatures {

    /// The events of some thousand journeys under way; 7 MB when each place is taken.
    public static final int DEFAULT_PLACES = 1 << 17;

    private final AtomicReferenceArray<byte[]> places;

    private GoodSignatures(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /// With room for so many.
    public static GoodSignatures room(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("expected at least one place, found " + places);
        }
        return new GoodSignatures(places);
    }

    /// Remembers nothing.
    public static GoodSignatures none() {
        return new GoodSignatures(0);
    }

    /// Whether `signature` is one of that key over `message`.
    public boolean verifies(PublicKey.Verifier key, byte[] signature, byte[] message) {
        if (places.length() == 0 || signature.length != Ed25519.SIGNATURE_SIZE) {
            return key.verifies(signature, message);
        }
        byte[] hash = hash(key, signature, message);
        int place = place(hash);
        byte[] known = places.get(place);
        if (known != null && MessageDigest.isEqual(known, hash)) {
            return true;
        }
        boolean good = key.verifies(signature, message);
        if (good) {
            places.set(place, hash);
        }
        return good;
    }

    private int place(byte[] hash) {
        int bits = ByteBuffer.wrap(hash).getInt();
        return Integer.remainderUnsigned(bits, places.length());
    }

    /// Keys and signatures are of one length, so that no two inputs are written the same way.
    private static byte[] hash(PublicKey.Verifier key, byte[] signature, byte[] message) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(key.encoded());
            sha256.update(signature);
            return sha256.digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }
}
