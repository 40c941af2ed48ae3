package io.unbroken.benchmarks.ingest;

import java.util.List;

/// How far a recorder was when, batch by batch.
public record Course(List<Moment> moments) {

    public Course {
        moments = List.copyOf(moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("expected at least one batch");
        }
    }

    /// A batch was in the store.
    ///
    /// @param records that were there by then
    /// @param seconds since the first poll that gave records
    public record Moment(long records, double seconds) {}

    /// From the first poll that gave records to the last progress.
    public double seconds() {
        return moments.getLast().seconds;
    }

    /// What each of the first records cost on the average.
    ///
    /// @param first so many, to the end of the batch in which the last of them was
    /// @return seconds
    public double secondsEach(long first) {
        Moment reached =
                moments.stream()
                        .filter(moment -> moment.records >= first)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected at least %d records, found %d"
                                                .formatted(first, moments.getLast().records)));
        return reached.seconds / reached.records;
    }
}
