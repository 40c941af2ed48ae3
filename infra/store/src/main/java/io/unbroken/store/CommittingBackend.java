package io.unbroken.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/// A store that answers a write only when the file has it.
///
/// As it comes, H2's storage commits about once a second and in the middle of commands: killing it loses acknowledged writes and leaves
/// indexes without their documents. Here each write command runs alone and is committed as a whole before it is answered, and nothing else
/// commits.
///
/// Its updates change documents where they lie, and its answers are such documents, written to the network later: an answer could show what
/// another command did since (one serial number given twice), or half of it. Here answers are copies, made while nobody writes.
///
/// A write that fails (the disk is full) closes H2's storage for good, also for reading, while the process would go on to answer every
/// command with an error. Here the process ends as MongoDB's does, and the next one goes on from the last commit.
final class CommittingBackend extends H2Backend {
    /// Commands that change nothing. What is not listed is treated as a write: slower, never wrong.
    private static final Set<String> READS =
            Set.of(
                    "buildinfo",
                    "collstats",
                    "connectionstatus",
                    "count",
                    "dbstats",
                    "distinct",
                    "endsessions",
                    "find",
                    "getlasterror",
                    "getmore",
                    "getparameter",
                    "hello",
                    "hostinfo",
                    "ismaster",
                    "killcursors",
                    "listcollections",
                    "listdatabases",
                    "listindexes",
                    "ping",
                    "serverstatus",
                    "validate",
                    "whatsmyuri");

    /// By this a client knows that the store has restarted since it asked last.
    private final String bootId = UUID.randomUUID().toString();

    /// Fair: a reader waits for the commands before it and no others. Writers that come again and again would otherwise pass it by
    /// for longer than a client waits, and a machine that is short of processors wakes it late each time.
    private final ReentrantReadWriteLock access = new ReentrantReadWriteLock(true);

    private final Runnable unusable;

    /// @param unusable ends the process: the file's storage has closed itself after a failure
    CommittingBackend(MVStore file, Runnable unusable) {
        super(file);
        this.unusable = unusable;
    }

    @Override
    public Document getServerStatus() {
        return super.getServerStatus().append("bootId", bootId);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new BsonDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        if (access.isWriteLockedByCurrentThread() || access.getReadHoldCount() > 0) {
            // Of the message below, which is copied and committed there.
            return super.handleCommand(channel, database, command, query);
        }
        return durably(
                command,
                () -> super.handleCommand(channel, database, command, query).cloneDeeply());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var names = message.getDocument().keySet();
        var command = names.isEmpty() ? "" : names.iterator().next();
        return durably(command, () -> super.handleMessage(message).cloneDeeply());
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return durably("find", () -> copy(super.handleQuery(query)));
    }

    private <T> T durably(String command, Supplier<T> work) {
        if (READS.contains(command.toLowerCase(Locale.ROOT))) {
            access.readLock().lock();
            try {
                return work.get();
            } finally {
                access.readLock().unlock();
            }
        }
        access.writeLock().lock();
        try {
            return work.get();
        } finally {
            // Also after a failure: a bulk may have stored its first half and says so.
            commitOrEnd();
            access.writeLock().unlock();
        }
    }

    private void commitOrEnd() {
        try {
            commit();
        } finally {
            if (getMvStore().isClosed()) {
                unusable.run();
            }
        }
    }

    private static QueryResult copy(QueryResult result) {
        var documents = result.collectDocuments().stream().map(Document::cloneDeeply).toList();
        return new QueryResult(documents, result.getCursorId());
    }
}
