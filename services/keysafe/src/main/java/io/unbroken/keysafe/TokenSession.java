package io.unbroken.keysafe;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.StaticLogger;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenException;

/// A session with a device that is logged in, with one key found. For one thread at a time.
///
/// The JDK's own provider for such devices knows no Ed25519 (docs/adr/0071), so the library speaks to the driver.
final class TokenSession {

    private static final int POINT_BYTES = 32;

    /// Two are enough to know that there is not one alone.
    private static final int MOST_FOUND = 2;

    /// A driver is loaded once for a process.
    private static final Map<Path, PKCS11Module> MODULES = new HashMap<>();

    private final Session session;
    private final long key;
    private final PublicKey publicKey;

    private TokenSession(Session session, long key, PublicKey publicKey) {
        this.session = session;
        this.key = key;
        this.publicKey = publicKey;
    }

    /// Opens a session, logs in and finds the key.
    ///
    /// @throws KeyFileException if what the URI names is not there
    /// @throws TokenException if the device does not do what it should
    static TokenSession open(Pkcs11Uri uri) throws TokenException {
        String pin = SecretFile.read(uri.pin(), "PIN").strip();
        Session session = token(uri).openSession(false);
        try {
            logIn(session, pin);
            long key =
                    one(
                            session,
                            AttributeVector.newPrivateKey(PKCS11Constants.CKK_EC_EDWARDS),
                            uri);
            long half =
                    one(session, AttributeVector.newPublicKey(PKCS11Constants.CKK_EC_EDWARDS), uri);
            return new TokenSession(session, key, publicKey(session, half, uri));
        } catch (TokenException | KeyFileException failure) {
            session.closeSession();
            throw failure;
        }
    }

    PublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) throws TokenException {
        return session.signSingle(new Mechanism(PKCS11Constants.CKM_EDDSA), key, message);
    }

    /// Gives the session back, if the device still knows it.
    void close() {
        try {
            session.closeSession();
        } catch (TokenException _) {
            // It is gone, which is why it is closed.
        }
    }

    static synchronized PKCS11Module module(Path library) throws TokenException {
        PKCS11Module known = MODULES.get(library);
        if (known != null) {
            return known;
        }
        if (!Files.isReadable(library)) {
            throw new KeyFileException("There is no PKCS#11 library at " + library + ".");
        }
        StaticLogger.setLogger(new Pkcs11Log());
        try {
            PKCS11Module module = PKCS11Module.getInstance(library.toString());
            module.initialize();
            MODULES.put(library, module);
            return module;
        } catch (IOException failure) {
            throw new KeyFileException(library + " is no PKCS#11 library.", failure);
        }
    }

    private static Token token(Pkcs11Uri uri) throws TokenException {
        for (Slot slot : module(uri.module()).getSlotList(true)) {
            Token token = slot.getToken();
            if (token != null && token.getTokenInfo().getLabel().strip().equals(uri.token())) {
                return token;
            }
        }
        throw new KeyFileException(
                "The PKCS#11 library %s knows no device named %s."
                        .formatted(uri.module(), uri.token()));
    }

    private static void logIn(Session session, String pin) throws TokenException {
        try {
            session.login(PKCS11Constants.CKU_USER, pin.toCharArray());
        } catch (PKCS11Exception refused) {
            // Logging in counts for all sessions of a process.
            if (refused.getErrorCode() != PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN) {
                throw refused;
            }
        }
    }

    private static long one(Session session, AttributeVector wanted, Pkcs11Uri uri)
            throws TokenException {
        long[] found = session.findObjectsSingle(wanted.label(uri.object()), MOST_FOUND);
        if (found.length != 1) {
            throw new KeyFileException(
                    "The device %s has %s Ed25519 key pair named %s; expected one."
                            .formatted(
                                    uri.token(),
                                    found.length == 0 ? "no" : "more than one",
                                    uri.object()));
        }
        return found[0];
    }

    /// Devices give the point bare, or in an octet string, or in a bit string.
    private static PublicKey publicKey(Session session, long half, Pkcs11Uri uri)
            throws TokenException {
        byte[] point = session.getAttrValues(half, PKCS11Constants.CKA_EC_POINT).ecPoint();
        String head = HexFormat.of().formatHex(point, 0, Math.max(0, point.length - POINT_BYTES));
        if (!(head.isEmpty() || head.equals("0420") || head.equals("032100"))
                || point.length < POINT_BYTES) {
            throw new KeyFileException(
                    "The key %s of the device %s is no Ed25519 key."
                            .formatted(uri.object(), uri.token()));
        }
        byte[] bare = Arrays.copyOfRange(point, point.length - POINT_BYTES, point.length);
        try {
            return new PublicKey(HexFormat.of().formatHex(bare));
        } catch (IllegalArgumentException weak) {
            throw new KeyFileException(
                    "The key %s of the device %s is weak: %s."
                            .formatted(uri.object(), uri.token(), weak.getMessage()),
                    weak);
        }
    }
}
