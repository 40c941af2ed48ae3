package io.unbroken.keysafe;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Opens the private key that a setting names.
public final class KeySafe {

    private KeySafe() {}

    /// The key of a file, or of a PKCS#11 device.
    ///
    /// @param where a file in PKCS#8 PEM form with mode 0600, or a `pkcs11:` URI (RFC 7512)
    /// @throws KeyFileException if there is no key to sign with; one plain line that says what to do
    public static Signer open(String where) {
        if (where.startsWith(Pkcs11Uri.SCHEME)) {
            return Pkcs11Signer.open(Pkcs11Uri.parse(where));
        }
        try {
            return SigningKeyFile.load(Path.of(where));
        } catch (InvalidPathException none) {
            throw new KeyFileException("There is no signing key at " + where + ".", none);
        }
    }
}
