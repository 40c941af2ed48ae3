package io.unbroken.acceptance.tracking;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.COURIER;
import static io.unbroken.custody.event.PartyKind.INFUSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class TrackingTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final String EVENTS = TopicCatalogue.COLLECTION_EVENTS.name();

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;
    private static int serial = 100;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        tracking = process("tracking-live");
        tracking.awaitReady();
    }

    @AfterAll
    static void stop() {
        tracking.close();
        issuer.close();
        parties.close();
    }

    private static TrackingProcess process(String database) throws Exception {
        return new TrackingProcess(PLATFORM, parties.trustRoot(), database, issuer);
    }

    private static CoiId newJourney() {
        return CoiId.issue("A9999", 2026, serial++);
    }

    @Test
    void events_are_in_the_history_whatever_their_order() throws Exception {
        CoiId coi = newJourney();
        List<Event> events = journey(coi, new LoggerId("LOG-" + coi.value()));
        Collections.shuffle(events, new Random(7));

        for (Event event : events) {
            parties.say(COLLECTION, event);
        }
        awaitEvents(coi, events.size());

        JsonNode journey = tracking.json("/api/journeys/" + coi);
        assertThat(journey.at("/coi").asString()).isEqualTo(coi.value());
        assertThat(journey.at("/log").size()).isEqualTo(events.size());
        Await.until(
                "nothing changes, and nothing is sealed, between two questions",
                () -> {
                    var response = tracking.get("/api/journeys/" + coi);
                    String tag = response.headers().firstValue("ETag").orElseThrow();
                    return tracking.get("/api/journeys/" + coi, "If-None-Match", tag).statusCode()
                            == 304;
                });
        String id = events.getFirst().id().value();
        JsonNode event = tracking.json("/api/journeys/" + coi + "/events/" + id);
        assertThat(event.at("/statements/0/authentic").asBoolean()).isTrue();
        assertThat(event.at("/statements/0/said/by").asString()).isEqualTo("ana-1");
    }

    @Test
    void an_edition_that_comes_late_judges_what_was_told_before() throws Exception {
        CoiId coi = newJourney();
        var product = new ProfileId("SYN-LATE-1");
        parties.say(COLLECTION, order(coi, product));
        parties.say(COLLECTION, enrolled(coi));
        awaitEvents(coi, 2);
        assertThat(findings(coi)).contains("PRODUCT_UNKNOWN");

        ProductProfile rules = firstEdition(product);
        long offset = parties.publish(rules).offset();

        Await.until("the rules are known", () -> !findings(coi).contains("PRODUCT_UNKNOWN"));
        JsonNode edition = edition(offset);
        assertThat(edition.at("/effect").asString()).isEqualTo("COUNTS");
        assertThat(edition.at("/profile/id").asString()).isEqualTo(product.value());
        assertThat(edition.at("/author").asString()).isEqualTo("ana-1");

        long contradiction = parties.publish(longer(rules)).offset();

        Await.until("nobody knows which", () -> findings(coi).contains("PRODUCT_UNKNOWN"));
        assertThat(edition(contradiction).at("/effect").asString()).isEqualTo("SUSPENDS");
        assertThat(edition(offset).at("/why").asString())
                .isEqualTo("Its version was published with different contents.");
        // Those of the platform's own facility, whose key this tracking does not know.
        assertThat(tracking.json("/api/profiles").at("/unreadable/0/reason").asString())
                .isEqualTo("UNKNOWN_KEY");
    }

    private static List<String> findings(CoiId coi) throws Exception {
        var codes = new ArrayList<String>();
        tracking.json("/api/journeys/" + coi)
                .at("/history/findings")
                .forEach(finding -> codes.add(finding.at("/code").asString()));
        return codes;
    }

    private static JsonNode edition(long offset) throws Exception {
        for (JsonNode edition : tracking.json("/api/profiles").at("/editions")) {
            if (edition.at("/offset").asLong() == offset) {
                return edition;
            }
        }
        throw new AssertionError("expected an edition at offset " + offset);
    }

    private static ProductProfile firstEdition(ProfileId product) {
        return like(product, Duration.ofHours(1));
    }

    private static ProductProfile longer(ProductProfile rules) {
        return like(rules.id(), rules.confirmationWindow().plusHours(1));
    }

    private static ProductProfile like(ProfileId product, Duration confirmationWindow) {
        ProductProfile any = SyntheticProfiles.all().editions().getFirst();
        return new ProductProfile(
                product,
                1,
                any.effectiveFrom(),
                any.name(),
                any.modality(),
                any.startingMaterials(),
                any.collected(),
                any.product(),
                any.longestToManufacture(),
                any.requiredTests(),
                any.shelfLife(),
                any.use(),
                confirmationWindow);
    }

    @Test
    void readings_join_the_journey_that_their_logger_rode_with() throws Exception {
        CoiId coi = newJourney();
        var logger = new LoggerId("LOG-" + coi.value());
        List<Event> events = journey(coi, logger);

        parties.measure(block(logger, START.plusSeconds(7_200), 30));
        for (Event event : events) {
            parties.say(COLLECTION, event);
        }
        parties.measure(block(logger, START.plusSeconds(12_000), 30));
        awaitSamples(coi, 60);

        JsonNode temperature = tracking.json("/api/journeys/" + coi + "/temperature");
        assertThat(temperature.at("/legs/0/logger").asString()).isEqualTo(logger.value());
        assertThat(temperature.at("/legs/0/points").size()).isEqualTo(60);
        assertThat(temperature.at("/legs/0/step").asInt()).isZero();
        Map<String, String> streams =
                Map.of(
                        "application/x-ndjson", "{\"logger\":\"" + logger + "\",\"time\":",
                        "text/csv", "logger,time,celsius\n" + logger + ",",
                        "application/avro", "Obj");
        for (Map.Entry<String, String> each : streams.entrySet()) {
            var readings =
                    tracking.get("/api/journeys/" + coi + "/readings", "Accept", each.getKey());
            assertThat(readings.statusCode()).as(each.getKey()).isEqualTo(200);
            assertThat(readings.body()).startsWith(each.getValue());
        }
    }

    @Test
    void what_cannot_be_read_is_quarantined_whole_and_the_rest_goes_on() throws Exception {
        CoiId coi = newJourney();
        byte[] key = coi.value().getBytes(StandardCharsets.UTF_8);
        var good = parties.sealed(COLLECTION, parties.keyOf(COLLECTION), order(coi));
        byte[] changed = good.record().value().clone();
        changed[changed.length - 3] ^= 1;
        Map<String, String> reasons = new HashMap<>();

        var rubbish = parties.raw(new ProducerRecord<>(EVENTS, key, new byte[] {1, 2, 3}));
        reasons.put(id(rubbish), "NOT_AVRO");
        var unknownSchema =
                parties.raw(
                        new ProducerRecord<>(
                                EVENTS, key, new byte[] {0, 127, 127, 127, 127, 0, 0}));
        reasons.put(id(unknownSchema), "UNKNOWN_SCHEMA");
        var tampered =
                parties.raw(
                        new ProducerRecord<>(EVENTS, null, key, changed, good.record().headers()));
        reasons.put(id(tampered), "BAD_SIGNATURE");
        var elsewhere =
                parties.raw(
                        new ProducerRecord<>(
                                TopicCatalogue.COURIER_EVENTS.name(),
                                null,
                                key,
                                good.record().value(),
                                good.record().headers()));
        reasons.put(id(elsewhere), "FOREIGN_SCHEMA");
        var notTheirs = parties.say(COLLECTION, parties.keyOf(COURIER), order(newJourney()));
        reasons.put(id(notTheirs), "NOT_ENTITLED");
        parties.raw(good.record());
        awaitEvents(coi, 1);

        for (Map.Entry<String, String> expected : reasons.entrySet()) {
            Await.until(
                    expected + " is quarantined",
                    () -> tracking.get("/api/quarantine/" + expected.getKey()).statusCode() == 200);
            JsonNode found = tracking.json("/api/quarantine/" + expected.getKey());
            assertThat(found.at("/about/reason").asString()).isEqualTo(expected.getValue());
            assertThat(found.at("/record/value").asString()).isNotEmpty();
        }
        JsonNode page = tracking.json("/api/quarantine?limit=2");
        assertThat(page.at("/total").asInt()).isGreaterThanOrEqualTo(reasons.size());
        assertThat(page.at("/items").size()).isEqualTo(2);
        assertThat(page.at("/next").asString()).isNotEmpty();
    }

    @Test
    void one_id_with_two_contents_keeps_both_and_the_same_twice_is_kept_once() throws Exception {
        CoiId coi = newJourney();
        Event order = order(coi);
        var other =
                new Event(
                        order.id(),
                        coi,
                        order.eventTime().plusSeconds(1),
                        60,
                        order.by(),
                        order.device(),
                        order.scans(),
                        order.fact());

        var sealed = parties.sealed(COLLECTION, parties.keyOf(COLLECTION), order);
        parties.raw(sealed.record());
        parties.raw(sealed.record());
        parties.say(COLLECTION, other);
        Event last = enrolled(coi);
        parties.say(COLLECTION, last);
        awaitLog(coi, 3);

        JsonNode event = tracking.json("/api/journeys/" + coi + "/events/" + order.id());
        assertThat(event.at("/statements").size()).isEqualTo(2);
        JsonNode listed = tracking.json("/api/journeys?finding=INTEGRITY_CONFLICT&q=" + coi);
        assertThat(listed.at("/items/0/worst").asString()).isEqualTo("CRITICAL");
        assertThat(listed.at("/items/0/holds").toString()).contains("Two different events");
    }

    @Test
    void a_key_that_comes_late_brings_its_events_out_of_quarantine() throws Exception {
        CoiId coi = newJourney();
        var key = parties.newKey();

        var written = parties.say(COLLECTION, key, order(coi));
        String address = "/api/quarantine/" + id(written);
        Await.until("the event is quarantined", () -> tracking.get(address).statusCode() == 200);
        assertThat(tracking.json(address).at("/about/reason").asString()).isEqualTo("UNKNOWN_KEY");
        parties.register(key, COLLECTION);

        awaitEvents(coi, 1);
        Await.until("it has left quarantine", () -> tracking.get(address).statusCode() == 404);
    }

    @Test
    void the_feed_tells_of_changes_and_goes_on_after_a_break() throws Exception {
        CoiId coi = newJourney();
        String token = issuer.token("unbroken", "AUDITOR");
        var request =
                HttpRequest.newBuilder(tracking.uri("/api/feed"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        var response = tracking.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        String lastId;
        try (var lines = lines(response)) {
            parties.say(COLLECTION, order(coi));
            lastId = awaitLine(lines, coi);
        }

        CoiId missed = newJourney();
        parties.say(COLLECTION, order(missed));
        awaitEvents(missed, 1);
        var again =
                tracking.http()
                        .send(
                                HttpRequest.newBuilder(tracking.uri("/api/feed"))
                                        .header("Authorization", "Bearer " + token)
                                        .header("Last-Event-ID", lastId)
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = lines(again)) {
            assertThat(awaitLine(lines, missed)).isNotEqualTo(lastId);
        }
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
    }

    @Test
    void people_see_the_journeys_in_which_their_party_takes_part() throws Exception {
        CoiId coi = newJourney();
        var logger = new LoggerId("LOG-" + coi.value());
        List<Event> events = journey(coi, logger);
        for (Event event : events) {
            parties.say(COLLECTION, event);
        }
        // Nobody takes part by what they say of themselves.
        parties.say(COURIER, departed(coi));
        parties.say(INFUSION, accepted(coi));
        awaitEvents(coi, events.size() + 2);
        var matrix = new SightMatrix(tracking, issuer, coi, events.getFirst().id().value());
        String site = Parties.party(COLLECTION).value();
        String courier = Parties.party(COURIER).value();
        String centre = Parties.party(INFUSION).value();

        parties.measure(block(logger, START.plusSeconds(7_200), 30));
        awaitSamples(coi, 30);
        assertThat(matrix.otherwise(List.of(site), List.of(courier, centre, ""))).isEmpty();
        parties.say(COLLECTION, release(coi, COURIER));
        awaitEvents(coi, events.size() + 3);

        assertThat(matrix.otherwise(List.of(site, courier), List.of(centre))).isEmpty();
    }

    @Test
    void the_feed_tells_people_of_the_journeys_in_which_their_party_takes_part() throws Exception {
        CoiId coi = newJourney();
        CoiId theirs = newJourney();
        var logger = new LoggerId("LOG-" + coi.value());
        try (var courier = listening(COURIER, "COURIER");
                var centre = listening(INFUSION, "INFUSION_NURSE")) {
            parties.say(COLLECTION, order(coi));
            Listening.Heard first = centre.until(heard -> heard.event().equals("sealed")).getLast();
            for (Event event : journey(coi, logger).subList(1, 4)) {
                parties.say(COLLECTION, event);
            }
            parties.say(COLLECTION, release(coi, COURIER));
            var told = courier.until(heard -> heard.is("journey", coi));
            awaitEvents(coi, 5);
            parties.measure(block(logger, START.plusSeconds(7_200), 30));
            told.addAll(courier.until(heard -> heard.is("temperature", coi)));

            parties.say(COLLECTION, order(theirs));
            parties.say(COLLECTION, release(theirs, INFUSION));
            var heard = centre.until(each -> each.is("journey", theirs));
            told.addAll(
                    courier.until(each ->
                            each.event().equals("sealed") && each.follows(heard.getLast())));

            assertThat(heard).noneMatch(each -> each.data().contains(coi.value()));
            assertThat(told).noneMatch(each -> each.data().contains(theirs.value()));
            try (var again = listening(INFUSION, "INFUSION_NURSE", "Last-Event-ID", first.id())) {
                assertThat(again.until(each -> each.is("journey", theirs)))
                        .noneMatch(each -> each.data().contains(coi.value()));
            }
        }
    }

    private static Listening listening(PartyKind party, String role, String... headers)
            throws Exception {
        return new Listening(tracking, issuer.tokenOf(Parties.party(party).value(), role), headers);
    }

    private static Event release(CoiId coi, PartyKind to) {
        return Parties.event(
                coi,
                START.plusSeconds(9_000),
                new HandoffReleased(
                        new HandoffId(UUID.randomUUID().toString()),
                        Parties.party(COLLECTION),
                        Parties.party(to),
                        new ShipperId("DRY-1"),
                        new SealNumber("SEAL-1"),
                        List.of(new MaterialId("BAG-" + coi.value())),
                        new PlaceId("CHZRH")));
    }

    private static Event departed(CoiId coi) {
        return Parties.event(
                coi,
                START.plusSeconds(9_600),
                new TransportMilestoneReached(
                        TransportMilestoneReached.Milestone.DEPARTED,
                        new ShipperId("DRY-1"),
                        new PlaceId("CHZRH")));
    }

    /// By somebody who does not see the shipper: it bears another seal.
    private static Event accepted(CoiId coi) {
        return Parties.event(
                coi,
                START.plusSeconds(9_600),
                new HandoffAccepted(
                        new HandoffId(UUID.randomUUID().toString()),
                        Parties.party(COURIER),
                        Parties.party(INFUSION),
                        new ShipperId("DRY-1"),
                        new SealNumber("SEAL-9"),
                        SealState.INTACT,
                        List.of(new MaterialId("BAG-" + coi.value())),
                        new PlaceId("CHZRH")));
    }

    @Test
    void only_readers_with_a_token_for_us_may_ask() throws Exception {
        var bare = HttpRequest.newBuilder(tracking.uri("/api/journeys")).build();
        var answer = tracking.http().send(bare, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(status("another", "OPERATIONS")).isEqualTo(401);
        assertThat(status("unbroken", "STRANGER")).isEqualTo(403);
        assertThat(status("unbroken", "AUDITOR")).isEqualTo(200);
        var page = HttpRequest.newBuilder(tracking.uri("/")).build();
        assertThat(tracking.http().send(page, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(302);
    }

    @Test
    void a_bad_parameter_is_named() throws Exception {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=x",
                        "severity=BAD",
                        "finding=NONE",
                        "cursor=!",
                        "stage=" + "x".repeat(41))) {
            var answer = tracking.get("/api/journeys?" + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"parameter\":\"" + query.substring(0, query.indexOf('=')) + "\"");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(
                        tracking.get("/api/journeys/" + CoiId.issue("A9999", 2026, 999_999))
                                .statusCode())
                .isEqualTo(404);
        assertThat(tracking.json("/v3/api-docs").at("/openapi").asString()).startsWith("3.1");
    }

    @Test
    void kills_in_the_middle_change_no_history() throws Exception {
        Map<CoiId, Integer> sent = new HashMap<>();
        var all = new ArrayList<Runnable>();
        for (int i = 0; i < 12; i++) {
            CoiId coi = newJourney();
            var logger = new LoggerId("LOG-" + coi.value());
            List<Event> events = journey(coi, logger);
            sent.put(coi, events.size());
            events.forEach(event -> all.add(() -> quietly(() -> parties.say(COLLECTION, event))));
            for (int block = 0; block < 4; block++) {
                Instant from = START.plusSeconds(7_200 + 1_800L * block);
                all.add(() -> quietly(() -> parties.measure(block(logger, from, 30))));
            }
        }
        Collections.shuffle(all, new Random(11));

        int done = 0;
        for (Runnable write : all) {
            write.run();
            if (++done % 40 == 0) {
                tracking.kill();
                tracking = process("tracking-live");
            }
        }
        tracking.awaitReady();
        for (Map.Entry<CoiId, Integer> journey : sent.entrySet()) {
            awaitEvents(journey.getKey(), journey.getValue());
            awaitSamples(journey.getKey(), 120);
        }
        Map<CoiId, String> histories = histories(sent);
        tracking.close();
        tracking = process("tracking-undisturbed");
        tracking.awaitReady();
        for (Map.Entry<CoiId, Integer> journey : sent.entrySet()) {
            awaitEvents(journey.getKey(), journey.getValue());
            awaitSamples(journey.getKey(), 120);
        }

        assertThat(histories).isEqualTo(histories(sent));
        tracking.close();
        tracking = process("tracking-live");
        tracking.awaitReady();
    }

    @Test
    void an_outage_of_the_store_is_told_and_waited_for() throws Exception {
        CoiId coi = newJourney();

        PLATFORM.killStore();
        parties.say(COLLECTION, order(coi));
        Await.until("tracking says that it is not ready", () -> !tracking.ready());
        PLATFORM.restartStore();

        tracking.awaitReady();
        awaitEvents(coi, 1);
    }

    private static Map<CoiId, String> histories(Map<CoiId, Integer> journeys) throws Exception {
        var histories = new HashMap<CoiId, String>();
        for (CoiId coi : journeys.keySet()) {
            histories.put(coi, tracking.get("/api/journeys/" + coi + "/history").body());
        }
        return histories;
    }

    private static void awaitEvents(CoiId coi, int events) throws Exception {
        Await.until(
                coi + " has " + events + " events",
                () ->
                        tracking.json("/api/journeys/" + coi).at("/counts/events").asInt(0)
                                == events);
    }

    private static void awaitLog(CoiId coi, int statements) throws Exception {
        Await.until(
                coi + " has " + statements + " statements",
                () -> tracking.json("/api/journeys/" + coi).at("/log").size() == statements);
    }

    private static void awaitSamples(CoiId coi, int samples) throws Exception {
        Await.until(
                coi + " has " + samples + " samples",
                () ->
                        tracking.json("/api/journeys/" + coi).at("/counts/samples").asInt(0)
                                == samples);
    }

    private static int status(String audience, String role) throws Exception {
        return tracking.get("/api/journeys", issuer.token(audience, role), new String[0])
                .statusCode();
    }

    private static BufferedReader lines(HttpResponse<java.io.InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String awaitLine(BufferedReader lines, CoiId coi) throws Exception {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            }
            if (line.startsWith("data: ") && line.contains(coi.value())) {
                return id;
            }
        }
        throw new AssertionError("the feed ended");
    }

    private static String id(org.apache.kafka.clients.producer.RecordMetadata written) {
        return written.topic() + "/" + written.partition() + "/" + written.offset();
    }

    private static Event order(CoiId coi) {
        return order(coi, new ProfileId("SYN-CART-19"));
    }

    private static Event order(CoiId coi, ProfileId product) {
        return Parties.event(
                coi,
                START,
                new TherapyOrdered(new OrderId("ORD-" + coi.value().substring(9)), product));
    }

    private static Event enrolled(CoiId coi) {
        return Parties.event(
                coi,
                START.plusSeconds(600),
                new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
    }

    private static List<Event> journey(CoiId coi, LoggerId logger) {
        var bag = new MaterialId("BAG-" + coi.value());
        return new ArrayList<>(
                List.of(
                        order(coi),
                        enrolled(coi),
                        Parties.event(coi, START.plusSeconds(1_200), new LabelsReconciled(4, 4, 0)),
                        Parties.event(
                                coi,
                                START.plusSeconds(7_200),
                                new Packed(
                                        new ShipperId("DRY-1"),
                                        new SealNumber("SEAL-1"),
                                        List.of(new MaterialLabel(coi, bag)),
                                        List.of(logger)))));
    }

    private static TelemetryBlock block(LoggerId logger, Instant from, int samples) {
        var all = new ArrayList<Sample>();
        for (int i = 0; i < samples; i++) {
            all.add(new Sample(from.plusSeconds(60L * i), new Celsius(400 + i)));
        }
        return new TelemetryBlock(
                new BlockId(UUID.randomUUID().toString()), logger, TelemetryBlock.Source.LIVE, all);
    }

    private interface Write {
        Object run() throws Exception;
    }

    private static void quietly(Write write) {
        try {
            assertThat(write.run()).isNotNull();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
