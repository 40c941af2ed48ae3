package io.unbroken.acceptance.keys;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.tracking.Await;
import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.acceptance.tracking.StubIssuer;
import io.unbroken.acceptance.tracking.TrackingProcess;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.tracking.audit.AuditCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// In order: the last one holds what the others left to an audit, and to a store that is filled afresh.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KeysTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final String DATABASE = "keys";
    private static final String STOLEN = "The site's server was stolen.";

    private static final List<CoiId> JOURNEYS = new ArrayList<>();

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        tracking = process(DATABASE);
        tracking.awaitReady();
    }

    @AfterAll
    static void stop() {
        tracking.close();
        issuer.close();
        parties.close();
    }

    private static TrackingProcess process(String database) throws IOException {
        return new TrackingProcess(PLATFORM, parties.trustRoot(), database, issuer);
    }

    @Test
    @Order(1)
    void revocation_puts_later_events_aside_and_flags_those_since_the_compromise()
            throws Exception {
        var key = parties.newKey();
        parties.register(key, COLLECTION);
        CoiId coi = newJourney();
        Event before = order(coi, coi);
        Event doubtful = enrolled(coi);
        parties.say(COLLECTION, key, before);
        awaitEvents(coi, 1);
        Instant compromised = time(parties.say(COLLECTION, key, doubtful));
        awaitEvents(coi, 2);
        RecordMetadata after = parties.say(COLLECTION, key, labels(coi));
        awaitEvents(coi, 3);

        var revocation =
                parties.change(
                        key, COLLECTION, new KeyRevocation(time(after), compromised, STOLEN));
        awaitEvents(coi, 2);
        RecordMetadata later = parties.say(COLLECTION, key, labels(coi));
        awaitReason(after, "KEY_REVOKED");
        awaitReason(later, "KEY_REVOKED");

        JsonNode finding = finding(coi, "KEY_COMPROMISED");
        assertThat(finding.path("severity").asString()).isEqualTo("CRITICAL");
        assertThat(finding.toString())
                .contains(STOLEN, doubtful.id().value())
                .doesNotContain(before.id().value());
        JsonNode listed = tracking.json("/api/journeys?finding=KEY_COMPROMISED&q=" + coi);
        assertThat(listed.at("/items/0/holds").toString()).contains(STOLEN);

        parties.change(key, COLLECTION, new KeyWithdrawal(revocation, "It was found."));

        awaitEvents(coi, 4);
        awaitReason(after, "");
        awaitReason(later, "");
        assertThat(finding(coi, "KEY_COMPROMISED").isMissingNode()).isTrue();
    }

    @Test
    @Order(2)
    void both_keys_count_while_one_takes_over_from_the_other() throws Exception {
        var old = parties.newKey();
        var next = parties.newKey();
        parties.register(old, COLLECTION);
        CoiId coi = newJourney();

        parties.say(COLLECTION, old, order(coi, coi));
        parties.register(next, COLLECTION);
        parties.say(COLLECTION, next, enrolled(coi));
        parties.say(COLLECTION, old, labels(coi));
        awaitEvents(coi, 3);
        RecordMetadata last = parties.say(COLLECTION, old, labels(coi));
        awaitEvents(coi, 4);
        parties.change(old, COLLECTION, new KeyRetirement(time(last).plusMillis(1)));
        Await.until("the next millisecond", () -> Instant.now().isAfter(time(last).plusMillis(1)));
        RecordMetadata late = parties.say(COLLECTION, old, labels(coi));
        parties.say(COLLECTION, next, labels(coi));

        awaitReason(late, "KEY_RETIRED");
        awaitEvents(coi, 5);
        assertThat(finding(coi, "KEY_COMPROMISED").isMissingNode()).isTrue();
    }

    @Test
    @Order(3)
    void records_of_many_chains_come_out_of_quarantine_when_their_key_is_registered()
            throws Exception {
        var key = parties.newKey();
        Map<CoiId, RecordMetadata> early = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            CoiId coi = newJourney();
            early.put(coi, parties.say(COLLECTION, key, order(coi, coi)));
        }
        for (RecordMetadata record : early.values()) {
            awaitReason(record, "UNKNOWN_KEY");
        }

        parties.register(key, COLLECTION);

        for (CoiId coi : early.keySet()) {
            awaitEvents(coi, 1);
        }
        for (RecordMetadata record : early.values()) {
            awaitReason(record, "");
        }
    }

    @Test
    @Order(4)
    void what_a_revoked_key_claimed_conflicts_with_nobody_any_more() throws Exception {
        var key = parties.newKey();
        parties.register(key, COLLECTION);
        CoiId forged = newJourney();
        CoiId honest = newJourney();
        Instant first = time(parties.say(COLLECTION, key, order(forged, honest)));
        parties.say(COLLECTION, order(honest, honest));
        Await.until(
                "both chains claim one order",
                () ->
                        !finding(honest, "ALIAS_CONFLICT").isMissingNode()
                                && !finding(forged, "ALIAS_CONFLICT").isMissingNode());

        parties.change(key, COLLECTION, new KeyRevocation(first, first, STOLEN));

        awaitEvents(forged, 0);
        Await.until(
                "the honest chain has the order alone",
                () -> finding(honest, "ALIAS_CONFLICT").isMissingNode());
    }

    @Test
    @Order(5)
    void a_revocation_that_comes_while_tracking_is_down_counts_as_well() throws Exception {
        var key = parties.newKey();
        parties.register(key, COLLECTION);
        CoiId coi = newJourney();
        parties.say(COLLECTION, order(coi, coi));
        RecordMetadata revoked = parties.say(COLLECTION, key, enrolled(coi));
        awaitEvents(coi, 2);

        tracking.kill();
        parties.change(key, COLLECTION, new KeyRevocation(time(revoked), time(revoked), STOLEN));
        tracking = process(DATABASE);
        tracking.awaitReady();

        awaitEvents(coi, 1);
        awaitReason(revoked, "KEY_REVOKED");
    }

    @Test
    @Order(6)
    void the_audit_finds_nothing_and_a_new_store_comes_to_the_same_histories() throws Exception {
        Await.until("all is as it was sealed", () -> audit().startsWith("all is as it was sealed"));
        Map<CoiId, String> histories = histories();
        tracking.close();
        tracking = process("keys-afresh");
        tracking.awaitReady();

        Await.until("the histories are the same", () -> histories().equals(histories));
    }

    private static String audit() throws IOException {
        var signer =
                new NoteSigner(
                        TrackingProcess.LOG_ORIGIN,
                        SigningKeyFile.load(TrackingProcess.logKey(parties.trustRoot())));
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
                                signer.verifierKey().toString()),
                        InstantSource.system())
                .run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Of those that have events: without any there is nothing to tell.
    private static Map<CoiId, String> histories() throws Exception {
        var histories = new HashMap<CoiId, String>();
        for (CoiId coi : JOURNEYS) {
            if (events(coi) > 0) {
                histories.put(coi, tracking.json("/api/journeys/" + coi + "/history").toString());
            }
        }
        return histories;
    }

    private static int events(CoiId coi) throws Exception {
        return tracking.json("/api/journeys/" + coi).at("/counts/events").asInt(-1);
    }

    private static void awaitEvents(CoiId coi, int events) throws Exception {
        Await.until(coi + " has " + events + " events", () -> events(coi) == events);
    }

    /// @param reason empty if it is not in quarantine
    private static void awaitReason(RecordMetadata record, String reason) throws Exception {
        String address =
                "/api/quarantine/%s/%d/%d"
                        .formatted(record.topic(), record.partition(), record.offset());
        Await.until(
                address + " is there because of '" + reason + "'",
                () -> tracking.json(address).at("/about/reason").asString("").equals(reason));
    }

    private static JsonNode finding(CoiId coi, String code) throws Exception {
        for (JsonNode finding : tracking.json("/api/journeys/" + coi).at("/history/findings")) {
            if (finding.path("code").asString("").equals(code)) {
                return finding;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private static Instant time(RecordMetadata record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static CoiId newJourney() {
        CoiId coi = CoiId.issue("A9999", 2026, 1 + JOURNEYS.size());
        JOURNEYS.add(coi);
        return coi;
    }

    /// @param named the chain of identity that gives the order its number
    private static Event order(CoiId coi, CoiId named) {
        return event(
                coi,
                0,
                new TherapyOrdered(
                        new OrderId("ORD-" + named.value().substring(9)),
                        new ProfileId("SYN-CART-19")));
    }

    private static Event enrolled(CoiId coi) {
        return event(
                coi,
                600,
                new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
    }

    private static Event labels(CoiId coi) {
        return event(coi, 1_200, new LabelsReconciled(4, 4, 0));
    }

    private static Event event(CoiId coi, long seconds, Fact fact) {
        return Parties.event(coi, START.plusSeconds(seconds), fact);
    }
}
