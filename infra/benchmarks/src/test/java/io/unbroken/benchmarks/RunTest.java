package io.unbroken.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Report;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final int ONE_ROUND = 1;

    /// So little that nothing but its coming can be said of a figure.
    private static final Sizes TOY =
            new Sizes(40, 2, 6, 4, List.of(40), List.of(200, 20), 1, 10, List.of(10, 40), 20);

    @Test
    void a_run_yields_every_figure() {
        // given
        var run = new Run(TOY, ONE_ROUND, _ -> {});

        // when
        List<Figure> figures = run.of(EnumSet.allOf(Measured.class));

        // then
        assertThat(run.failures()).isEmpty();
        assertThat(figures)
                .extracting(Figure::name)
                .doesNotHaveDuplicates()
                .contains(
                        "custody.limit",
                        "custody.share",
                        "custody.floor",
                        "telemetry.share",
                        "telemetry.floor",
                        "baseline.oursToStreams",
                        "baseline.oursToSpringData",
                        "latency.200.visible",
                        "latency.200.sealed",
                        "latency.held",
                        "rebuild.ratio",
                        "reads.10",
                        "reads.growth",
                        "proof.40.rate",
                        "proof.40.memory");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isNotNegative());
        assertThat(new Report(Map.of(), figures, run.failures()).table().lines())
                .hasSizeGreaterThan(figures.size());
    }
}
