package io.unbroken.ledger.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Files below one directory that are replaced as a whole: after a crash at any moment each has its old content or its new one.
public final class DurableFiles {

    private static final String TEMPORARY = ".tmp";

    private final FileOperations operations;
    private final Path root;

    /// @param root the directory, of which the parent exists
    public DurableFiles(FileOperations operations, Path root) {
        this.operations = operations;
        this.root = root;
    }

    /// The same disk, a directory further down.
    public DurableFiles below(String path) {
        return new DurableFiles(operations, root.resolve(path));
    }

    /// Creates the directory itself and what leads to it from `ancestor`, which exists.
    public void createFrom(Path ancestor) {
        attempt(() -> createDirectories(ancestor, root));
    }

    /// A file's bytes; empty if there is none.
    ///
    /// @throws UncheckedIOException if it has more than `most` bytes, or cannot be read
    public Optional<byte[]> read(String path, int most) {
        return attempt(() -> operations.read(root.resolve(path), most));
    }

    /// Whether there is such a file or directory.
    public boolean exists(String path) {
        return attempt(() -> operations.exists(root.resolve(path)));
    }

    /// The names in a directory, in any order; none if there is no such directory.
    public List<String> names(String directory) {
        return attempt(() -> operations.names(root.resolve(directory)));
    }

    /// Creates or replaces a file. On return it is on the disk, under its name, with the directories that lead to it.
    ///
    /// @throws UncheckedIOException if that failed; the file then has its old content or its new one
    public void replace(String path, byte[] bytes) {
        attempt(() -> {
            Path file = root.resolve(path);
            Path directory = parent(file);
            createDirectories(root, directory);
            Path temporary = directory.resolve(file.getFileName() + TEMPORARY);
            operations.write(temporary, bytes);
            operations.force(temporary);
            operations.move(temporary, file);
            operations.forceDirectory(directory);
        });
    }

    /// Deletes a directory that holds files only. A crash may leave it, or some of them.
    public void deleteDirectory(String path) {
        attempt(() -> {
            Path directory = root.resolve(path);
            for (String name : operations.names(directory)) {
                operations.delete(directory.resolve(name));
            }
            operations.delete(directory);
        });
    }

    // Each new directory's name is on the disk before anything is put into it.
    private void createDirectories(Path existing, Path directory) throws IOException {
        if (directory.equals(existing)) {
            if (directory.equals(root) && !operations.exists(root)) {
                operations.createDirectory(root);
                operations.forceDirectory(parent(root));
            }
            return;
        }
        if (operations.exists(directory)) {
            return;
        }
        createDirectories(existing, parent(directory));
        operations.createDirectory(directory);
        operations.forceDirectory(parent(directory));
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("expected a path inside a directory, found " + path);
        }
        return parent;
    }

    private void attempt(Action action) {
        attempt(() -> {
            action.run();
            return true;
        });
    }

    private <T> T attempt(Operation<T> operation) {
        try {
            return operation.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    private interface Action {
        void run() throws IOException;
    }
}
