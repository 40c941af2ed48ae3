package io.unbroken.keysafe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.Token;

/// A real SoftHSM, Debian's, with devices of a test's own.
final class SoftHsm {

    static final String PIN = "1234";

    private static final String MISSING =
            "This test needs SoftHSM: run infra/install-test-tools (Debian: apt-get install softhsm2).";
    private static final byte[] ED25519 = HexFormat.of().parseHex("06032b6570");
    private static final byte[] P_256 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final long LIMIT_SECONDS = 30;

    private final Path pin;

    /// @param directory for the devices' files, which is new
    SoftHsm(Path directory) throws IOException {
        this.pin = directory.resolve("pin");
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Files.createDirectories(configuration.toAbsolutePath().resolveSibling("."));
        Files.writeString(
                configuration,
                "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
                        .formatted(directory));
        Files.writeString(pin, PIN + "\n");
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
    }

    static Path library() {
        return Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError(MISSING));
    }

    Path pin() {
        return pin;
    }

    String uri(String token, String object) {
        return "pkcs11:token=%s;object=%s?module-path=%s&pin-source=file:%s"
                .formatted(token, object, library(), pin);
    }

    void newDevice(String label) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "softhsm2-util",
                                        "--init-token",
                                        "--free",
                                        "--label",
                                        label,
                                        "--pin",
                                        PIN,
                                        "--so-pin",
                                        "12345678"))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("softhsm2-util: " + said);
        }
    }

    static void newKey(String token, String label) throws Exception {
        generate(
                token,
                label,
                PKCS11Constants.CKK_EC_EDWARDS,
                PKCS11Constants.CKM_EC_EDWARDS_KEY_PAIR_GEN,
                ED25519);
    }

    static void newKeyOfAnotherKind(String token, String label) throws Exception {
        generate(token, label, PKCS11Constants.CKK_EC, PKCS11Constants.CKM_EC_KEY_PAIR_GEN, P_256);
    }

    private static void generate(
            String label, String key, long keyType, long mechanism, byte[] curve) throws Exception {
        Session session = token(label).openSession(true);
        try {
            session.login(PKCS11Constants.CKU_USER, PIN.toCharArray());
            var half =
                    AttributeVector.newPublicKey(keyType)
                            .ecParams(curve)
                            .token(true)
                            .verify(true)
                            .label(key);
            var whole =
                    AttributeVector.newPrivateKey(keyType)
                            .token(true)
                            .private_(true)
                            .sensitive(true)
                            .extractable(false)
                            .sign(true)
                            .label(key);
            session.generateKeyPair(new Mechanism(mechanism), new KeyPairTemplate(whole, half));
        } finally {
            session.logout();
            session.closeSession();
        }
    }

    /// Ends all sessions, as a device does that restarts.
    static void endSessions(String label) throws Exception {
        TokenSession.module(library())
                .getPKCS11Module()
                .C_CloseAllSessions(token(label).getTokenID());
    }

    private static Token token(String label) throws Exception {
        PKCS11Module module = TokenSession.module(library());
        for (Slot slot : module.getSlotList(true)) {
            if (slot.getToken().getTokenInfo().getLabel().strip().equals(label)) {
                return slot.getToken();
            }
        }
        throw new AssertionError("no device " + label);
    }
}
