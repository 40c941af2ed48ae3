package io.unbroken.platform.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/// Runs the MongoDB-protocol store on loopback, its data in one file.
public final class StoreProcess {
    /// As MongoDB's server after a fatal failure.
    private static final int UNUSABLE = 14;

    private StoreProcess() {}

    /// Runs until it is told to stop.
    ///
    /// @param arguments the file, the port
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        // A compaction that was cut off leaves its work beside the file; the next line finishes or
        // discards it.
        MVStoreTool.compactCleanUp(file.toString());
        if (Files.exists(file)) {
            MVStoreTool.compact(file.toString(), false);
        }
        var server = new MongoServer(new CommittingBackend(open(file), StoreProcess::end));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::shutdownNow));
        server.bind("127.0.0.1", port);
    }

    /// At once, and without the shutdown's hooks: they would wait for the storage that failed.
    private static void end() {
        System.err.println(
                "The store's file cannot be written any more (is the disk full?); the process ends. Nothing that was acknowledged is lost.");
        Runtime.getRuntime().halt(UNUSABLE);
    }

    private static MVStore open(Path file) {
        var store =
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open();
        // A version that no reader can ask for any more is free at once: committing each write
        // would otherwise keep 45 s of them, and the
        // file would grow by hundreds of megabytes a minute.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        BsonDatabase.adopt(store);
        return store;
    }
}
