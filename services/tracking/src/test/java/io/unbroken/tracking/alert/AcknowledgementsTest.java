package io.unbroken.tracking.alert;

import static io.unbroken.tracking.alert.Scenes.COI;
import static io.unbroken.tracking.alert.Scenes.at;
import static io.unbroken.tracking.alert.Scenes.facts;
import static io.unbroken.tracking.alert.Scenes.gap;
import static io.unbroken.tracking.alert.Scenes.mismatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.store.StoreServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AcknowledgementsTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final AlertStore alerts = new AlertStore(client.getDatabase("tracking"));
    private final Acknowledgements acknowledgements = open();

    private Acknowledgements open() {
        return new Acknowledgements(
                client.getDatabase("tracking"), alerts, InstantSource.fixed(at(200)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void who_has_seen_an_alert_and_what_they_said_stays_whoever_asks() {
        Alert alert = told();

        Acknowledged seen = acknowledge(alert, ONE, "ops", "Called the courier").orElseThrow();

        assertThat(seen.seen()).isTrue();
        assertThat(open().of(List.of(alert)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.seen()).isTrue();
                    assertThat(found.notes())
                            .singleElement()
                            .satisfies(note -> {
                                assertThat(note.by()).isEqualTo("ops");
                                assertThat(note.at()).isEqualTo(at(200));
                                assertThat(note.note()).isEqualTo("Called the courier");
                            });
                });
    }

    @Test
    void what_is_sent_twice_is_noted_once_and_another_note_is_added() {
        Alert alert = told();

        acknowledge(alert, ONE, "ops", "first");
        acknowledge(alert, ONE, "ops", "first");
        acknowledge(alert, TWO, "qa", "second");

        assertThat(acknowledgements.of(List.of(alert)).getFirst().notes())
                .extracting(Acknowledgement::note)
                .containsExactly("first", "second");
    }

    @Test
    void an_alert_that_is_not_there_is_not_acknowledged() {
        Alert alert = told();

        assertThat(acknowledgements.acknowledge(COI, "al_none", ONE, "ops", "x")).isEmpty();
        assertThat(
                        acknowledgements.acknowledge(
                                CoiId.issue("A9999", 2026, 2), alert.id(), ONE, "ops", "x"))
                .isEmpty();
    }

    @Test
    void one_that_got_worse_or_goes_on_again_wants_to_be_seen_again() {
        Alert alert = told();
        acknowledge(alert, ONE, "ops", "seen");

        assertThat(seen(with(alert, Severity.CRITICAL, alert.holds(), alert.until().isEmpty())))
                .isFalse();
        assertThat(seen(with(alert, Severity.INFO, false, false))).isTrue();
        Acknowledgement ended =
                Acknowledgement.of(
                        with(alert, alert.severity(), false, false), TWO, "ops", at(200), "over");
        assertThat(ended.covers(with(alert, alert.severity(), false, true))).isFalse();
        assertThat(ended.covers(with(alert, alert.severity(), true, false))).isFalse();
    }

    @Test
    void no_note_of_many_people_at_once_is_lost_and_there_is_an_end_of_them() throws Exception {
        Alert alert = told();
        try (var people = Executors.newFixedThreadPool(4)) {
            List<Callable<Optional<Acknowledged>>> notes =
                    IntStream.range(0, 4)
                            .<Callable<Optional<Acknowledged>>>mapToObj(
                                    i -> () -> acknowledge(alert, new UUID(1, i), "p" + i, "n"))
                            .toList();
            for (Future<Optional<Acknowledged>> done : people.invokeAll(notes)) {
                assertThat(done.get()).isPresent();
            }
        }
        assertThat(acknowledgements.of(List.of(alert)).getFirst().notes()).hasSize(4);

        for (int i = 4; i < Acknowledgements.MOST_NOTES; i++) {
            acknowledge(alert, new UUID(1, i), "p", "n");
        }
        assertThatThrownBy(() -> acknowledge(alert, TWO, "p", "n"))
                .isInstanceOf(Acknowledgements.Full.class);
    }

    private Alert told() {
        Told nothing = alerts.told(COI);
        alerts.replace(
                nothing,
                nothing.next(
                        facts(COI, List.of(gap(0, 90), mismatch("BAG-1")), List.of()),
                        false,
                        at(100)),
                at(100));
        return alerts.told(COI).alerts().stream()
                .filter(alert -> alert.code() == FindingCode.TELEMETRY_GAP)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Acknowledged> acknowledge(Alert alert, UUID id, String by, String note) {
        return acknowledgements.acknowledge(COI, alert.id(), id, by, note);
    }

    private boolean seen(Alert alert) {
        return acknowledgements.of(List.of(alert)).getFirst().seen();
    }

    private static Alert with(Alert alert, Severity severity, boolean holds, boolean open) {
        return new Alert(
                alert.id(),
                alert.coi(),
                alert.product(),
                alert.code(),
                severity,
                holds,
                alert.subject(),
                alert.since(),
                open ? Optional.empty() : Optional.of(at(90)),
                alert.detail());
    }
}
