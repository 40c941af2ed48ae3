package io.unbroken.tracking.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import io.unbroken.tracking.store.CurrentNamespace;
import io.unbroken.tracking.store.CurrentStore;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.MongoNamespaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SeenAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final PartyId COURIER = new PartyId("courier-one");
    private static final AlertFilter ALL =
            new AlertFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoDatabase database = client.getDatabase("tracking");
    private final AlertStore store = new AlertStore(database);
    private final MongoNamespaces namespaces = new MongoNamespaces(database);
    private final CurrentNamespace current =
            new CurrentNamespace(namespaces, InstantSource.fixed(NOW));
    private final SeenAlerts alerts =
            new SeenAlerts(
                    store,
                    new SeenJourneys(
                            new JourneyList(database, current),
                            new CurrentStore(namespaces, current)));

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void pages_are_full_whatever_one_does_not_see_in_between() {
        var mine = new ArrayList<Alert>();
        for (int serial = 1; serial <= SeenAlerts.CHUNK + 100; serial++) {
            boolean courier = serial % 100 == 0;
            Alert alert =
                    raise(CoiId.issue("A9999", 2026, serial), courier ? "courier-one" : "x1y");
            if (courier) {
                mine.add(alert);
            }
        }
        var courier = new Sight(Optional.of(Set.of(COURIER)));

        assertThat(alerts.alerts(ALL, 100, courier)).isEqualTo(mine);
        assertThat(alerts.alerts(ALL, 4, courier)).isEqualTo(mine.subList(0, 4));
        assertThat(alerts.alerts(ALL.from(AlertFilter.Place.of(mine.get(3))), 4, courier))
                .isEqualTo(mine.subList(4, 6));
        assertThat(alerts.alerts(ALL, 100, new Sight(Optional.of(Set.of())))).isEmpty();
        assertThat(alerts.alerts(ALL, 1_000, new Sight(Optional.empty())))
                .hasSize(SeenAlerts.CHUNK + 100);
    }

    /// What is told of a journey in which one party takes part.
    private Alert raise(CoiId coi, String party) {
        var alert =
                new Alert(
                        "al_" + coi.value(),
                        coi,
                        Optional.empty(),
                        FindingCode.EXCURSION,
                        Severity.MAJOR,
                        true,
                        "BAG-1",
                        Optional.of(NOW),
                        Optional.empty(),
                        "Too warm.");
        Told nothing = Told.nothing(coi);
        store.replace(
                nothing,
                new Told(coi, 0, 1, List.of(alert), Map.of(), List.of(), Optional.empty()),
                NOW);
        database.getCollection("journeys")
                .insertOne(new Document("_id", coi.value()).append("parties", List.of(party)));
        return alert;
    }
}
