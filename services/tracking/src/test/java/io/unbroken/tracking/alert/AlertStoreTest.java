package io.unbroken.tracking.alert;

import static io.unbroken.tracking.alert.Scenes.COI;
import static io.unbroken.tracking.alert.Scenes.at;
import static io.unbroken.tracking.alert.Scenes.facts;
import static io.unbroken.tracking.alert.Scenes.gap;
import static io.unbroken.tracking.alert.Scenes.mismatch;
import static io.unbroken.tracking.alert.Scenes.watched;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.store.StoreServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlertStoreTest {

    private static final CoiId OTHER = CoiId.issue("A9999", 2026, 2);

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final AlertStore store = new AlertStore(client.getDatabase("tracking"));

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void what_was_told_comes_back_as_it_was_written_and_of_two_writers_one_wins() {
        Told nothing = store.told(COI);
        Told first =
                nothing.next(
                        facts(COI, List.of(gap(0, 90), mismatch("BAG-1")), List.of(watched(10))),
                        true,
                        at(100));

        assertThat(store.replace(nothing, first, at(100))).isTrue();
        assertThat(store.replace(nothing, first, at(100))).isFalse();

        Told found = store.told(COI);
        assertThat(found).isEqualTo(first.withVersion(found.version()));
        Told second = found.next(facts(), true, at(101));
        assertThat(store.replace(found, second, at(101))).isTrue();
        assertThat(store.replace(found, second, at(101))).isFalse();
        assertThat(store.told(COI).alerts()).isEmpty();
    }

    @Test
    void what_is_due_is_found_then_and_not_before() {
        Told nothing = store.told(COI);
        store.replace(
                nothing,
                nothing.next(facts(COI, List.of(), List.of(watched(10))), true, at(11)),
                at(11));

        assertThat(store.due(at(40), 10)).isEmpty();
        assertThat(store.due(at(41), 10)).containsExactly(COI);
    }

    @Test
    void alerts_are_listed_by_journey_filtered_and_page_by_page() {
        for (CoiId coi : List.of(COI, OTHER)) {
            Told nothing = store.told(coi);
            store.replace(
                    nothing,
                    nothing.next(
                            facts(
                                    coi,
                                    List.of(gap(0, 90), mismatch("BAG-1"), mismatch("BAG-2")),
                                    List.of()),
                            false,
                            at(100)),
                    at(100));
        }

        assertThat(listed(Optional.empty(), Optional.empty(), Optional.empty())).hasSize(6);
        assertThat(listed(Optional.of(true), Optional.empty(), Optional.empty())).hasSize(4);
        assertThat(listed(Optional.of(false), Optional.of(OTHER), Optional.empty()))
                .extracting(Alert::code)
                .containsExactly(FindingCode.TELEMETRY_GAP);
        assertThat(listed(Optional.empty(), Optional.empty(), Optional.of(Severity.CRITICAL)))
                .hasSize(4);
        var paged = new ArrayList<Alert>();
        Optional<AlertFilter.Place> after = Optional.empty();
        for (int page = 0; page < 3; page++) {
            List<Alert> found =
                    store.alerts(
                            new AlertFilter(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    after),
                            2);
            paged.addAll(found);
            after =
                    Optional.of(
                            AlertFilter.Place.parse(AlertFilter.Place.of(found.getLast()).text()));
        }
        assertThat(paged).isEqualTo(listed(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private List<Alert> listed(
            Optional<Boolean> open, Optional<CoiId> journey, Optional<Severity> severity) {
        return store.alerts(
                new AlertFilter(
                        open,
                        journey,
                        Optional.empty(),
                        severity,
                        Optional.empty(),
                        Optional.empty()),
                100);
    }
}
