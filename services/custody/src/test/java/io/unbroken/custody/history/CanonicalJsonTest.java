package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {

    @Test
    void every_kind_of_value_has_one_form_and_members_are_sorted() {
        var all =
                new All(
                        true,
                        new BigDecimal("1E+2"),
                        Celsius.parse("-150"),
                        Journeys.COI,
                        PartyKind.COURIER,
                        List.of(1, 2, 3),
                        List.of(),
                        Duration.ofMinutes(90),
                        Long.MAX_VALUE,
                        Optional.of(new One("x")),
                        Optional.empty(),
                        Instant.parse("2026-03-02T12:00:00Z"));

        assertThat(json(all))
                .isEqualTo(
                        "{\"a\":\"2026-03-02T12:00:00Z\",\"celsius\":\"-150.00\",\"decimal\":\"100\","
                                + "\"id\":\"CHA999926000001\",\"kind\":\"COURIER\","
                                + "\"length\":\"PT1H30M\",\"list\":[1,2,3],\"none\":[],"
                                + "\"number\":9223372036854775807,\"present\":{\"text\":\"x\"},"
                                + "\"truth\":true}");
    }

    @Test
    void a_fact_names_its_kind_among_its_members() {
        assertThat(json(new LabelsReconciled(3, 2, 1)))
                .isEqualTo(
                        "{\"applied\":2,\"destroyed\":1,\"printed\":3,\"type\":\"LabelsReconciled\"}");
    }

    @Test
    void a_text_is_escaped_where_json_asks_for_it_and_where_bytes_would_be_undefined() {
        assertThat(json(new One("a\"b\\c"))).isEqualTo("{\"text\":\"a\\\"b\\\\c\"}");
        assertThat(json(new One("\u001f \n"))).isEqualTo("{\"text\":\"\\u001f \\u000a\"}");
        assertThat(json(new One("\ud83e\udde1"))).isEqualTo("{\"text\":\"\\ud83e\\udde1\"}");
        assertThat(json(new One("ä/"))).isEqualTo("{\"text\":\"ä/\"}");
    }

    @Test
    void a_value_without_one_form_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json(new Odd(1.5)))
                .withMessageContaining("java.lang.Double");
    }

    private static String json(Record value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    private record All(
            boolean truth,
            BigDecimal decimal,
            Celsius celsius,
            CoiId id,
            PartyKind kind,
            List<Integer> list,
            List<Integer> none,
            Duration length,
            long number,
            Optional<One> present,
            Optional<One> absent,
            Instant a) {}

    private record One(String text) {}

    private record Odd(double number) {}
}
