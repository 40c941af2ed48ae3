package io.unbroken.acceptance.sealing;

import static com.mongodb.client.model.Filters.eq;
import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.acceptance.tracking.StubIssuer;
import io.unbroken.acceptance.tracking.TrackingProcess;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.witness.WitnessRules;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.tracking.audit.AuditCommand;
import io.unbroken.witness.WitnessServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// In order: what is halted in the end seals no more.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SealingTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final PatientToken PATIENT = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final String DATABASE = "sealing";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Parties parties;
    private static StubIssuer issuer;
    private static WitnessServer witness;
    private static Cosigner cosigner;
    private static VerifierKey log;
    private static TrackingProcess tracking;
    private static int serial = 1;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        log =
                new NoteSigner(
                                TrackingProcess.LOG_ORIGIN,
                                SigningKeyFile.load(TrackingProcess.logKey(parties.trustRoot())))
                        .verifierKey();
        cosigner = new Cosigner("witness.example", SigningKey.generate(new SecureRandom()));
        Path memory = Files.createTempDirectory("witness-");
        witness =
                WitnessServer.start(
                        new WitnessRules(
                                cosigner,
                                List.of(log),
                                new DurableFiles(FileOperations.disk(), memory),
                                Clock.systemUTC()),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        tracking = process();
        tracking.awaitReady();
    }

    @AfterAll
    static void stop() {
        tracking.close();
        witness.close();
        issuer.close();
        parties.close();
    }

    private static TrackingProcess process() throws IOException {
        String at = "http://127.0.0.1:" + witness.address().getPort();
        return new TrackingProcess(
                PLATFORM,
                parties.trustRoot(),
                DATABASE,
                issuer,
                Map.of("UNBROKEN_LEDGER_WITNESSES", at + " " + cosigner.verifierKey()));
    }

    @Test
    @Order(1)
    void events_are_sealed_within_seconds_also_after_kills_of_tracking_and_broker()
            throws Exception {
        var journeys = new ArrayList<CoiId>();
        for (int i = 0; i < 20; i++) {
            journeys.add(enrolled());
        }
        awaitSealed(journeys);

        for (int round = 0; round < 3; round++) {
            tracking.kill();
            journeys.add(enrolled());
            tracking = process();
            journeys.add(enrolled());
            tracking.awaitReady();
            PLATFORM.killBroker();
            PLATFORM.restartBroker();
            journeys.add(enrolled());
        }
        awaitSealed(journeys);

        var published = PublishedCheckpoints.verified(PLATFORM.brokers(), log);
        assertThat(published.seals().size()).isGreaterThan(1);
        assertThat(cosigner.verifierKey().cosigned(published.notes().getLast())).isPresent();
        JsonNode items = tracking.json("/api/journeys?limit=200").path("items");
        items.forEach(item -> assertThat(item.path("sealed").asBoolean()).isTrue());
    }

    @Test
    @Order(2)
    void the_ledger_is_open_to_all_and_its_tiles_give_the_checkpoints_root() throws Exception {
        HttpResponse<byte[]> answer = open("/ledger/checkpoint");
        Note note = Note.parse(answer.body());
        Checkpoint checkpoint = Checkpoint.parse(note.text());

        assertThat(log.standing(note)).isEqualTo(VerifierKey.Standing.VALID);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("text/plain;charset=UTF-8");
        assertThat(new String(open("/ledger/key").body(), StandardCharsets.UTF_8))
                .isEqualTo(log + "\n");
        HttpResponse<byte[]> tile = open("/ledger/tile/0/000.p/" + checkpoint.size());
        assertThat(root(tile.body())).isEqualTo(checkpoint.root());
        assertThat(open("/ledger/tile/entries/000.p/" + checkpoint.size()).statusCode())
                .isEqualTo(200);
        int keys = sealedKeys();
        assertThat(keys).isPositive();
        assertThat(open("/ledger/keys.v1/0/tile/0/000.p/" + keys).statusCode()).isEqualTo(200);
        for (String outside :
                List.of(
                        "/ledger/signer.txt",
                        "/ledger/tile/../signer.txt",
                        "/ledger/tile/%2e%2e/signer.txt",
                        "/ledger/keys.v1/0/tile/..%2f..%2f..%2fsigner.txt",
                        "/ledger/../ledger/lock",
                        "/ledger/keys.v1/../tile/0/000",
                        "/ledger/tile/0/999")) {
            assertThat(open(outside).statusCode()).as(outside).isBetween(400, 404);
        }
    }

    @Test
    @Order(3)
    void an_audit_finds_nothing_until_somebody_edits_the_store_and_then_names_the_document()
            throws Exception {
        CoiId coi = enrolled();
        awaitSealed(List.of(coi));
        assertThat(audit()).startsWith("all is as it was sealed");

        try (MongoClient client = MongoClients.create(PLATFORM.mongoUri())) {
            MongoCollection<Document> journeys =
                    client.getDatabase(DATABASE).getCollection("journeys");
            Document kept = Objects.requireNonNull(journeys.find(eq("_id", coi.value())).first());
            Document record =
                    kept.getList("inbox", Document.class).getFirst().get("record", Document.class);

            var history = new Document(kept);
            history.put("history", new Binary("{}".getBytes(StandardCharsets.UTF_8)));
            journeys.replaceOne(eq("_id", coi.value()), history);
            assertThat(audit())
                    .contains(
                            "journey " + coi + ": changed: its history is not what its events give")
                    .contains("1 flaws");

            record.put("time", Date.from(START));
            journeys.replaceOne(eq("_id", coi.value()), kept);
            assertThat(audit()).contains("journey " + coi + ": changed: it keeps another record");

            journeys.deleteOne(eq("_id", coi.value()));
            assertThat(audit())
                    .contains("journey " + coi + ": missing: the log has 1 events of it");
        }
    }

    private static String audit() throws IOException {
        var out = new ByteArrayOutputStream();
        new AuditCommand(
                        Map.of(
                                "UNBROKEN_KAFKA",
                                PLATFORM.bootstrapServers(),
                                "UNBROKEN_KAFKA_SETTINGS",
                                PLATFORM.brokerSettings("tracking"),
                                "UNBROKEN_REGISTRY",
                                PLATFORM.registryUrl(),
                                "UNBROKEN_MONGODB",
                                PLATFORM.mongoUri() + "/" + DATABASE,
                                "UNBROKEN_TRUST_ROOT",
                                parties.trustRoot().toString(),
                                "UNBROKEN_LEDGER_DIRECTORY",
                                TrackingProcess.ledger(parties.trustRoot()).toString(),
                                "UNBROKEN_LEDGER_KEY",
                                log.toString()),
                        InstantSource.system())
                .run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(4)
    void a_frontier_edited_by_hand_halts_sealing_for_good_with_an_alarm() throws Exception {
        CoiId before = enrolled();
        awaitSealed(List.of(before));

        editFrontier();

        Await.until("the sealer halts", SealingTest::halted);
        long size = PublishedCheckpoints.verified(PLATFORM.brokers(), log).seals().size();
        CoiId after = enrolled();
        Await.until("it is recorded", () -> !seals(after).isEmpty());
        tracking.kill();
        tracking = process();
        tracking.awaitReady();
        Await.until("it stays halted", SealingTest::halted);
        assertThat(seals(after)).containsOnly("RECEIVED");
        Path why = TrackingProcess.ledger(parties.trustRoot()).resolve("halted");
        assertThat(why).content().contains("the recorder's tree of the first");
        Files.delete(why);
        Await.until("it halts again, as nothing was mended", () -> Files.exists(why));
        assertThat(PublishedCheckpoints.verified(PLATFORM.brokers(), log).seals().size())
                .isEqualTo(size);
    }

    private static CoiId enrolled() throws Exception {
        CoiId coi = CoiId.issue("A9999", 2026, serial++);
        parties.say(COLLECTION, Parties.event(coi, START, new PatientEnrolled(PATIENT, "v3")));
        return coi;
    }

    private static void awaitSealed(List<CoiId> journeys) throws Exception {
        Await.until(
                "all is sealed",
                () -> {
                    for (CoiId coi : journeys) {
                        List<String> seals = seals(coi);
                        if (seals.isEmpty() || !seals.stream().allMatch("SEALED"::equals)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static List<String> seals(CoiId coi) throws Exception {
        var seals = new ArrayList<String>();
        tracking.json("/api/journeys/" + coi)
                .path("log")
                .forEach(entry -> seals.add(entry.path("seal").path("state").asString()));
        return seals;
    }

    private static boolean halted() throws Exception {
        JsonNode health = new JsonMapper().readTree(open("/actuator/health").body());
        String metrics = new String(open("/actuator/prometheus").body(), StandardCharsets.UTF_8);
        return health.at("/components/sealer/status").asString("").equals("DOWN")
                && metrics.contains("unbroken_sealer_halted 1.0");
    }

    private static int sealedKeys() {
        var seals = PublishedCheckpoints.verified(PLATFORM.brokers(), log).seals();
        int size = 0;
        while (seals.checkpoint(new TreeName("keys.v1", 0), size).isPresent()) {
            size++;
        }
        return size;
    }

    private static void editFrontier() {
        try (var client = MongoClients.create(PLATFORM.mongoUri())) {
            var progress = client.getDatabase(DATABASE).getCollection("progress");
            Document found = Objects.requireNonNull(progress.find(Filters.gt("next", 0L)).first());
            byte[] frontier = found.get("frontier", Binary.class).getData().clone();
            frontier[frontier.length - 1] ^= 1;
            progress.updateOne(
                    Filters.eq("_id", found.getString("_id")),
                    Updates.set("frontier", new Binary(frontier)));
        }
    }

    private static Hash root(byte[] tile) {
        var leaves = new ArrayList<Hash>();
        for (int at = 0; at < tile.length; at += Hash.BYTES) {
            leaves.add(Hash.of(Arrays.copyOfRange(tile, at, at + Hash.BYTES)));
        }
        return Frontier.EMPTY.appendAll(leaves).root();
    }

    private static HttpResponse<byte[]> open(String path) throws Exception {
        URI here = tracking.uri("/");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(here.toString().replaceAll("/$", "") + path))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
