package io.unbroken.tracking.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.CurrentNamespace;
import io.unbroken.tracking.store.CurrentStore;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.MongoNamespaces;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Shipment;
import io.unbroken.tracking.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SeenJourneysTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final CoiId MINE = CoiId.issue("A9999", 2026, 1);
    private static final CoiId THEIRS = CoiId.issue("A9999", 2026, 2);
    private static final CoiId NOWHERE = CoiId.issue("A9999", 2026, 3);
    private static final PartyId COURIER = new PartyId("courier-one");
    private static final Sight COURIERS = new Sight(Optional.of(Set.of(COURIER)));

    private final List<String> asked = new ArrayList<>();
    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(server.uri()))
                            .addCommandListener(new Asked())
                            .build());
    private final MongoDatabase database = client.getDatabase("tracking");
    private final MongoNamespaces namespaces = new MongoNamespaces(database);
    private final CurrentNamespace current =
            new CurrentNamespace(namespaces, InstantSource.fixed(NOW));
    private final Store store = new CurrentStore(namespaces, current);
    private final SeenJourneys seen = new SeenJourneys(new JourneyList(database, current), store);

    @BeforeEach
    void two_journeys() {
        store.replaceJourneys(
                List.of(
                        new Replacement<>(0, journey(MINE, COURIER)),
                        new Replacement<>(0, journey(THEIRS, new PartyId("site-one")))));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_journey_is_found_by_whom_it_is_seen() {
        assertThat(seen.find(MINE, COURIERS)).map(JourneyDocument::coi).contains(MINE);
        assertThat(seen.find(THEIRS, Sight.EVERYTHING)).map(JourneyDocument::coi).contains(THEIRS);
        assertThat(seen.find(MINE, Sight.NOTHING)).isEmpty();
        assertThat(seen.find(NOWHERE, Sight.EVERYTHING)).isEmpty();
        assertThat(seen.listed(Set.of(MINE, THEIRS, NOWHERE), COURIERS))
                .extracting(ListedJourney::coi)
                .containsExactly(MINE);
        assertThat(seen.listed(Set.of(MINE, THEIRS, NOWHERE), Sight.EVERYTHING)).hasSize(2);
    }

    @Test
    void for_one_that_is_not_seen_the_store_is_asked_the_same_as_for_one_that_does_not_exist() {
        assertThat(seen.find(NOWHERE, COURIERS)).isEmpty();
        List<String> nowhere = asking();
        assertThat(seen.find(THEIRS, COURIERS)).isEmpty();
        List<String> theirs = asking();

        assertThat(theirs)
                .isEqualTo(
                        nowhere.stream()
                                .map(each -> each.replace(NOWHERE.value(), THEIRS.value()))
                                .toList());
        assertThat(theirs).singleElement().asString().contains("\"parties\": 1");
        assertThat(seen.find(MINE, COURIERS)).isPresent();
        assertThat(asking()).hasSize(2);
    }

    private List<String> asking() {
        List<String> some = List.copyOf(asked);
        asked.clear();
        return some;
    }

    /// Notes what is read of journeys, and what of them.
    private final class Asked implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            var command = event.getCommand();
            if (command.getString("find", new BsonString("")).getValue().startsWith("journeys")) {
                asked.add(command.get("filter") + " " + command.get("projection"));
            }
        }
    }

    private static JourneyDocument journey(CoiId coi, PartyId party) {
        var record =
                new LogRecord(
                        new LogPosition(new LogPartition("collection.events.v1", 3), 9),
                        NOW,
                        Optional.of(bytes(coi.value())),
                        Optional.of(bytes("value")),
                        List.of());
        var statement =
                new KeptEvent.Statement(
                        new EventId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                        new ContentHash("ab".repeat(32)),
                        new KeyId("00f1e2d3c4b5a697"),
                        1);
        var summary =
                new JourneySummary(
                        "ORDERED",
                        JourneyState.PROVISIONAL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        List.of(),
                        1,
                        0,
                        Shipment.NONE,
                        Set.of(party));
        return new JourneyDocument(
                coi,
                1,
                Knowledge.NONE,
                "run-1",
                List.of(new KeptEvent(statement, record)),
                bytes("{}"),
                summary,
                NOW);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
