package io.unbroken.tracking.sealer;

import io.unbroken.ledger.files.FileOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A disk on which some files and names are not forced.
///
/// @param disk the real one
/// @param unforced which
record ForgetfulDisk(FileOperations disk, Predicate<Path> unforced) implements FileOperations {

    @Override
    public Optional<byte[]> read(Path file, int most) throws IOException {
        return disk.read(file, most);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return disk.exists(path);
    }

    @Override
    public List<String> names(Path directory) throws IOException {
        return disk.names(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        disk.write(file, bytes);
    }

    @Override
    public void force(Path file) throws IOException {
        if (!unforced.test(file)) {
            disk.force(file);
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        disk.move(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!unforced.test(directory)) {
            disk.forceDirectory(directory);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }
}
