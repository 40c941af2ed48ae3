package io.unbroken.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The directory in which a platform keeps all its data, held by one run at a time.
public final class DataDirectory implements AutoCloseable {
    /// Kafka's segments and indexes are allocated ahead; with less than this the first minutes already fail.
    private static final long LEAST_BYTES = 512L * 1024 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens the directory, made if it is not there, and locks it.
    ///
    /// @throws PlatformException if another run holds it, it cannot be written, or the disk is full
    public static DataDirectory open(Path path) {
        var file = lockFile(path);
        try {
            Files.createDirectories(path);
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new PlatformException(
                        "the data directory "
                                + path
                                + " is in use by another run"
                                + holder(file)
                                + ". Stop that one, or name another by --data");
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
            refuseFullDisk(path);
            return new DataDirectory(path, channel, lock);
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot write to the data directory " + path + ": " + failure.getMessage(),
                    failure);
        }
    }

    /// Deletes all data of a directory that this program made.
    ///
    /// @throws PlatformException if the directory holds other things, or is in use
    public static void erase(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.exists(lockFile(path))) {
            throw new PlatformException(
                    path + " was not made by unbroken, so --fresh does not delete it");
        }
        open(path).close();
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot delete " + path + ": " + failure.getMessage(), failure);
        }
    }

    /// A file or directory inside.
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// A part's log.
    public Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    /// The directory of secrets, which only its owner may enter.
    public Path keys() {
        var keys = path.resolve("keys");
        try {
            if (!Files.exists(keys)) {
                Files.createDirectory(
                        keys,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            return keys;
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot make " + keys + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot release " + path + ": " + failure.getMessage(), failure);
        }
    }

    private static Path lockFile(Path path) {
        return path.resolve("unbroken.lock");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String holder(Path file) throws IOException {
        var pid = Files.readString(file).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static void refuseFullDisk(Path path) throws IOException {
        var free = Files.getFileStore(path).getUsableSpace();
        if (free < LEAST_BYTES) {
            throw new PlatformException(
                    "the disk of %s has %d MB free; at least %d MB are needed. Make room, or name another directory by --data"
                            .formatted(path, free / 1024 / 1024, LEAST_BYTES / 1024 / 1024));
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
