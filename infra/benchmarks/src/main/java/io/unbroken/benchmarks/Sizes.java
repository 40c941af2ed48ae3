package io.unbroken.benchmarks;

import java.util.List;

/// How much is measured.
///
/// @param custodyJourneys journeys of the custody records; one batch of a partition should not hold two events of one
/// @param custodyEvents events of each
/// @param loggers loggers of the telemetry records
/// @param hours blocks of each, an hour in each
/// @param bundles events of the bundles
/// @param rates scans a second, from the goal's downwards
/// @param seconds of sending at a rate
/// @param rebuiltJourneys journeys that are recorded live and rebuilt
/// @param journeys in the store when histories are read, ascending
/// @param reads of a round
record Sizes(
        int custodyJourneys,
        int custodyEvents,
        int loggers,
        int hours,
        List<Integer> bundles,
        List<Integer> rates,
        int seconds,
        int rebuiltJourneys,
        List<Integer> journeys,
        int reads) {

    /// Some 20 minutes on two cores without the reads, whose million journeys take some more to write.
    static final Sizes FULL =
            new Sizes(
                    6_000,
                    2,
                    600,
                    24,
                    List.of(1_000, 100_000),
                    List.of(1_000, 750, 500, 400, 300, 200, 100),
                    10,
                    2_000,
                    List.of(1_000, 1_000_000),
                    1_000);

    /// Under three minutes; the figures say little.
    static final Sizes QUICK =
            new Sizes(
                    300,
                    3,
                    60,
                    24,
                    List.of(1_000, 5_000),
                    List.of(1_000, 100),
                    2,
                    100,
                    List.of(1_000, 10_000),
                    200);
}
