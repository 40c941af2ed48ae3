package io.unbroken.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Report REPORT =
            new Report(
                    Map.of("machine", "2 processors"),
                    List.of(
                            Figure.of(
                                    "fast",
                                    "a rate",
                                    "1/s",
                                    List.of(9.0, 1.0, 5.0),
                                    new Goal.AtLeast(5)),
                            Figure.of(
                                    "slow", "a delay", "ms", List.of(2.0, 3.0), new Goal.AtMost(2)),
                            Figure.of("plain", "a number", "", List.of(1_234_567.8))),
                    List.of("READS: no answer"));

    @Test
    void a_figure_is_the_median_of_its_rounds() {
        assertThat(REPORT.figures())
                .extracting(Figure::value)
                .containsExactly(5.0, 2.5, 1_234_567.8);
    }

    @Test
    void a_percentile_is_a_number_that_was_measured() {
        List<Double> hundred =
                java.util.stream.IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

        assertThat(Numbers.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Numbers.percentile(hundred, 0)).isEqualTo(1);
        assertThat(Numbers.percentile(hundred, 100)).isEqualTo(100);
    }

    @Test
    void the_table_names_each_goal_and_whether_it_is_met() {
        assertThat(REPORT.table().lines().skip(3))
                .containsExactly(
                        "a rate            5  1/s   ≥ 5   met     1 … 9",
                        "a delay        2.50  ms    ≤ 2   MISSED  2 … 3",
                        "a number  1,234,568",
                        "FAILED READS: no answer");
    }

    @Test
    void the_json_is_one_object_with_all_rounds() {
        JsonNode report = JsonMapper.builder().build().readTree(REPORT.json());

        assertThat(report.path("machine").asString()).isEqualTo("2 processors");
        JsonNode slow = report.path("figures").path(1);
        assertThat(slow.path("value").asDouble()).isEqualTo(2.5);
        assertThat(slow.path("met").asBoolean(true)).isFalse();
        assertThat(slow.path("rounds")).hasSize(2);
        assertThat(report.path("failures").path(0).asString()).isEqualTo("READS: no answer");
        assertThat(report.path("figures").path(2).has("goal")).isFalse();
    }

    @Test
    void the_values_are_one_line_with_the_figures_asked_for_and_no_others() {
        assertThat(REPORT.values(List.of("slow", "fast", "missing")))
                .isEqualTo("{\"slow\":2.5,\"fast\":5.0,\"missing\":null}");
    }

    @Test
    void a_curve_is_a_small_table_and_says_how_much_it_grows() {
        var curve =
                new Curve(
                        "cost",
                        "cost by length",
                        "days",
                        "ms",
                        List.of(new Curve.Point(1, 2), new Curve.Point(30, 3)));
        var report = new Report(Map.of(), List.of(), List.of(curve), List.of());

        assertThat(curve.growth()).isEqualTo(1.5);
        assertThat(report.table().lines().skip(2))
                .containsExactly(
                        "",
                        "cost by length",
                        "          days            ms  ÷ first",
                        "             1             2  1",
                        "            30             3  1.50");
        JsonNode points =
                JsonMapper.builder().build().readTree(report.json()).at("/curves/0/points");
        assertThat(points.path(1).path("at").asDouble()).isEqualTo(30);
        assertThat(points.path(1).path("value").asDouble()).isEqualTo(3);
    }
}
