package io.unbroken.ledger.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is asked of a file system, step by step, so that a test can stop between any two steps.
public interface FileOperations {

    /// The disk of this machine.
    static FileOperations disk() {
        return new Disk();
    }

    /// The bytes of a file; empty if there is none.
    ///
    /// @throws TooLong if it has more than `most` bytes
    /// @throws IOException if it cannot be read
    Optional<byte[]> read(Path file, int most) throws IOException;

    /// Whether there is a file or directory of that name.
    boolean exists(Path path) throws IOException;

    /// The names in a directory, in any order; none if there is no such directory.
    List<String> names(Path directory) throws IOException;

    /// Creates a directory in one that exists. Does nothing if it is there.
    void createDirectory(Path directory) throws IOException;

    /// Creates or replaces a file's content. It may be lost, also in part, until [#force].
    void write(Path file, byte[] bytes) throws IOException;

    /// Returns when the file's content is on the disk.
    void force(Path file) throws IOException;

    /// Gives a file the other name, in one step, also if another file has it. It may be undone by a crash until [#forceDirectory].
    void move(Path from, Path to) throws IOException;

    /// Returns when the names in the directory are on the disk.
    void forceDirectory(Path directory) throws IOException;

    /// Deletes a file or an empty directory. Does nothing if there is none.
    void delete(Path path) throws IOException;
}
