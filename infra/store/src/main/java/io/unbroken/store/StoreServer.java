package io.unbroken.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/// The store, answering on loopback.
public final class StoreServer implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    private StoreServer(MVStore storage, Runnable unusable, int port) {
        BsonDatabase.adopt(storage);
        this.server = new MongoServer(new CommittingBackend(storage, unusable));
        server.bind("127.0.0.1", port);
        this.address = server.getLocalAddress();
    }

    /// One whose data is in a file.
    ///
    /// @param unusable ends the process: the file's storage has closed itself after a failure
    static StoreServer of(Path file, int port, Runnable unusable) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        // A compaction that was cut off leaves its work beside the file; the next line finishes or
        // discards it.
        MVStoreTool.compactCleanUp(file.toString());
        if (Files.exists(file)) {
            MVStoreTool.compact(file.toString(), false);
        }
        return new StoreServer(
                open(new MVStore.Builder().fileName(file.toString())), unusable, port);
    }

    /// One for a test, at a free port: it forgets everything when it is closed.
    public static StoreServer inMemory() {
        return new StoreServer(open(new MVStore.Builder()), () -> {}, 0);
    }

    /// Where clients find it.
    public String uri() {
        return "mongodb://" + address.getHostString() + ":" + address.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static MVStore open(MVStore.Builder builder) {
        var storage = builder.autoCommitDisabled().autoCommitBufferSize(0).open();
        // A version that no reader can ask for any more is free at once: committing each write
        // would otherwise keep 45 s of them, and the
        // file would grow by hundreds of megabytes a minute.
        storage.setRetentionTime(0);
        storage.setVersionsToKeep(0);
        return storage;
    }
}
