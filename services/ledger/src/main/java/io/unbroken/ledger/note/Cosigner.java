package io.unbroken.ledger.note;

import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.keys.Signer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/// Signs checkpoints as a witness does (C2SP tlog-cosignature, version 1). Whether it may is decided elsewhere.
///
/// @param name the witness's name
/// @param key its private key, which signs nothing else
public record Cosigner(String name, Signer key) {

    /// The last second that an [Instant] can name; later ones are no times of anyone's clock.
    static final long LATEST = Instant.MAX.getEpochSecond();

    public Cosigner {
        VerifierKey.requireName(name);
    }

    /// What others check the cosignatures with.
    public VerifierKey verifierKey() {
        return new VerifierKey(name, SignatureType.COSIGNATURE_V1, key.publicKey());
    }

    /// The cosignature for a checkpoint.
    ///
    /// @param checkpoint the note's text, without signatures
    /// @param time when, of which whole seconds count; not before 1970
    public SignatureLine cosign(String checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("expected a time since 1970, found " + time);
        }
        byte[] signature = key.sign(message(seconds, checkpoint));
        var timed = ByteBuffer.allocate(Long.BYTES + signature.length);
        timed.putLong(seconds).put(signature);
        return SignatureLine.of(name, verifierKey().keyId(), timed.array());
    }

    static byte[] message(long seconds, String checkpoint) {
        return StrictText.utf8("cosignature/v1\ntime " + seconds + "\n" + checkpoint);
    }

    static long time(byte[] timedSignature) {
        return ByteBuffer.wrap(timedSignature).getLong();
    }

    static byte[] bare(byte[] timedSignature) {
        return Arrays.copyOfRange(timedSignature, Long.BYTES, timedSignature.length);
    }
}
