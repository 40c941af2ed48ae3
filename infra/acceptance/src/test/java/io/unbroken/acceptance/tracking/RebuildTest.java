package io.unbroken.acceptance.tracking;

import static com.mongodb.client.model.Filters.eq;
import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.tracking.rebuild.RebuildCommand;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everything is derived again from the real broker into the real store while tracking serves and records. In order: each rebuild finds what the
/// one before has put in force.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RebuildTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final PatientToken PATIENT = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final String DATABASE = "rebuilt";
    private static final int JOURNEYS = 40;
    private static final int SAMPLES = 30;

    private static final List<CoiId> JOURNEY_IDS = new ArrayList<>();

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        tracking = new TrackingProcess(PLATFORM, parties.trustRoot(), DATABASE, issuer);
        tracking.awaitReady();
        for (int i = 0; i < JOURNEYS; i++) {
            begin(CoiId.issue("A9999", 2026, i + 1));
        }
    }

    @AfterAll
    static void stop() {
        tracking.close();
        issuer.close();
        parties.close();
    }

    @Test
    @Order(1)
    void reads_go_on_during_a_rebuild_which_gives_every_history_byte_for_byte() throws Exception {
        Map<CoiId, String> before = histories();
        var reading = new AtomicBoolean(true);
        var reads = new AtomicInteger();

        String said;
        try (var reader = Executors.newSingleThreadExecutor()) {
            var failed =
                    reader.submit(() -> {
                        while (reading.get()) {
                            for (CoiId coi : List.copyOf(before.keySet())) {
                                assertThat(history(coi)).isEqualTo(before.get(coi));
                                reads.incrementAndGet();
                            }
                        }
                        return true;
                    });
            said = rebuild(0);
            reading.set(false);
            assertThat(failed.get()).isTrue();
        }

        assertThat(said).contains("namespace 0 serves on", "namespace 1 is in force");
        assertThat(said)
                .contains(JOURNEYS + " journeys and all partitions' trees are what they were");
        assertThat(reads).hasPositiveValue();
        assertThat(histories()).isEqualTo(before);
        assertThat(documents("journeys_1")).isEqualTo(documents("journeys")).isEqualTo(JOURNEYS);
    }

    @Test
    @Order(2)
    void recording_goes_on_in_the_new_namespace() throws Exception {
        begin(CoiId.issue("A9999", 2026, 1_001));

        histories();

        assertThat(documents("journeys_1")).isEqualTo(JOURNEYS + 1);
        assertThat(documents("journeys")).isEqualTo(JOURNEYS);
    }

    @Test
    @Order(3)
    void a_killed_rebuild_harms_nothing_and_the_next_begins_anew() throws Exception {
        Map<CoiId, String> before = histories();

        killed();

        assertThat(histories()).isEqualTo(before);
        assertThat(rebuild(0)).contains("namespace 3 is in force", "are what they were");
        assertThat(histories()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void a_document_that_somebody_edited_is_named_and_healed() throws Exception {
        Map<CoiId, String> before = histories();
        CoiId edited = JOURNEY_IDS.getFirst();
        CoiId deleted = JOURNEY_IDS.get(1);
        try (MongoClient client = MongoClients.create(PLATFORM.mongoUri())) {
            var journeys = client.getDatabase(DATABASE).getCollection("journeys_3");
            journeys.updateOne(
                    eq("_id", edited.value()),
                    Updates.set("history", new Binary("{}".getBytes(StandardCharsets.UTF_8))));
            journeys.deleteOne(eq("_id", deleted.value()));
        }

        String refused = rebuild(1);
        assertThat(refused)
                .contains(
                        "journey " + edited + ": changed, its history is not what its records give",
                        "journey " + deleted + ": missing, the log has events of it",
                        "2 differences; nothing was switched");
        assertThat(history(edited)).isEqualTo("{}");

        String accepted = rebuild(0, "--resume", "--accept-differences");
        assertThat(accepted).contains("2 of them differently than before");
        Await.until("reads go over to what is in force", () -> !history(edited).equals("{}"));
        assertThat(histories()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void the_namespace_before_is_kept_for_as_long_as_the_store_may_lose_the_switch()
            throws Exception {
        String said = rebuild(0, "--drop-old");

        assertThat(said).contains("nothing to drop; a namespace is kept for 120 s");
        assertThat(documents("journeys_3")).isPositive();
    }

    @Test
    @Order(6)
    void what_a_rebuild_that_died_after_its_switch_left_to_tell_is_told_by_the_service()
            throws Exception {
        CoiId coi = JOURNEY_IDS.getFirst();
        long before = version(coi);
        try (MongoClient client = MongoClients.create(PLATFORM.mongoUri())) {
            var pointers = client.getDatabase(DATABASE).getCollection("namespace");

            pointers.updateMany(
                    eq("_id", "pointer"),
                    Updates.combine(
                            Updates.set("announced", false),
                            Updates.inc("version", 1L),
                            Updates.set("since", Date.from(Instant.now().minusSeconds(120)))));

            Await.until(
                    "the switch is told of",
                    () ->
                            Objects.requireNonNull(pointers.find(eq("_id", "pointer")).first())
                                    .getBoolean("announced"));
        }
        assertThat(version(coi)).isGreaterThan(before);
    }

    private static long version(CoiId coi) throws Exception {
        return tracking.json("/api/journeys/" + coi).path("version").asLong();
    }

    private static void begin(CoiId coi) throws Exception {
        JOURNEY_IDS.add(coi);
        var logger = new LoggerId("LOG-" + coi.value());
        parties.say(COLLECTION, Parties.event(coi, START, new PatientEnrolled(PATIENT, "v3")));
        parties.say(
                COLLECTION,
                Parties.event(
                        coi,
                        START.plusSeconds(7_200),
                        new Packed(
                                new ShipperId("DRY-1"),
                                new SealNumber("SEAL-1"),
                                List.of(
                                        new MaterialLabel(
                                                coi, new MaterialId("BAG-" + coi.value()))),
                                List.of(logger))));
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(new Sample(START.plusSeconds(7_200 + 60L * i), new Celsius(400 + i)));
        }
        parties.measure(
                new TelemetryBlock(
                        new BlockId(UUID.randomUUID().toString()),
                        logger,
                        TelemetryBlock.Source.LIVE,
                        samples));
    }

    private static Map<CoiId, String> histories() throws Exception {
        var histories = new TreeMap<CoiId, String>();
        for (CoiId coi : JOURNEY_IDS) {
            Await.until(
                    coi + " has all events and samples",
                    () -> {
                        var counts = tracking.json("/api/journeys/" + coi).path("counts");
                        return counts.path("events").asInt(0) == 2
                                && counts.path("samples").asInt(0) == SAMPLES;
                    });
            histories.put(coi, history(coi));
        }
        return histories;
    }

    private static String history(CoiId coi) throws Exception {
        return tracking.get("/api/journeys/" + coi + "/history").body();
    }

    private static long documents(String collection) {
        try (MongoClient client = MongoClients.create(PLATFORM.mongoUri())) {
            return client.getDatabase(DATABASE).getCollection(collection).countDocuments();
        }
    }

    private static String rebuild(int exitCode, String... options) {
        var out = new ByteArrayOutputStream();
        int code =
                new RebuildCommand(
                                environment(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                InstantSource.system())
                        .run(List.of(options));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(exitCode);
        return said;
    }

    /// A rebuild in a process of its own, killed when it has begun.
    private static void killed() throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.unbroken.tracking.TrackingApplication",
                        "rebuild");
        builder.environment().putAll(environment());
        Process process = builder.redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("reads the log into a new namespace")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
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
                parties.trustRoot().toString());
    }
}
