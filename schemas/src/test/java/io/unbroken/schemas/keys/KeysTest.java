package io.unbroken.schemas.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {

    /// RFC 8032, section 7.1, test 2.
    private static final byte[] SEED =
            HexFormat.of()
                    .parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    private final SigningKey key = SigningKey.of(SEED);

    @TempDir private Path directory = Path.of(".");

    @Test
    void signatures_are_those_of_rfc_8032() {
        byte[] message = {0x72};
        assertThat(key.publicKey().value())
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = key.sign(message);
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo(
                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(key.publicKey().verifier().verifies(signature, message)).isTrue();
        assertThat(key.publicKey().verifier().verifies(signature, new byte[] {0x73})).isFalse();
        assertThat(key.publicKey().verifier().verifies(new byte[63], message)).isFalse();
    }

    @Test
    void a_key_file_comes_back_as_the_same_key_and_only_its_owner_reads_it() throws IOException {
        Path file = directory.resolve("site.pem");
        SigningKey made = SigningKeyFile.create(file, new SecureRandom());

        assertThat(SigningKeyFile.load(file).id()).isEqualTo(made.id());
        assertThat(SigningKeyFile.loadOrCreate(file, new SecureRandom()).id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SigningKeyFile.create(file, new SecureRandom()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("left as it is");
    }

    @Test
    void a_key_file_that_others_may_read_is_refused_in_one_line() throws IOException {
        Path file = directory.resolve("open.pem");
        SigningKeyFile.create(file, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SigningKeyFile.load(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("\n");
    }

    @Test
    void what_is_no_key_file_is_refused_in_one_line() throws IOException {
        Path file = directory.resolve("text.pem");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "no key", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SigningKeyFile.load(file)).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> SigningKeyFile.load(directory.resolve("none.pem")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageStartingWith("There is no signing key");
        assertThatThrownBy(() -> PublicKeyFile.load(file)).isInstanceOf(KeyFileException.class);
    }

    @Test
    void a_public_key_file_comes_back() {
        Path file = directory.resolve("root.pub.pem");
        PublicKeyFile.write(file, key.publicKey());
        assertThat(PublicKeyFile.load(file)).isEqualTo(key.publicKey());
    }

    @Test
    void a_signing_key_never_shows_itself() {
        assertThat(key).hasToString("SigningKey[" + key.id() + "]");
    }
}
