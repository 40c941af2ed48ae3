package io.unbroken.tracking.sealer;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import java.nio.file.Path;

/// The directory in which a ledger is kept: a directory of tiles for each tree, and the signer's state.
///
/// @param operations the file system
/// @param root the directory, which is there
record LedgerDirectory(FileOperations operations, Path root) {

    /// The files of the directory itself.
    DurableFiles files() {
        return new DurableFiles(operations, root);
    }

    /// The files of one tree, whose directory is made if it is not there.
    DurableFiles tree(String name) {
        DurableFiles files = files().below(name);
        files.createFrom(root);
        return files;
    }
}
