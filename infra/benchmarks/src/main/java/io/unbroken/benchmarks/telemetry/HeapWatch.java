package io.unbroken.benchmarks.telemetry;

import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Looks, evenly over a run, at what this process holds after a collection. What it held before the run is taken off. Each look stops
/// everything, so no such run is timed.
final class HeapWatch implements Changes {

    /// Of a whole run.
    private static final int LOOKS = 20;

    private static final int QUARTERS = 4;
    private static final double MEGABYTE = 1 << 20;

    private final long records;
    private final double before = held();
    private final List<Double> megabytes = new ArrayList<>();
    private long applied;

    /// @param records of the run, which begins now
    HeapWatch(long records) {
        this.records = records;
    }

    /// The mean of each quarter of the run.
    ///
    /// @return megabytes
    List<Double> quarters() {
        if (megabytes.size() < QUARTERS) {
            throw new IllegalStateException(
                    "expected %d looks, found %d".formatted(LOOKS, megabytes.size()));
        }
        var quarters = new ArrayList<Double>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            quarters.add(
                    megabytes
                            .subList(
                                    quarter * megabytes.size() / QUARTERS,
                                    (quarter + 1) * megabytes.size() / QUARTERS)
                            .stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow());
        }
        return quarters;
    }

    @Override
    public void journeys(Collection<ListedJourney> written) {}

    @Override
    public void applied(List<LogRecord> batch, Collection<QuarantinedRecord> quarantined) {
        applied += batch.size();
        long due = applied * LOOKS / records - megabytes.size();
        if (due > 0) {
            // A batch may be more than a twentieth of a short run.
            megabytes.addAll(Collections.nCopies((int) due, held() - before));
        }
    }

    private static double held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
