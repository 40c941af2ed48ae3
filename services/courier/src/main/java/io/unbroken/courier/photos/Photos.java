package io.unbroken.courier.photos;

import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.KeptPhotos;
import io.unbroken.custody.event.Fact.Photo;
import io.unbroken.custody.identity.PhotoHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Photos in files that are named by their content. One is there whole or not at all, whenever the machine stops: it is written beside
/// its place, forced onto the disk, and moved there.
final class Photos implements KeptPhotos {

    static final String JPEG = "image/jpeg";

    private static final byte[] BEGINS = HexFormat.of().parseHex("ffd8ff");
    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final long spare;
    private final Names names;

    private Photos(Path directory, long spare, Names names) {
        this.directory = directory;
        this.spare = spare;
        this.names = names;
    }

    /// The photos of a directory, without what was left half written there.
    ///
    /// @param spare the bytes that stay free on its disk
    static Photos in(Path directory, long spare) {
        return in(directory, spare, Photos::force);
    }

    static Photos in(Path directory, long spare, Names names) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> left =
                    Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
                for (Path unfinished : left) {
                    Files.delete(unfinished);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "expected a directory for photos that can be written", failed);
        }
        return new Photos(directory, spare, names);
    }

    /// Keeps a photo for good. When this has returned, no crash loses it; keeping it again changes nothing.
    ///
    /// @throws BadInput if it is no photo that is taken here, or there is no room
    void keep(PhotoHash sha256, byte[] bytes) {
        require(sha256, bytes);
        try {
            if (find(sha256).isEmpty()) {
                place(sha256, bytes);
            }
            // Also if it was there: who put it there may not have come, or not yet come, to this.
            names.force(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void place(PhotoHash sha256, byte[] bytes) throws IOException {
        if (Files.getFileStore(directory).getUsableSpace() < spare + bytes.length) {
            throw BadInput.full("There is no room left for photos.");
        }
        Path unfinished = Files.createTempFile(directory, sha256.value(), UNFINISHED);
        try {
            write(unfinished, bytes);
            Files.move(unfinished, file(sha256), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void require(PhotoHash sha256, byte[] bytes) {
        if (bytes.length < BEGINS.length
                || !Arrays.equals(bytes, 0, BEGINS.length, BEGINS, 0, BEGINS.length)) {
            throw BadInput.media("Expected a JPEG picture, found something else.");
        }
        if (!sha256.equals(hash(bytes))) {
            throw BadInput.body(
                    "Expected the bytes whose SHA-256 is in the address, found others.");
        }
    }

    /// A photo's bytes. One that a disk has spoilt is not there; it can be sent again.
    Optional<byte[]> find(PhotoHash sha256) {
        try {
            return Optional.of(Files.readAllBytes(file(sha256)))
                    .filter(bytes -> sha256.equals(hash(bytes)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public boolean has(Photo photo) {
        return photo.mediaType().equals(JPEG)
                && find(photo.sha256()).filter(bytes -> bytes.length == photo.bytes()).isPresent();
    }

    private Path file(PhotoHash sha256) {
        return directory.resolve(sha256.value() + ".jpg");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /// A new name is on the disk when its directory is.
    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static PhotoHash hash(byte[] bytes) {
        try {
            return new PhotoHash(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new LinkageError("every JDK has SHA-256", impossible);
        }
    }

    /// Puts the names of a directory onto the disk.
    @FunctionalInterface
    interface Names {
        void force(Path directory) throws IOException;
    }
}
