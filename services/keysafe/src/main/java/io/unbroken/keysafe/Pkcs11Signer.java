package io.unbroken.keysafe;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.keys.SignerUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.TokenException;

/// A private key in a PKCS#11 device. One session signs for all threads; where the device forgot it, another is opened.
///
/// Each signature is verified before it is handed out: what a failing device made must not come on the log, where it would be
/// quarantined after the sender was told that all is well.
final class Pkcs11Signer implements Signer {

    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11Signer.class);

    private static final byte[] TRIAL =
            "io.unbroken: is this the private half?".getBytes(StandardCharsets.US_ASCII);

    private final Pkcs11Uri uri;
    private final PublicKey publicKey;
    private final PublicKey.Verifier verifier;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<TokenSession> session;

    private Pkcs11Signer(Pkcs11Uri uri, TokenSession session) {
        this.uri = uri;
        this.session = Optional.of(session);
        this.publicKey = session.publicKey();
        this.verifier = publicKey.verifier();
    }

    /// @throws KeyFileException if the device does not sign with that key
    static Pkcs11Signer open(Pkcs11Uri uri) {
        try {
            var signer = new Pkcs11Signer(uri, TokenSession.open(uri));
            signer.sign(TRIAL);
            return signer;
        } catch (TokenException | SignerUnavailable failure) {
            throw new KeyFileException(
                    "The device %s does not sign with the key %s: %s."
                            .formatted(uri.token(), uri.object(), failure.getMessage()),
                    failure);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = signed(message);
        if (!verifier.verifies(signature, message)) {
            throw new SignerUnavailable(
                    "the device gave a signature that does not verify",
                    new IllegalStateException("expected a signature of " + id()));
        }
        return signature;
    }

    private byte[] signed(byte[] message) {
        lock.lock();
        try {
            if (session.isPresent()) {
                try {
                    return session.get().sign(message);
                } catch (TokenException lost) {
                    LOG.warn(
                            "The device {} lost its session ({}); another is opened.",
                            uri.token(),
                            lost.getMessage());
                    session.get().close();
                    session = Optional.empty();
                }
            }
            TokenSession next = TokenSession.open(uri);
            session = Optional.of(next);
            if (!next.publicKey().equals(publicKey)) {
                throw new TokenException("another key has its name now");
            }
            return next.sign(message);
        } catch (TokenException | KeyFileException failure) {
            throw new SignerUnavailable(
                    "the device %s does not sign: %s".formatted(uri.token(), failure.getMessage()),
                    failure);
        } finally {
            lock.unlock();
        }
    }

    /// The key's identifier; never more.
    @Override
    public String toString() {
        return "Pkcs11Signer[" + id() + "]";
    }
}
