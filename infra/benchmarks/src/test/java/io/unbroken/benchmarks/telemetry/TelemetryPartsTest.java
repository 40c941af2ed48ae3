package io.unbroken.benchmarks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.benchmarks.figures.Curve;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Result;
import io.unbroken.benchmarks.stand.Stand;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each part with so little that nothing but its coming can be said of a figure, on a real broker and store.
class TelemetryPartsTest {

    private static final Fleet TOY = new Fleet(8, 2);
    private static final int ONE_ROUND = 1;

    private static Stand stand;

    @BeforeAll
    static void start() {
        stand = Stand.start();
    }

    @AfterAll
    static void stop() {
        stand.close();
    }

    @Test
    void rates_and_their_baselines_come_from_one_log() {
        // when
        Result rates = new ReadingsBenchmark(stand, TOY, 8).run(ONE_ROUND);
        Result memory = new MemoryBenchmark(stand, TOY).run();

        // then
        assertThat(rates.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "samplesPerSecond",
                        "springData",
                        "springDataBytesPerSample",
                        "ratioSpringData",
                        "mongoConnector",
                        "ratioMongoConnector",
                        "mongoConnectorBytes",
                        "ratioMongoConnectorBytes",
                        "decode",
                        "bulk",
                        "shareOfLimit",
                        "costGrowth");
        assertThat(rates.figures()).allSatisfy(each -> assertThat(each.value()).isPositive());
        assertThat(rates.curves().getFirst().points())
                .extracting(Curve.Point::at)
                .containsExactly(120.0, 240.0, 480.0, 960.0);
        assertThat(memory.curves().getFirst().points()).hasSize(4);
    }

    @Test
    void histories_grow_to_each_length() {
        // when
        Result history = new HistoryBenchmark(stand, 2, List.of(1, 2)).run();

        // then
        assertThat(history.curves().getFirst().points())
                .extracting(Curve.Point::at)
                .containsExactly(1.0, 2.0);
        assertThat(history.figures()).extracting(Figure::name).containsExactly("historyGrowth");
    }
}
