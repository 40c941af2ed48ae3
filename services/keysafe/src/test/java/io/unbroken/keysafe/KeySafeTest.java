package io.unbroken.keysafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySafeTest {

    private static final byte[] MESSAGE = "vein to vein".getBytes(StandardCharsets.UTF_8);

    @TempDir private static Path directory = Path.of("");

    private static SoftHsm hsm;

    @BeforeAll
    static void device() throws Exception {
        SoftHsm.library();
        hsm = new SoftHsm(Files.createDirectory(directory.resolve("tokens")));
        // Before the library is loaded, which looks for devices once.
        hsm.newDevice("lindenhof");
        hsm.newDevice("guarded");
        SoftHsm.newKey("lindenhof", "signing");
        SoftHsm.newKey("lindenhof", "twice");
        SoftHsm.newKey("lindenhof", "twice");
        SoftHsm.newKeyOfAnotherKind("lindenhof", "other");
    }

    @Test
    void a_key_in_a_device_signs_what_its_public_half_verifies() {
        Signer signer = KeySafe.open(hsm.uri("lindenhof", "signing"));

        byte[] signature = signer.sign(MESSAGE);

        assertThat(signature).hasSize(64);
        assertThat(signer.publicKey().verifier().verifies(signature, MESSAGE)).isTrue();
        assertThat(signer.publicKey().verifier().verifies(signature, new byte[1])).isFalse();
        assertThat(signer).hasToString("Pkcs11Signer[" + signer.id() + "]");
        assertThat(KeySafe.open(hsm.uri("lindenhof", "signing")).id()).isEqualTo(signer.id());
    }

    @Test
    void many_threads_sign_with_one_key_in_a_device() throws Exception {
        Signer signer = KeySafe.open(hsm.uri("lindenhof", "signing"));
        var verifier = signer.publicKey().verifier();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 100)
                            .<Callable<Boolean>>mapToObj(i ->
                                    () -> {
                                        byte[] message = {(byte) i};
                                        return verifier.verifies(signer.sign(message), message);
                                    })
                            .toList();
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void a_device_that_lost_its_sessions_is_asked_anew() throws Exception {
        Signer signer = KeySafe.open(hsm.uri("lindenhof", "signing"));

        SoftHsm.endSessions("lindenhof");

        assertThat(signer.publicKey().verifier().verifies(signer.sign(MESSAGE), MESSAGE)).isTrue();
    }

    @Test
    void a_key_in_a_file_signs_as_well() {
        Path file = directory.resolve("party.pem");
        var key = SigningKeyFile.create(file, new SecureRandom());

        Signer signer = KeySafe.open(file.toString());

        assertThat(signer.publicKey()).isEqualTo(key.publicKey());
        assertThat(signer.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
    }

    @Test
    void what_cannot_sign_is_refused_in_one_line() throws Exception {
        Path open = directory.resolve("open.pem");
        SigningKeyFile.create(open, new SecureRandom());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        String good = hsm.uri("lindenhof", "signing");

        refused(open.toString(), "is open to others (rw-r-----); run: chmod 600");
        refused(directory.resolve("none.pem").toString(), "There is no signing key at");
        refused(hsm.uri("nobody", "signing"), "knows no device named nobody");
        refused(hsm.uri("lindenhof", "absent"), "has no Ed25519 key pair named absent");
        refused(hsm.uri("lindenhof", "twice"), "has more than one Ed25519 key pair named twice");
        refused(hsm.uri("lindenhof", "other"), "has no Ed25519 key pair named other");
        refused(
                good.replace(SoftHsm.library().toString(), "/nowhere/lib.so"),
                "There is no PKCS#11 library at /nowhere/lib.so");
        refused(
                good.replace(SoftHsm.library().toString(), hsm.pin().toString()),
                "is no PKCS#11 library");
        refused(good.replace("tokens/pin", "tokens/none"), "There is no PIN at");
    }

    @Test
    void a_pin_that_is_wrong_or_open_to_others_is_refused_in_one_line() throws Exception {
        Path wrong = directory.resolve("wrong-pin");
        Files.writeString(wrong, "9999");
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-------"));
        String uri = hsm.uri("guarded", "signing").replace(hsm.pin().toString(), wrong.toString());

        refused(uri, "PIN_INCORRECT");

        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-r--r--"));
        refused(uri, "The PIN at " + wrong + " is open to others");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs11:",
                "pkcs11:token=a;object=b",
                "pkcs11:token=a;object=b?module-path=/lib.so",
                "pkcs11:token=a;object=b?module-path=/lib.so&pin-value=1234",
                "pkcs11:token=a;token=b;object=b?module-path=/lib.so&pin-source=/pin",
                "pkcs11:token=a;object=%zz?module-path=/lib.so&pin-source=/pin",
                "pkcs11:token;object=b?module-path=/lib.so&pin-source=/pin",
                "pkcs11:token=;object=b?module-path=/lib.so&pin-source=/pin"
            })
    void a_uri_that_names_no_key_for_sure_is_refused_without_showing_it(String uri) {
        assertThatThrownBy(() -> KeySafe.open(uri))
                .isInstanceOf(KeyFileException.class)
                .hasMessageStartingWith("The key's URI must be of the form pkcs11:token=")
                .hasMessageNotContaining("1234");
    }

    @Test
    void percent_signs_in_a_uri_are_read() {
        var uri =
                Pkcs11Uri.parse(
                        "pkcs11:token=St.%20Anna+1;object=k%3B1?pin-source=/a%20b&module-path=/lib.so");

        assertThat(uri)
                .isEqualTo(new Pkcs11Uri("St. Anna+1", "k;1", Path.of("/lib.so"), Path.of("/a b")));
    }

    private static void refused(String where, String message) {
        assertThatThrownBy(() -> KeySafe.open(where))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
