package io.unbroken.tracking.audit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.authentication.KnownKeys;
import io.unbroken.tracking.authentication.LogAuthenticator;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.log.LogRecords;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Recorder;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.MongoStore;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;

/// A few journeys and some rubbish: said by real keys, sealed as the sealer seals, and recorded by the real recorder through the real
/// gateway into a real store.
final class AuditedWorld {

    private static final Instant NOW = Instant.parse("2026-03-05T08:00:00Z");
    private static final int JOURNEYS = 3;
    private static final int STRANGER = 50;

    private final World world = new World();
    private final SplittableRandom random;
    private final Map<Path, byte[]> files = new TreeMap<>();
    private final DurableFiles ledger = new DurableFiles(new MemoryFiles(files), MemoryFiles.ROOT);
    private final List<LogRecord> checkpoints = new ArrayList<>();

    private AuditedWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// A world with some checkpoints.
    static Snapshot small(long seed) {
        var world = new AuditedWorld(seed);
        world.tell(seed);
        return world.snapshot();
    }

    /// A world of which trees are more than one tile wide.
    static Snapshot wide(long seed) {
        var world = new AuditedWorld(seed);
        world.tell(seed);
        for (int i = 0; i < 300; i++) {
            world.rubbish(TopicCatalogue.TELEMETRY.name(), "rubbish " + i);
            if (i % 100 != 0) {
                world.seal();
            }
        }
        world.seal();
        return world.snapshot();
    }

    private void tell(long seed) {
        seal();
        var stranger = new World(new World.Keys(1, 2, 3, STRANGER));
        for (int number = 1; number <= JOURNEYS; number++) {
            var journey = new Journey(world, number, seed);
            journey.tell(random.nextInt(8, 18));
            if (random.nextBoolean()) {
                seal();
            }
            // Of a party whose key nobody has registered yet.
            new Journey(stranger, number, seed).tell(1);
        }
        stranger.log().records(TopicCatalogue.events(PartyKind.COLLECTION).name()).stream()
                .forEach(this::append);
        rubbish(TopicCatalogue.events(PartyKind.COURIER).name(), "rubbish");
        seal();
        rubbish(TopicCatalogue.TELEMETRY.name(), "rubbish");
        seal();
    }

    private void rubbish(String topic, String text) {
        append(
                new StoredRecord(
                        List.of(),
                        Optional.of(base64("stranger")),
                        0,
                        0,
                        List.of(),
                        NOW.toEpochMilli(),
                        topic,
                        Optional.of(base64(text))));
    }

    // Where it is put, at the end of its partition.
    private void append(StoredRecord record) {
        long end =
                world.log().records(record.topic()).stream()
                        .filter(each -> each.partition() == record.partition())
                        .count();
        world.log()
                .append(
                        new StoredRecord(
                                record.headers(),
                                record.key(),
                                end,
                                record.partition(),
                                record.proof(),
                                record.time(),
                                record.topic(),
                                record.value()));
    }

    // As the sealer does it.
    private void seal() {
        SealedLog sealed = world.log().seal();
        long size = sealed.master().size();
        Set<TreeName> names = new TreeSet<>();
        sealed.entry(size - 1).heads().forEach(head -> names.add(head.tree()));
        for (TreeName name : names) {
            Tree tree = sealed.tree(name).orElseThrow().tree();
            TileWriter tiles = TileWriter.open(ledger.below(name.toString()));
            List<Hash> leaves = new ArrayList<>();
            for (long i = tiles.size(); i < tree.size(); i++) {
                leaves.add(tree.hashes().subtree(0, i));
            }
            tiles.append(tiles.size(), leaves);
        }
        EntryLog master = EntryLog.open(ledger.below("master"));
        if (master.size() == size) {
            return;
        }
        master.append(sealed.entry(size - 1).bytes());
        // Of the signatures the audit knows the log's alone.
        var note = new Note(sealed.note().text(), List.of(sealed.note().signatures().getFirst()));
        checkpoints.add(
                new LogRecord(
                        new LogPosition(Snapshot.CHECKPOINTS, checkpoints.size()),
                        NOW,
                        Optional.of(bytes(World.ORIGIN)),
                        Optional.of(Bytes.of(note.bytes())),
                        List.of(
                                new LogHeader(
                                        Seals.HEADS_HEADER,
                                        Optional.of(Bytes.of(sealed.entry(size - 1).bytes()))),
                                new LogHeader(
                                        Seals.PROOF_HEADER,
                                        Optional.of(
                                                bytes(
                                                        HashLines.format(
                                                                sealed.master()
                                                                        .inclusion(size - 1)
                                                                        .path())))))));
        ledger.replace(LedgerAudit.CHECKPOINT, note.bytes());
    }

    private Snapshot snapshot() {
        Map<LogPartition, List<LogRecord>> log = log();
        Authenticator authenticator = authenticator();
        Map<String, Map<String, Document>> documents = recorded(log, authenticator);
        log.put(Snapshot.CHECKPOINTS, List.copyOf(checkpoints));
        return new Snapshot(log, files, documents, authenticator, world.trust().logs().getFirst());
    }

    private Map<LogPartition, List<LogRecord>> log() {
        var log = new TreeMap<LogPartition, List<LogRecord>>();
        TopicCatalogue.sealed().stream()
                .flatMap(topic -> world.log().records(topic.name()).stream())
                .map(LogRecords::of)
                .forEach(record ->
                        log.computeIfAbsent(record.position().partition(), _ -> new ArrayList<>())
                                .add(record));
        return log;
    }

    private Authenticator authenticator() {
        var keys =
                KnownKeys.of(
                        new RegistrationReader(world.schemas(), world.trust().root()),
                        world.log().records(TopicCatalogue.KEYS.name()).stream()
                                .map(LogRecords::wire)
                                .toList());
        return new RememberingAuthenticator(
                new LogAuthenticator(
                        keys,
                        KnownKeys.profiles(
                                keys,
                                new ProfileReader(world.schemas()),
                                world.log().records(TopicCatalogue.PROFILES.name()).stream()
                                        .map(LogRecords::wire)
                                        .toList()),
                        new EventReader(world.schemas()),
                        new TelemetryReader(world.schemas())));
    }

    private Map<String, Map<String, Document>> recorded(
            Map<LogPartition, List<LogRecord>> log, Authenticator authenticator) {
        var recordedTopics = new TreeMap<>(log);
        recordedTopics
                .keySet()
                .removeIf(each ->
                        TopicCatalogue.statements().stream()
                                .anyMatch(topic -> topic.name().equals(each.topic())));
        try (var server = StoreServer.inMemory();
                MongoClient client = MongoClients.create(server.uri())) {
            MongoDatabase database = client.getDatabase("tracking");
            var recorder =
                    new Recorder(
                            new WholeLogReader(recordedTopics),
                            new MongoStore(database),
                            authenticator,
                            new HistoryModel(),
                            _ -> {},
                            new Deaf(),
                            InstantSource.fixed(NOW),
                            TopicCatalogue.TELEMETRY.name());
            while (!(recorder.step() instanceof Recorder.Step.Idle)) {
                // One batch after the other.
            }
            var documents = new HashMap<String, Map<String, Document>>();
            for (String name : database.listCollectionNames()) {
                var all = new LinkedHashMap<String, Document>();
                database.getCollection(name)
                        .find()
                        .forEach(document -> all.put(document.getString("_id"), document));
                documents.put(name, all);
            }
            return documents;
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
