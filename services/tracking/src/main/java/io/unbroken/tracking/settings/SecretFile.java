package io.unbroken.tracking.settings;

import io.unbroken.schemas.keys.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A file with one secret, readable by its owner alone.
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /// The secret of a file.
    ///
    /// @throws KeyFileException if it cannot be read or is open to others
    public static String read(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new KeyFileException(
                        "The secret at %s is open to others; run: chmod 600 %s"
                                .formatted(file, file));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new KeyFileException("The secret at " + file + " cannot be read.", unreadable);
        }
    }
}
