package io.unbroken.simulator.driver;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.Identifier;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.simulator.script.Enrolment;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Messages as the services' APIs take them: the model's records, component by component.
final class MessageJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MessageJson() {}

    /// An event without the person, whom the token names.
    static ObjectNode event(Event event) {
        ObjectNode node = NODES.objectNode();
        node.put("id", event.id().value());
        node.put("coi", event.coi().value());
        node.put("eventTime", event.eventTime().toString());
        node.put("offsetMinutes", event.offsetMinutes());
        node.put("device", event.device().value());
        node.set("scans", node(event.scans()));
        node.set("fact", node(event.fact()));
        return node;
    }

    /// All times by the logger's clock, as a gateway has them.
    static ObjectNode block(TelemetryBlock block) {
        ObjectNode node = NODES.objectNode();
        node.put("id", block.id().value());
        block.clock().ifPresent(clock -> clocks(node, clock));
        var samples = node.putArray("samples");
        block.samples()
                .forEach(sample ->
                        samples.addObject()
                                .put("time", byLogger(sample.time(), block.clock()))
                                .put("celsius", decimal(sample.temperature())));
        for (MarkedSample sample : block.marked()) {
            ObjectNode marked =
                    samples.addObject().put("time", byLogger(sample.time(), block.clock()));
            sample.reading()
                    .number()
                    .ifPresentOrElse(
                            number -> marked.put("celsius", number),
                            () -> marked.put("fault", sample.reading().text()));
        }
        return node;
    }

    /// Each condition under the name of what was sensed.
    static ObjectNode block(ConditionBlock block) {
        ObjectNode node = NODES.objectNode();
        node.put("id", block.id().value());
        block.clock().ifPresent(clock -> clocks(node, clock));
        var conditions = node.putArray("conditions");
        for (Condition condition : block.conditions()) {
            ObjectNode sensed =
                    conditions.addObject().put("time", byLogger(condition.time(), block.clock()));
            switch (condition) {
                case Condition.Tilt(_, int tenths) ->
                        sensed.put("tilt", BigDecimal.valueOf(tenths, 1));
                case Condition.Shock(_, int hundredths) ->
                        sensed.put("shock", BigDecimal.valueOf(hundredths, 2));
                case Condition.Light(_, int lux) -> sensed.put("light", lux);
                case Condition.Lid(_, var state) -> sensed.put("lid", state.name());
                case Condition.Position(_, int latitude, int longitude, int accuracy) ->
                        sensed.putObject("position")
                                .put("latitude", BigDecimal.valueOf(latitude, 6))
                                .put("longitude", BigDecimal.valueOf(longitude, 6))
                                .put("accuracy", accuracy);
                case Condition.Battery(_, int percent) -> sensed.put("battery", percent);
                case Condition.Nitrogen(_, int percent) -> sensed.put("nitrogen", percent);
                case Condition.Device(_, var state, var code) -> {
                    sensed.put("device", state.name());
                    code.ifPresent(own -> sensed.put("code", own.text()));
                }
                case Condition.Marked _ ->
                        throw new IllegalArgumentException("no script has marked conditions");
            }
        }
        return node;
    }

    private static void clocks(ObjectNode node, ClockCheck clock) {
        node.put("readAt", clock.readAt().toString());
        clock.loggerClock().ifPresent(shown -> node.put("loggerClock", shown.toString()));
    }

    private static String byLogger(Instant corrected, Optional<ClockCheck> clock) {
        return clock.map(check -> check.byLogger(corrected)).orElse(corrected).toString();
    }

    static ObjectNode enrolment(Enrolment enrolment) {
        ObjectNode node = NODES.objectNode();
        node.put("requestId", enrolment.request().toString());
        node.set("patient", node(enrolment.patient()));
        node.put("order", enrolment.order().value());
        node.put("product", enrolment.product().value());
        node.put("consentVersion", enrolment.consentVersion());
        node.put("eventTime", enrolment.eventTime().toString());
        node.put("offsetMinutes", enrolment.offsetMinutes());
        node.put("device", enrolment.device().value());
        return node;
    }

    private static BigDecimal decimal(Celsius celsius) {
        return BigDecimal.valueOf(celsius.hundredths(), 2);
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case Identifier id -> NODES.stringNode(id.value());
            case Fact fact ->
                    members(NODES.objectNode().put("type", fact.getClass().getSimpleName()), fact);
            case Record record -> members(NODES.objectNode(), record);
            case List<?> list -> {
                var array = NODES.arrayNode();
                list.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Enum<?> symbol -> NODES.stringNode(symbol.name());
            case Integer number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Instant time -> NODES.stringNode(time.toString());
            case LocalDate date -> NODES.stringNode(date.toString());
            case UUID id -> NODES.stringNode(id.toString());
            case String text -> NODES.stringNode(text);
            default ->
                    throw new IllegalArgumentException(
                            "no JSON for a " + value.getClass().getName());
        };
    }

    private static ObjectNode members(ObjectNode node, Object record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = read(component, record);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> node.set(component.getName(), node(present)));
            } else {
                node.set(component.getName(), node(value));
            }
        }
        return node;
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a public record's accessor is there", impossible);
        }
    }
}
