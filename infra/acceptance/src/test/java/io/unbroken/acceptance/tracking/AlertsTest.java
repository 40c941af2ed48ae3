package io.unbroken.acceptance.tracking;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.MANUFACTURING;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.tracking.rebuild.RebuildCommand;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From a reading at the broker to the feed and to somebody's server, through everything that is real.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AlertsTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATABASE = "alerting";
    private static final int MEASURED = 10;

    /// In range, for the fresh material of this product.
    private static final int COOL = 500;

    private static final int WARM = 1_200;

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;
    private static HttpServer receiver;
    private static Map<String, String> environment;
    private static final List<Heard> HEARD = new CopyOnWriteArrayList<>();
    private static final List<Heard> FED = new CopyOnWriteArrayList<>();
    private static int serial = 100;

    /// Something that came, and when.
    private record Heard(String id, JsonNode message, long nanos) {
        boolean is(String type, CoiId coi) {
            return message.path("type").asString().equals(type)
                    && message.at("/data/alert/journey").asString().equals(coi.value());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", AlertsTest::hear);
        receiver.start();
        environment =
                Map.of(
                        "UNBROKEN_WEBHOOKS_KEY_FILE",
                        Files.createTempDirectory("webhooks-").resolve("key").toString(),
                        "UNBROKEN_WEBHOOKS_PRIVATE_ADDRESSES",
                        "true");
        tracking = process();
        tracking.awaitReady();
    }

    @AfterAll
    static void stop() {
        tracking.close();
        receiver.stop(0);
        issuer.close();
        parties.close();
    }

    @Test
    @Order(1)
    void only_those_who_keep_webhooks_may_subscribe_and_the_secret_is_shown_once()
            throws Exception {
        assertThat(post("/api/webhooks", "AUDITOR", subscription()).statusCode()).isEqualTo(403);
        assertThat(get("/api/webhooks", "QUALITY").statusCode()).isEqualTo(403);

        HttpResponse<String> made = post("/api/webhooks", "ADMINISTRATOR", subscription());

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(made.body()).path("secret").asString()).startsWith("whsec_");
        HttpResponse<String> shown = get("/api/webhooks", "OPERATIONS");
        assertThat(shown.body()).contains("/alerts").doesNotContain("whsec_");
        HttpResponse<String> refused =
                post("/api/webhooks", "ADMINISTRATOR", "{\"url\": \"ftp://receiver.example/\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"parameter\":\"url\"");
    }

    @Test
    @Order(2)
    void an_excursion_is_on_the_feed_and_at_the_webhook_soon_after_the_reading_that_proves_it()
            throws Exception {
        listen();
        var feed = new ArrayList<Long>();
        var webhook = new ArrayList<Long>();
        for (int i = 0; i < MEASURED; i++) {
            Trip trip = begin(Duration.ofMinutes(90));
            trip.measure(0, 9, COOL);
            trip.awaitSamples(9);
            Heard fed;
            Heard heard;
            long sent = System.nanoTime();
            trip.measure(45, 8, WARM);
            fed = await(FED, "alert.raised", trip.coi);
            heard = await(HEARD, "alert.raised", trip.coi);
            feed.add((fed.nanos - sent) / 1_000_000);
            webhook.add((heard.nanos - sent) / 1_000_000);
            assertThat(heard.id).isEqualTo(heard.message.path("id").asString());
            assertThat(heard.message.at("/data/alert/code").asString()).isEqualTo("EXCURSION");
            assertThat(heard.message.at("/data/alert/state").asString()).isEqualTo("OPEN");
        }
        feed.sort(null);
        webhook.sort(null);
        System.out.printf(
                "From the reading that proves an excursion, milliseconds over %d: to the feed median %d, most %d;"
                        + " to the webhook median %d, most %d%n",
                MEASURED,
                feed.get(MEASURED / 2),
                feed.getLast(),
                webhook.get(MEASURED / 2),
                webhook.getLast());
    }

    @Test
    @Order(3)
    void it_is_closed_when_it_ends_and_listed_while_it_holds() throws Exception {
        Trip trip = begin(Duration.ofMinutes(90));
        trip.measure(0, 9, COOL);
        trip.measure(45, 8, WARM);
        await(HEARD, "alert.raised", trip.coi);
        trip.measure(85, 1, COOL);

        Heard closed = await(HEARD, "alert.closed", trip.coi);

        assertThat(closed.message.at("/data/reason").asString()).isEqualTo("ENDED");
        JsonNode listed = tracking.json("/api/alerts?journey=" + trip.coi);
        assertThat(listed.at("/items").size()).isOne();
        assertThat(listed.at("/items/0/state").asString()).isEqualTo("ENDED");
        assertThat(listed.at("/items/0/holds").asBoolean()).isTrue();
        assertThat(tracking.json("/api/alerts?state=OPEN&journey=" + trip.coi).at("/items").size())
                .isZero();
    }

    @Test
    @Order(3)
    void people_see_and_acknowledge_alerts_of_the_journeys_of_their_party() throws Exception {
        String site = issuer.tokenOf(Parties.party(COLLECTION).value(), "QUALITY");
        String facility = issuer.tokenOf(Parties.party(MANUFACTURING).value(), "QUALITY");
        Trip trip = begin(Duration.ofMinutes(90));
        try (var mine = new Listening(tracking, site);
                var another = new Listening(tracking, facility)) {
            trip.measure(0, 9, COOL);
            trip.measure(45, 8, WARM);
            var told = mine.until(heard -> heard.is("alert", trip.coi));
            String listed = "/api/alerts?journey=" + trip.coi;
            String alert = tracking.json(listed).at("/items/0/id").asString();

            assertThat(tracking.get(listed, site, new String[0]).body()).contains(alert);
            assertThat(tracking.get(listed, facility, new String[0]).body()).doesNotContain(alert);
            HttpResponse<String> refused = acknowledge(trip.coi.value(), alert, facility);
            HttpResponse<String> unknown = acknowledge("CHA999926999998", alert, facility);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body().replace(trip.coi.value(), "CHA999926999998"))
                    .isEqualTo(unknown.body());
            assertThat(acknowledge(trip.coi.value(), alert, site).statusCode()).isEqualTo(200);

            told.addAll(mine.until(heard -> heard.is("acknowledged", trip.coi)));
            trip.measureAt(Instant.now(), COOL);
            assertThat(
                            another.until(heard ->
                                    heard.event().equals("sealed")
                                            && heard.follows(told.getLast())))
                    .noneMatch(heard -> heard.data().contains(trip.coi.value()));
        }
    }

    private static HttpResponse<String> acknowledge(String coi, String alert, String token)
            throws Exception {
        String body = "{\"id\": \"%s\", \"note\": \"Seen.\"}".formatted(UUID.randomUUID());
        return tracking.http()
                .send(
                        HttpRequest.newBuilder(
                                        tracking.uri(
                                                "/api/alerts/%s/%s/acknowledgements"
                                                        .formatted(coi, alert)))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(4)
    void a_logger_that_falls_silent_is_told_without_another_reading() throws Exception {
        Trip trip = begin(Duration.ofMinutes(30).minusSeconds(20));
        trip.measure(0, 1, COOL);
        trip.awaitSamples(1);

        Heard silent = await(HEARD, "alert.raised", trip.coi);

        assertThat(silent.message.at("/data/alert/code").asString()).isEqualTo("TELEMETRY_GAP");
        assertThat(silent.message.at("/data/alert/state").asString()).isEqualTo("OPEN");
        trip.measureAt(Instant.now().plusSeconds(1), COOL);
        Heard resumed = await(HEARD, "alert.closed", trip.coi);
        assertThat(resumed.message.at("/data/alert/id"))
                .isEqualTo(silent.message.at("/data/alert/id"));
    }

    @Test
    @Order(5)
    void what_is_killed_tells_after_its_restart_and_nothing_twice() throws Exception {
        var trips = new ArrayList<Trip>();
        for (int i = 0; i < 5; i++) {
            trips.add(begin(Duration.ofMinutes(90)));
        }
        for (Trip trip : trips) {
            trip.measure(0, 9, COOL);
            trip.measure(45, 8, WARM);
        }
        tracking.kill();
        tracking = process();
        tracking.awaitReady();

        for (Trip trip : trips) {
            await(HEARD, "alert.raised", trip.coi);
            assertThat(tracking.json("/api/alerts?state=OPEN&journey=" + trip.coi).at("/items"))
                    .hasSize(1);
            assertThat(
                            HEARD.stream()
                                    .filter(heard -> heard.is("alert.raised", trip.coi))
                                    .map(Heard::id)
                                    .distinct())
                    .hasSize(1);
        }
    }

    @Test
    @Order(6)
    void a_rebuild_tells_nothing_again() throws Exception {
        int before = HEARD.size();
        var out = new ByteArrayOutputStream();

        int code =
                new RebuildCommand(
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
                                        parties.trustRoot().toString()),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                InstantSource.system())
                        .run(List.of());

        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        Trip after = begin(Duration.ofMinutes(90));
        after.measure(0, 9, COOL);
        after.measure(45, 8, WARM);
        await(HEARD, "alert.raised", after.coi);
        assertThat(HEARD.stream().skip(before).toList())
                .allMatch(heard ->
                        heard.message
                                .at("/data/alert/journey")
                                .asString()
                                .equals(after.coi.value()));
    }

    private static TrackingProcess process() throws IOException {
        return new TrackingProcess(PLATFORM, parties.trustRoot(), DATABASE, issuer, environment);
    }

    private static String subscription() {
        return "{\"url\": \"http://127.0.0.1:%d/alerts\"}"
                .formatted(receiver.getAddress().getPort());
    }

    private static void hear(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        try (exchange) {
            HEARD.add(
                    new Heard(
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            JSON.readTree(exchange.getRequestBody().readAllBytes()),
                            now));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /// Hears the feed's alerts in a thread of its own, until tracking ends.
    private static void listen() throws Exception {
        HttpResponse<java.io.InputStream> response =
                tracking.http()
                        .send(
                                authorized("/api/feed", "OPERATIONS").build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        Thread.ofVirtual()
                .start(() -> {
                    try (var lines =
                            new BufferedReader(
                                    new InputStreamReader(
                                            response.body(), StandardCharsets.UTF_8))) {
                        boolean alert = false;
                        for (String line = lines.readLine();
                                line != null;
                                line = lines.readLine()) {
                            if (alert && line.startsWith("data: ")) {
                                long now = System.nanoTime();
                                JsonNode message = JSON.readTree(line.substring(6));
                                FED.add(new Heard(message.path("id").asString(), message, now));
                            }
                            alert = line.equals("event: alert") || (alert && !line.isEmpty());
                        }
                    } catch (IOException ended) {
                        // Tracking was stopped.
                    }
                });
    }

    private static Heard await(Collection<Heard> heard, String type, CoiId coi) throws Exception {
        Await.until(type + " of " + coi, () -> heard.stream().anyMatch(each -> each.is(type, coi)));
        return heard.stream().filter(each -> each.is(type, coi)).findFirst().orElseThrow();
    }

    private static HttpRequest.Builder authorized(String path, String role) throws Exception {
        return HttpRequest.newBuilder(tracking.uri(path))
                .header("Authorization", "Bearer " + issuer.token("unbroken", role));
    }

    private static HttpResponse<String> get(String path, String role) throws Exception {
        return tracking.http()
                .send(authorized(path, role).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String role, String body)
            throws Exception {
        return tracking.http()
                .send(
                        authorized(path, role)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /// A journey whose material was packed that long ago.
    private static Trip begin(Duration ago) throws Exception {
        serial++;
        var trip =
                new Trip(
                        CoiId.issue("A9999", 2026, 9_000 + serial),
                        serial,
                        Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS));
        trip.say(
                -200,
                new TherapyOrdered(new OrderId("ORD-A" + serial), new ProfileId("SYN-CART-19")));
        trip.say(-190, new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
        trip.say(
                -60,
                new MaterialCollected(
                        new Din("A999926001" + serial),
                        MaterialCollected.Procedure.APHERESIS,
                        trip.at(-150),
                        trip.at(-70),
                        List.of(new Fact.Unit(trip.bag(), 200))));
        trip.say(
                0,
                new Packed(
                        new ShipperId("BOX-A" + serial),
                        new SealNumber("SEAL-A" + serial),
                        List.of(new MaterialLabel(trip.coi, trip.bag())),
                        List.of(trip.logger())));
        return trip;
    }

    private record Trip(CoiId coi, int serial, Instant packed) {

        Instant at(int minute) {
            return packed.plus(Duration.ofMinutes(minute));
        }

        MaterialId bag() {
            return new MaterialId("A999926001" + serial + "-S1128V00");
        }

        LoggerId logger() {
            return new LoggerId("LOG-ALERTS-" + serial);
        }

        void say(int minute, Fact fact) throws Exception {
            parties.say(COLLECTION, Parties.event(coi, at(minute), fact));
        }

        /// Every five minutes.
        void measure(int fromMinute, int readings, int hundredths) throws Exception {
            measure(
                    IntStream.range(0, readings)
                            .mapToObj(i -> sample(at(fromMinute + 5 * i), hundredths))
                            .toList());
        }

        void measureAt(Instant time, int hundredths) throws Exception {
            measure(List.of(sample(time.truncatedTo(ChronoUnit.SECONDS), hundredths)));
        }

        private static Sample sample(Instant time, int hundredths) {
            return new Sample(time, new Celsius(hundredths));
        }

        private void measure(List<Sample> samples) throws Exception {
            parties.measure(
                    new TelemetryBlock(
                            new BlockId(UUID.randomUUID().toString()),
                            logger(),
                            TelemetryBlock.Source.LIVE,
                            samples));
        }

        void awaitSamples(int samples) throws Exception {
            Await.until(
                    "the readings of " + coi,
                    () ->
                            tracking.json("/api/journeys/" + coi).at("/counts/samples").asInt(0)
                                    == samples);
        }
    }
}
