package io.unbroken.verifier.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.verifier.bundle.Line.Checkpoint;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Entry;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.bundle.Line.WriterSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The one order and the one form of a bundle's lines, and their limits.
final class BundleFormTest {

    private static final Line HEADER = new Header("CHA999926000001", Line.FORMAT, "log", 3, 1, 2);
    private static final Line CHECKPOINT = new Checkpoint("note");
    private static final Line CONSISTENCY = new Consistency(1, List.of(), "root");
    private static final Line ENTRY = entry(3);
    private static final Line SCHEMA = schema(3);
    private static final Line KEY = record("keys.v1", 0, 3);
    private static final Line EVENT = record("courier.events.v1", 1, 3);
    private static final Line READING = record("telemetry.blocks.v1", 1, 3);
    private static final Line HISTORY =
            new DerivedHistory("{}".getBytes(StandardCharsets.US_ASCII));

    /// Each line after those that a bundle must have before it, and one of those it may have.
    private static final List<Line> WHOLE =
            List.of(HEADER, CHECKPOINT, CONSISTENCY, ENTRY, SCHEMA, KEY, EVENT, READING, HISTORY);

    @Test
    void lines_come_in_one_order() {
        for (int before = 0; before < WHOLE.size(); before++) {
            for (int after = 0; after < WHOLE.size(); after++) {
                boolean next = after == before + 1;
                // Without an earlier root; without records of some topics.
                boolean over =
                        (before == 1 && after == 3)
                                || (before >= 4 && before <= 7 && after > before);
                boolean allowed = (next || over) && !(before == 4 && after == 8);
                assertThat(takes(WHOLE.subList(0, before + 1), WHOLE.get(after)))
                        .as("%s after %s", WHOLE.get(after), WHOLE.get(before))
                        .isEqualTo(allowed);
            }
        }
    }

    @Test
    void a_bundle_begins_with_its_header_and_ends_with_its_history() {
        for (Line line : WHOLE) {
            assertThat(takes(List.of(), line)).isEqualTo(line.equals(HEADER));
        }
        for (int length = 1; length <= WHOLE.size(); length++) {
            var order = order(WHOLE.subList(0, length));
            Line last = WHOLE.get(length - 1);
            assertThat(order.historyMayFollow())
                    .as(last.toString())
                    .isEqualTo(last instanceof StoredRecord);
            if (last.equals(HISTORY)) {
                order.end();
            } else {
                assertThatIllegalArgumentException().isThrownBy(order::end);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new LineOrder().end());
        assertThat(new LineOrder().historyMayFollow()).isFalse();
    }

    @Test
    void lines_of_one_kind_ascend() {
        List<Line> upToEntry = WHOLE.subList(0, 4);
        assertThat(takes(upToEntry, entry(4))).isTrue();
        assertThat(takes(upToEntry, entry(3))).isFalse();
        assertThat(takes(upToEntry, entry(2))).isFalse();
        List<Line> upToSchema = WHOLE.subList(0, 5);
        assertThat(takes(upToSchema, schema(4))).isTrue();
        assertThat(takes(upToSchema, schema(3))).isFalse();
        assertThat(takes(upToSchema, schema(2))).isFalse();
        List<Line> upToEvent = WHOLE.subList(0, 7);
        assertThat(takes(upToEvent, record("courier.events.v1", 1, 4))).isTrue();
        assertThat(takes(upToEvent, record("courier.events.v1", 2, 0))).isTrue();
        assertThat(takes(upToEvent, record("infusion.events.v1", 0, 0))).isTrue();
        assertThat(takes(upToEvent, EVENT)).isFalse();
        assertThat(takes(upToEvent, record("courier.events.v1", 1, 2))).isFalse();
        assertThat(takes(upToEvent, record("courier.events.v1", 0, 9))).isFalse();
        assertThat(takes(upToEvent, record("collection.events.v1", 9, 9))).isFalse();
        assertThat(takes(upToEvent, record("checkpoints.v1", 9, 9))).isFalse();
    }

    @Test
    void each_line_has_one_form() {
        for (Line line : WHOLE) {
            byte[] bytes = LineCodec.bytes(line);
            assertThat(LineCodec.bytes(LineCodec.parse(bytes))).isEqualTo(bytes);
        }
        var bare =
                new StoredRecord(
                        List.of(new StoredHeader("name", Optional.empty())),
                        Optional.empty(),
                        0,
                        0,
                        List.of("proof"),
                        1,
                        "keys.v1",
                        Optional.empty());
        assertThat(LineCodec.parse(LineCodec.bytes(bare))).isEqualTo(bare);
    }

    @Test
    void what_is_no_line_is_refused_with_a_reason() {
        for (String other :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"other\":{}}",
                        "{\"header\":1}",
                        "{\"checkpoint\":{}}",
                        "{\"checkpoint\":{\"note\":1}}",
                        "{\"schema\":{\"id\":-1,\"schema\":\"\"}}",
                        "{\"schema\":{\"id\":2147483648,\"schema\":\"\"}}",
                        "{\"schema\":{\"id\":1.5,\"schema\":\"\"}}",
                        "{\"schema\":{\"id\":true,\"schema\":\"\"}}",
                        "{\"schema\":{\"id\":9223372036854775808,\"schema\":\"\"}}",
                        "{\"consistency\":{\"from\":1,\"proof\":[1],\"root\":\"\"}}",
                        "{\"consistency\":{\"from\":1,\"proof\":\"\",\"root\":\"\"}}",
                        "{\"entry\":{\"heads\":[\"\"],\"index\":1,\"proof\":[]}}",
                        " {\"checkpoint\":{\"note\":\"\"}}")) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> LineCodec.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .withMessageStartingWith("expected");
        }
        assertThat(
                        LineCodec.parse(
                                "{\"schema\":{\"id\":2147483647,\"schema\":\"\"}}"
                                        .getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new WriterSchema(Integer.MAX_VALUE, ""));
    }

