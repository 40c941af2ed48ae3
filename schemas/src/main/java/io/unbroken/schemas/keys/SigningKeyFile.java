package io.unbroken.schemas.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;

/// A signing key in a file: PKCS#8 PEM, as `openssl genpkey -algorithm ed25519` writes it, readable by its owner alone.
public final class SigningKeyFile {

    private static final String LABEL = "PRIVATE KEY";
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SigningKeyFile() {}

    /// Reads the file.
    ///
    /// @throws KeyFileException if it is missing, readable by others or no Ed25519 key
    public static SigningKey load(Path file) {
        String pem = SecretFile.read(file, "signing key");
        try {
            return SigningKey.of(seed(Pem.read(LABEL, pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFileException(
                    file + " holds no Ed25519 private key in PKCS#8 PEM form.", e);
        }
    }

    /// Makes a new key and its file, which must not exist yet.
    ///
    /// @throws KeyFileException if the file exists or cannot be written
    public static SigningKey create(Path file, SecureRandom random) {
        SigningKey key = SigningKey.generate(random);
        try {
            byte[] pem = Pem.write(LABEL, pkcs8(key)).getBytes(StandardCharsets.US_ASCII);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
            Files.write(file, pem, StandardOpenOption.SYNC, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new KeyFileException(
                    "There is a file at " + file + " already; it was left as it is.", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFileException("The signing key cannot be written to " + file + ".", e);
        }
        return key;
    }

    /// The key of the file, or a new one if there is no file.
    public static SigningKey loadOrCreate(Path file, SecureRandom random) {
        return Files.exists(file) ? load(file) : create(file, random);
    }

    private static byte[] seed(byte[] pkcs8) throws GeneralSecurityException {
        var key =
                (EdECPrivateKey)
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        return key.getBytes()
                .orElseThrow(() -> new IllegalArgumentException("expected the key's bytes"));
    }

    private static byte[] pkcs8(SigningKey key) throws GeneralSecurityException {
        var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.seed());
        return KeyFactory.getInstance("Ed25519").generatePrivate(spec).getEncoded();
    }
}
