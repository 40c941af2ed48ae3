package io.unbroken.schemas.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A small file with a secret that nobody but its owner may read.
public final class SecretFile {

    private static final long LARGEST = 4096;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /// Reads the file.
    ///
    /// @param what it holds, for the message
    /// @throws KeyFileException if it is missing, too large, or open to others
    public static String read(Path file, String what) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(permissions)) {
                throw new KeyFileException(
                        "The %s at %s is open to others (%s); run: chmod 600 %s"
                                .formatted(
                                        what,
                                        file,
                                        PosixFilePermissions.toString(permissions),
                                        file));
            }
            if (Files.size(file) > LARGEST) {
                throw new KeyFileException(file + " is no key file: it is too large.");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new KeyFileException("There is no %s at %s.".formatted(what, file), e);
        } catch (IOException e) {
            throw new KeyFileException("The %s at %s cannot be read.".formatted(what, file), e);
        }
    }
}
