package io.unbroken.platform;

import io.unbroken.schemas.keys.PublicKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whom a reader of the demo's evidence believes. In production each reader keeps such a file, and gets the keys from elsewhere
/// than from whoever gives them the evidence.
public final class TrustFile {
    private static final String NAME = "trust.txt";

    private TrustFile() {}

    /// The file in a data directory.
    public static Path in(Path data) {
        return data.resolve(NAME);
    }

    /// Writes the file. Its form is that of the verifier, which is no part of a platform.
    ///
    /// @throws PlatformException if it cannot be written
    static void write(DataDirectory data, Secrets secrets) {
        var file = data.resolve(NAME);
        try {
            Files.writeString(
                    file,
                    "root %s\nlog %s\n"
                            .formatted(
                                    PublicKeyFile.load(secrets.rootPublicKey()),
                                    secrets.logVerifierKey()));
        } catch (IOException failure) {
            throw new PlatformException("cannot write " + file, failure);
        }
    }
}
