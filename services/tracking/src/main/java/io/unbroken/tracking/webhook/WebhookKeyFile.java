package io.unbroken.tracking.webhook;

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

/// The key from which the secrets of webhooks are computed: 32 bytes in hexadecimal, readable by its owner alone.
public final class WebhookKeyFile {

    private static final int BYTES = 32;

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private WebhookKeyFile() {}

    /// The key of the file, or a new one if there is no file.
    ///
    /// @throws KeyFileException if it cannot be read, is open to others, or holds no key
    public static byte[] loadOrCreate(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[BYTES];
                random.nextBytes(key);
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
                Files.writeString(file, HexFormat.of().formatHex(key), StandardOpenOption.SYNC);
                return key;
            }
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new KeyFileException(
                        "The webhooks' key at %s is open to others; run: chmod 600 %s"
                                .formatted(file, file));
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new KeyFileException(file + " holds no 32-byte key in hexadecimal.");
            }
            return key;
        } catch (IOException unreadable) {
            throw new KeyFileException(
                    "The webhooks' key at " + file + " cannot be read.", unreadable);
        } catch (IllegalArgumentException other) {
            throw new KeyFileException(file + " holds no 32-byte key in hexadecimal.", other);
        }
    }
}
