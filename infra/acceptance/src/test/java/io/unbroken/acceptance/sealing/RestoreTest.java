package io.unbroken.acceptance.sealing;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.acceptance.tracking.StubIssuer;
import io.unbroken.acceptance.tracking.TrackingProcess;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.tracking.audit.AuditCommand;
import io.unbroken.tracking.rebuild.RebuildCommand;
import io.unbroken.tracking.sealer.RestoreTilesCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was lost beside the log is made again from it, on the real parts. In order: each drill begins with what the one before has left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RestoreTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final PatientToken PATIENT = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final String DATABASE = "restored";

    private static final List<CoiId> JOURNEYS = new ArrayList<>();

    private static Parties parties;
    private static StubIssuer issuer;
    private static VerifierKey log;
    private static TrackingProcess tracking;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        log =
                new NoteSigner(
                                TrackingProcess.LOG_ORIGIN,
                                SigningKeyFile.load(TrackingProcess.logKey(parties.trustRoot())))
                        .verifierKey();
        tracking = startedTracking();
        enroll(20);
        awaitSealed();
    }

    @AfterAll
    static void stop() {
        tracking.close();
        issuer.close();
        parties.close();
    }

    @Test
    @Order(1)
    void the_store_is_lost_under_way_and_gives_the_same_histories_again() throws Exception {
        Map<CoiId, String> before = histories();

        try (MongoClient client = MongoClients.create(PLATFORM.mongoUri())) {
            client.getDatabase(DATABASE).drop();
        }
        String said = store(0);

        assertThat(said).contains("records of", "are sealed", "is in force: 20 journeys");
        assertThat(histories()).isEqualTo(before);
        enroll(1);
        awaitSealed();
        assertThat(audit()).startsWith("all is as it was sealed");
    }

    @Test
    @Order(2)
    void tiles_are_damaged_and_made_again_and_the_signers_state_is_kept() throws Exception {
        long size = published();
        tracking.kill();
        byte[] signer = Files.readAllBytes(directory().resolve("signer.txt"));
        List<Path> tiles = tiles();
        Files.delete(tiles.getFirst());
        Files.write(tiles.getLast(), new byte[] {1, 2, 3});

        String said = tiles(0);

        assertThat(said)
                .contains("the signer's state is what it was", "what was there before is in");
        assertThat(Files.readAllBytes(directory().resolve("signer.txt"))).isEqualTo(signer);
        tracking = startedTracking();
        enroll(1);
        awaitSealed();
        assertThat(published()).isGreaterThan(size);
        assertThat(audit()).startsWith("all is as it was sealed");
    }

    @Test
    @Order(3)
    void the_whole_ledger_is_lost_under_way_and_goes_on_from_the_last_published_checkpoint()
            throws Exception {
        long size = published();
        delete(directory());
        enroll(1);
        Await.until("sealing halts", () -> Files.exists(directory().resolve("halted")));

        String said = tiles(0);

        assertThat(said).contains("the signer's state is that of the checkpoint");
        awaitSealed();
        assertThat(published()).isGreaterThan(size);
        assertThat(audit()).startsWith("all is as it was sealed");
    }

    @Test
    @Order(4)
    void nobody_restores_what_another_seals() {
        assertThat(tiles(1)).contains("stop tracking first");
    }

    private static TrackingProcess startedTracking() throws Exception {
        var started = new TrackingProcess(PLATFORM, parties.trustRoot(), DATABASE, issuer);
        started.awaitReady();
        return started;
    }

    private static Path directory() {
        return TrackingProcess.ledger(parties.trustRoot());
    }

    private static void enroll(int journeys) throws Exception {
        for (int i = 0; i < journeys; i++) {
            CoiId coi = CoiId.issue("A9999", 2026, JOURNEYS.size() + 1);
            JOURNEYS.add(coi);
            parties.say(COLLECTION, Parties.event(coi, START, new PatientEnrolled(PATIENT, "v3")));
        }
    }

    private static void awaitSealed() throws Exception {
        for (CoiId coi : JOURNEYS) {
            Await.until(
                    coi + " is sealed",
                    () ->
                            tracking.json("/api/journeys/" + coi)
                                    .at("/log/0/seal/state")
                                    .asString("")
                                    .equals("SEALED"));
        }
    }

    private static Map<CoiId, String> histories() throws Exception {
        var histories = new TreeMap<CoiId, String>();
        for (CoiId coi : JOURNEYS) {
            Await.until(
                    coi + " is there",
                    () -> tracking.json("/api/journeys/" + coi).at("/counts/events").asInt(0) == 1);
            histories.put(coi, tracking.json("/api/journeys/" + coi + "/history").toString());
        }
        return histories;
    }

    /// The size of the last checkpoint; each is held to the one before it.
    private static long published() {
        return PublishedCheckpoints.verified(PLATFORM.brokers(), log).seals().size();
    }

    private static List<Path> tiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/tile/0/"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String store(int exitCode) {
        var out = new ByteArrayOutputStream();
        int code =
                new RebuildCommand(
                                environment(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                InstantSource.system())
                        .restoreStore();
        return said(out, code, exitCode);
    }

    private static String tiles(int exitCode) {
        var out = new ByteArrayOutputStream();
        int code =
                new RestoreTilesCommand(
                                environment(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                InstantSource.system())
                        .run();
        return said(out, code, exitCode);
    }

    private static String said(ByteArrayOutputStream out, int code, int expected) {
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(expected);
        return said;
    }

    private static String audit() throws IOException {
        var out = new ByteArrayOutputStream();
        new AuditCommand(environment(), InstantSource.system())
                .run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> environment() {
        return Map.of(
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
                directory().toString(),
                "UNBROKEN_LEDGER_KEY",
                log.toString());
    }
}
