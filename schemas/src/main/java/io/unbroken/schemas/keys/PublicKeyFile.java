package io.unbroken.schemas.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/// A public key in a file: SubjectPublicKeyInfo PEM, as `openssl pkey -pubout` writes it. The root's is how trust begins.
public final class PublicKeyFile {

    private static final String LABEL = "PUBLIC KEY";
    private static final long LARGEST = 4096;

    private PublicKeyFile() {}

    /// Reads the file.
    ///
    /// @throws KeyFileException if it is missing or holds no Ed25519 public key fit for use
    public static PublicKey load(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new KeyFileException(file + " is no key file: it is too large.");
            }
            byte[] der = Pem.read(LABEL, Files.readString(file));
            if (PublicKeyFactory.createKey(der) instanceof Ed25519PublicKeyParameters key) {
                return PublicKey.of(key.getEncoded());
            }
            throw new KeyFileException(file + " holds a public key of another kind than Ed25519.");
        } catch (IOException e) {
            throw new KeyFileException(
                    "There is no Ed25519 public key in PEM form at " + file + ".", e);
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(
                    file
                            + " holds no Ed25519 public key in PEM form that is fit for use: a weak key, or none at all.",
                    e);
        }
    }

    /// Writes or replaces the file.
    ///
    /// @throws KeyFileException if it cannot be written
    public static void write(Path file, PublicKey key) {
        try {
            byte[] der =
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                    new Ed25519PublicKeyParameters(key.bytes()))
                            .getEncoded();
            Files.writeString(file, Pem.write(LABEL, der));
        } catch (IOException e) {
            throw new KeyFileException("The public key cannot be written to " + file + ".", e);
        }
    }
}
