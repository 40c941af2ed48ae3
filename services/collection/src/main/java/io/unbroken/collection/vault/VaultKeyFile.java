package io.unbroken.collection.vault;

import io.unbroken.schemas.keys.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// The key that wraps the patients' keys: 32 bytes in hexadecimal, readable by its owner alone.
final class VaultKeyFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private VaultKeyFile() {}

    /// The key of the file, or a new one if there is no file.
    static byte[] loadOrCreate(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[Sealer.KEY_BYTES];
                random.nextBytes(key);
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
                Files.writeString(file, HexFormat.of().formatHex(key), StandardOpenOption.SYNC);
                return key;
            }
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new KeyFileException(
                        "The vault's key at %s is open to others; run: chmod 600 %s"
                                .formatted(file, file));
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != Sealer.KEY_BYTES) {
                throw new KeyFileException(file + " holds no 32-byte key in hexadecimal.");
            }
            return key;
        } catch (IOException unreadable) {
            throw new KeyFileException(
                    "The vault's key at " + file + " cannot be read.", unreadable);
        } catch (IllegalArgumentException other) {
            throw new KeyFileException(file + " holds no 32-byte key in hexadecimal.", other);
        }
    }
}