    @Test
    void objects_and_lists_are_deep_and_long_up_to_a_limit() {
        assertThat(parses("{\"a\":".repeat(Limits.DEEPEST) + "1" + "}".repeat(Limits.DEEPEST)))
                .isTrue();
        assertThat(
                        parses(
                                "{\"a\":".repeat(Limits.DEEPEST + 1)
                                        + "1"
                                        + "}".repeat(Limits.DEEPEST + 1)))
                .isFalse();
        int lists = Limits.DEEPEST - 1;
        assertThat(parses("{\"a\":" + "[".repeat(lists) + "]".repeat(lists) + "}")).isTrue();
        assertThat(parses("{\"a\":" + "[".repeat(lists + 1) + "]".repeat(lists + 1) + "}"))
                .isFalse();
        assertThat(parses("{\"a\":[" + "1,".repeat(Limits.MOST_ELEMENTS - 1) + "1]}")).isTrue();
        assertThat(parses("{\"a\":[" + "1,".repeat(Limits.MOST_ELEMENTS) + "1]}")).isFalse();
        assertThat(parses(members(Limits.MOST_ELEMENTS))).isTrue();
        assertThat(parses(members(Limits.MOST_ELEMENTS + 1))).isFalse();
    }

    private static String members(int count) {
        var json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append('"').append(i).append("\":1");
        }
        return json.append('}').toString();
    }

    private static boolean parses(String json) {
        try {
            Fields.parse(json.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean takes(List<Line> before, Line line) {
        LineOrder order = order(before);
        try {
            order.next(line);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static LineOrder order(List<Line> lines) {
        var order = new LineOrder();
        lines.forEach(order::next);
        return order;
    }

    private static Line entry(long index) {
        return new Entry(List.of(), index, List.of());
    }

    private static Line schema(int id) {
        return new WriterSchema(id, "{}");
    }

    private static Line record(String topic, int partition, long offset) {
        return new StoredRecord(
                List.of(),
                Optional.of("a2V5"),
                offset,
                partition,
                List.of(),
                1,
                topic,
                Optional.of("dmFsdWU="));
    }
}
