package io.unbroken.benchmarks.telemetry;

import io.unbroken.benchmarks.figures.Curve;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Result;
import io.unbroken.benchmarks.stand.Stand;
import java.util.List;
import java.util.stream.IntStream;

/// What the recorder holds in memory over a run.
public final class MemoryBenchmark {

    /// Buffers of clients come and go.
    private static final double MOST_GROWTH = 1.2;

    private final Stand stand;
    private final Fleet fleet;

    /// @param fleet what is on the log of the stand
    public MemoryBenchmark(Stand stand, Fleet fleet) {
        this.stand = stand;
        this.fleet = fleet;
    }

    /// Records all once.
    public Result run() {
        var watch = new HeapWatch(fleet.blocks());
        new Recording(stand, fleet).toldTo(watch);
        List<Double> quarters = watch.quarters();
        var curve =
                new Curve(
                        "heap",
                        "held in memory after a collection, over the run",
                        "quarter",
                        "MB",
                        IntStream.range(0, quarters.size())
                                .mapToObj(i -> new Curve.Point(i + 1, quarters.get(i)))
                                .toList());
        return Result.flat(curve, "heapGrowth", new Goal.AtMost(MOST_GROWTH));
    }
}
