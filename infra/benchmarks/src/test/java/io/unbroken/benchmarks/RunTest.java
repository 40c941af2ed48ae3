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

    @Test
    void the_quick_mode_yields_every_figure() {
        // given
        var run = new Run(Sizes.QUICK, ONE_ROUND, _ -> {});

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
                        "latency.1000.visible",
                        "latency.1000.sealed",
                        "latency.held",
                        "rebuild.ratio",
                        "reads.1000",
                        "reads.growth",
                        "proof.1000.rate",
                        "proof.1000.memory");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isNotNegative());
        assertThat(new Report(Map.of(), figures, run.failures()).table().lines())
                .hasSizeGreaterThan(figures.size());
    }
}
