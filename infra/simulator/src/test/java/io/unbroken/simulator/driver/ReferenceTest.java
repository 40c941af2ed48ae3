package io.unbroken.simulator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.simulator.script.Incident;
import io.unbroken.simulator.script.JourneyPlan;
import io.unbroken.simulator.script.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReferenceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
    private static final CoiId COI = CoiId.issue("A9999", 26, 7);
    private static final List<Step> STEPS =
            JourneyPlan.of(3, START, 24, List.of()).stream()
                    .filter(plan -> plan.incident() == Incident.NONE)
                    .findFirst()
                    .orElseThrow()
                    .steps(COI, new PatientToken("PT" + "C".repeat(26)));

    private final Acknowledged acknowledged = new Acknowledged();
    private final List<SignedEvent> recorded = new ArrayList<>();
    private final Map<LoggerId, List<Sample>> samples = new HashMap<>();

    @Test
    void a_history_of_what_was_acknowledged_agrees_in_whatever_order_it_came() {
        play();
        java.util.Collections.reverse(recorded);

        Reference.Comparison found = Reference.compare(COI, acknowledged, history());

        assertThat(found.agrees()).as("%s", found).isTrue();
    }

    @Test
    void an_event_that_is_not_there_is_lost() {
        play();
        SignedEvent lost = recorded.remove(12);

        Reference.Comparison found = Reference.compare(COI, acknowledged, history());

        assertThat(found.lost()).containsExactly(lost.event().id().value());
        assertThat(found.agrees()).isFalse();
    }

    @Test
    void an_event_that_is_there_twice_is_duplicated() {
        play();
        ObjectNode history = history();
        var events = (ArrayNode) history.path("events");
        events.add(events.get(12));

        Reference.Comparison found = Reference.compare(COI, acknowledged, history);

        assertThat(found.duplicated()).containsExactly(events.get(12).path("id").asString());
        assertThat(found.agrees()).isFalse();
    }

    @Test
    void readings_that_are_not_there_are_a_difference() {
        play();
        samples.values().forEach(some -> some.subList(0, some.size() / 2).clear());

        Reference.Comparison found = Reference.compare(COI, acknowledged, history());

        assertThat(found.lost()).isEmpty();
        assertThat(found.difference()).startsWith("at character");
    }

    @Test
    void an_event_that_nobody_has_a_receipt_for_is_a_difference() {
        play();
        Event first = recorded.getFirst().event();
        recorded.add(signed(first, new ContentHash("f".repeat(64)), PartyKind.COURIER));

        Reference.Comparison found = Reference.compare(COI, acknowledged, history());

        assertThat(found.agrees()).isFalse();
    }

    @Test
    void what_has_two_receipts_is_on_the_log_twice() {
        Step.Scanned step = scans().getFirst();

        acknowledged.event(step.event(), step.actor().kind(), receipt(step.event(), 4));
        acknowledged.event(step.event(), step.actor().kind(), receipt(step.event(), 4));
        assertThat(acknowledged.recordedTwice()).isEmpty();
        acknowledged.event(step.event(), step.actor().kind(), receipt(step.event(), 9));

        assertThat(acknowledged.recordedTwice()).hasSize(1);
        assertThat(acknowledged.receipts()).isEqualTo(1);
    }

    private void play() {
        for (Step step : STEPS) {
            switch (step) {
                case Step.Scanned(_, var actor, var event) -> {
                    acknowledged.event(event, actor.kind(), receipt(event, recorded.size()));
                    recorded.add(signed(event, content(event), actor.kind()));
                }
                case Step.Measured(_, _, var block) -> measured(block.logger(), block.samples());
                case Step.Sensed _ -> {}
                case Step.Downloaded(_, _, var logger, _, var some) -> measured(logger, some);
            }
        }
    }

    private void measured(LoggerId logger, List<Sample> some) {
        acknowledged.samples(logger, some, JSON.createObjectNode());
        samples.computeIfAbsent(logger, _ -> new ArrayList<>()).addAll(some);
    }

    private ObjectNode history() {
        var readings = new HashMap<LoggerId, Readings>();
        samples.forEach((logger, some) -> readings.put(logger, Readings.of(some)));
        byte[] bytes =
                CanonicalJson.bytes(
                        History.derive(
                                COI, recorded, SyntheticProfiles.all(), readings, List.of()));
        return (ObjectNode) JSON.readTree(bytes);
    }

    private static List<Step.Scanned> scans() {
        return STEPS.stream()
                .filter(step -> step instanceof Step.Scanned)
                .map(step -> (Step.Scanned) step)
                .toList();
    }

    private static JsonNode receipt(Event event, int offset) {
        return JSON.createObjectNode()
                .put("id", event.id().value())
                .put("topic", "courier.events.v1")
                .put("partition", 0)
                .put("offset", offset)
                .put("contentHash", content(event).value());
    }

    private static ContentHash content(Event event) {
        return new ContentHash("%064x".formatted(event.id().hashCode() & 0xFFFFFFFFL));
    }

    private static SignedEvent signed(Event event, ContentHash content, PartyKind kind) {
        return new SignedEvent(
                event,
                content,
                new PartyId("site-lindenhof"),
                kind,
                new KeyId("00f1e2d3c4b5a697"),
                3);
    }
}
