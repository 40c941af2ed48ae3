package io.unbroken.platform;

import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.verifier.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whom a reader of the demo's evidence believes. In production each reader keeps such a file, and gets the keys from elsewhere
/// than from whoever gives them the evidence.
final class TrustFile {
    private static final String NAME = "trust.txt";

    private TrustFile() {}

    /// The file in a data directory.
    static Path in(Path data) {
        return data.resolve(NAME);
    }

    /// Writes the file.
    ///
    /// @param root the root's public key (PEM)
    /// @param log the log's key
    /// @param witnesses those that are known; none of them must have cosigned
    /// @throws PlatformException if it cannot be written
    static void write(Path data, Path root, VerifierKey log, List<VerifierKey> witnesses) {
        var trust = new Trust(PublicKeyFile.load(root), List.of(log), witnesses, 0);
        try {
            Files.writeString(in(data), trust.text());
        } catch (IOException failure) {
            throw new PlatformException("cannot write " + in(data), failure);
        }
    }
}
