package io.unbroken.benchmarks.service;

import io.unbroken.benchmarks.figures.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How long the scans of a round took; each delay is a 99th percentile in milliseconds.
///
/// @param perSecond scans that were acknowledged in a second
/// @param late from when a scan was due until its receipt
/// @param visible from the receipt until the live feed told of it
/// @param sealed from the receipt until its service answered that it is sealed
record Delays(double perSecond, double late, double visible, double sealed) {

    static final double LONGEST_VISIBLE_MILLIS = 500;
    static final double LONGEST_SEALED_MILLIS = 5_000;

    /// A rate is held if scans are also sent when they are due, or hardly later.
    static final double LONGEST_LATE_MILLIS = 1_000;

    private static final double PERCENT = 99;

    /// When something was seen of a scan; empty if it was not.
    interface Seen extends Function<Scan, Optional<Long>> {}

    /// The delays of these scans.
    ///
    /// @param until when nobody looked any longer: what was not seen by then counts as if it was seen just then
    static Delays of(List<Scan> scans, Seen visible, Seen sealed, long until) {
        double last = scans.stream().mapToLong(Scan::acknowledged).max().orElseThrow();
        double first = scans.stream().mapToLong(Scan::sent).min().orElseThrow();
        return new Delays(
                scans.size() / ((last - first) / 1e9),
                percentile(scans, scan -> scan.acknowledged() - scan.sent()),
                percentile(scans, scan -> seen(scan, visible, until) - scan.acknowledged()),
                percentile(scans, scan -> seen(scan, sealed, until) - scan.acknowledged()));
    }

    private static long seen(Scan scan, Seen seen, long until) {
        return Math.min(until, seen.apply(scan).orElse(until));
    }

    private static double percentile(List<Scan> scans, Function<Scan, Long> nanos) {
        return Numbers.percentile(
                scans.stream().map(scan -> nanos.apply(scan) / 1e6).toList(), PERCENT);
    }

    /// Whether all of them are within their limits.
    boolean hold() {
        return visible <= LONGEST_VISIBLE_MILLIS
                && sealed <= LONGEST_SEALED_MILLIS
                && late <= LONGEST_LATE_MILLIS;
    }
}
