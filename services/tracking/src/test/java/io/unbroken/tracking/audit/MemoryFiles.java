package io.unbroken.tracking.audit;

import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.files.TooLong;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A disk in memory that never loses anything. A directory is there while a file is in it.
record MemoryFiles(Map<Path, byte[]> files) implements FileOperations {

    static final Path ROOT = Path.of("/ledger");

    @Override
    public Optional<byte[]> read(Path file, int most) {
        byte[] bytes = files.get(file);
        if (bytes != null && bytes.length > most) {
            throw new TooLong(file, most);
        }
        return Optional.ofNullable(bytes);
    }

    @Override
    public boolean exists(Path path) {
        return path.getNameCount() <= 1
                || files.containsKey(path)
                || files.keySet().stream().anyMatch(file -> file.startsWith(path));
    }

    @Override
    public List<String> names(Path directory) {
        return files.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .map(file -> Objects.requireNonNull(file.getFileName()).toString())
                .toList();
    }

    @Override
    public void createDirectory(Path directory) {}

    @Override
    public void write(Path file, byte[] bytes) {
        files.put(file, bytes);
    }

    @Override
    public void force(Path file) {}

    @Override
    public void move(Path from, Path to) throws IOException {
        byte[] bytes = files.remove(from);
        if (bytes == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, bytes);
    }

    @Override
    public void forceDirectory(Path directory) {}

    @Override
    public void delete(Path path) {
        files.remove(path);
    }
}
