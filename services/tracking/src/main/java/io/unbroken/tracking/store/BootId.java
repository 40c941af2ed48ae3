package io.unbroken.tracking.store;

import com.mongodb.client.MongoDatabase;
import java.util.UUID;
import org.bson.Document;

/// Asks the store which run of it answers.
///
/// A MongoDB server says so in each `hello`: the process id of its topology version is made anew at each start, and a replica set
/// answers with that of its primary. The embedded store has it in its status. A router of a sharded cluster speaks for itself, not for
/// the shards behind it: there, and with a store that says nothing, each start of ours is taken for one of the store's, and
/// the store must lose nothing that it acknowledged (MongoDB does not since 5.0, where a majority has each write).
final class BootId {

    /// By its old name, which each server knows, the embedded one too.
    private static final Document HELLO = new Document("isMaster", 1);

    private static final Document STATUS = new Document("serverStatus", 1);
    private static final String ROUTER = "isdbgrid";

    private final MongoDatabase database;
    private final String ownStart = "start-" + UUID.randomUUID();

    BootId(MongoDatabase database) {
        this.database = database;
    }

    String now() {
        Document hello = database.runCommand(HELLO);
        if (ROUTER.equals(hello.getString("msg"))) {
            return ownStart;
        }
        if (hello.get("topologyVersion") instanceof Document version) {
            return "process-" + version.get("processId");
        }
        return database.runCommand(STATUS).get("bootId") instanceof String id ? id : ownStart;
    }
}
