package io.unbroken.ledger.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Files below one directory that are replaced as a whole: after a crash at any moment each has its old content or its new one.
public final class DurableFiles {

    private static final String TEMPORARY = ".tmp";

    private final FileOperations operations;
    private final Path root;
    private final Set<Path> settled;

    /// @param root the directory, of which the parent exists
    public DurableFiles(FileOperations operations, Path root) {
        this(operations, root, ConcurrentHashMap.newKeySet());
    }

    private DurableFiles(FileOperations operations, Path root, Set<Path> settled) {
        this.operations = operations;
        this.root = root;
        this.settled = settled;
    }

    /// The same disk, a directory further down.
    public DurableFiles below(String path) {
        return new DurableFiles(operations, root.resolve(path), settled);
    }

    /// Creates the directory itself and what leads to it from `ancestor`, which exists.
    public void createFrom(Path ancestor) {
        attempt(() -> settleDirectories(ancestor, root));
    }

    /// A file's bytes; empty if there is none.
    ///
    /// @throws TooLong if it has more than `most` bytes
    /// @throws UncheckedIOException if it cannot be read
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
            settleDirectories(root, directory);
            Path temporary = directory.resolve(file.getFileName() + TEMPORARY);
            operations.write(temporary, bytes);
            operations.force(temporary);
            operations.move(temporary, file);
            operations.forceDirectory(directory);
        });
    }

    /// Sees to it that a file that is there is there for good, under its name, with the directories that lead to it. A process that
    /// was killed may have left it where only a power cut does not find it.
    public void settle(String path) {
        attempt(() -> {
            Path directory = parent(root.resolve(path));
            if (operations.exists(root.resolve(path))) {
                settleDirectories(root, directory);
                operations.forceDirectory(directory);
            }
        });
    }

    /// Deletes a directory that holds files only. A crash may leave it, or some of them.
    public void deleteDirectory(String path) {
        attempt(() -> {
            Path directory = root.resolve(path);
            settled.remove(directory);
            for (String name : operations.names(directory)) {
                operations.delete(directory.resolve(name));
            }
            operations.delete(directory);
        });
    }

    // Each directory's name is on the disk before anything is put into it. One that is there may be
    // from a process that was
    // killed before it saw to that.
    private void settleDirectories(Path existing, Path directory) throws IOException {
        if (settled.contains(directory)) {
            return;
        }
        if (directory.equals(existing)) {
            if (directory.equals(root) && !operations.exists(root)) {
                operations.createDirectory(root);
                operations.forceDirectory(parent(root));
            }
            return;
        }
        settleDirectories(existing, parent(directory));
        if (!operations.exists(directory)) {
            operations.createDirectory(directory);
        }
        operations.forceDirectory(parent(directory));
        settled.add(directory);
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
