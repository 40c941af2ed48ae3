package io.unbroken.simulator.physics;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.TemperatureRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How it truly was in one carrier at every moment, as no logger knows: straight lines between the model's steps.
public final class Truth {

    private static final double HUNDREDTHS = 100;

    private final Instant from;
    private final long step;
    private final List<Point> points;

    private Truth(Instant from, long step, List<Point> points) {
        this.from = from;
        this.step = step;
        this.points = List.copyOf(points);
    }

    private record Point(double celsius, OptionalDouble nitrogen, Surroundings around) {}

    /// Collects what is true at each step.
    static final class Builder {

        private final Instant from;
        private final long step;
        private final List<Point> points = new ArrayList<>();

        /// @param step in seconds
        Builder(Instant from, long step) {
            this.from = from;
            this.step = step;
        }

        void add(Carrier carrier, Surroundings around) {
            points.add(new Point(carrier.celsius(), carrier.nitrogen(), around));
        }

        Truth build() {
            return new Truth(from, step, points);
        }
    }

    /// The time that is known; its end is that of the last step, up to one step after the stay's.
    public Interval known() {
        return new Interval(from, from.plusSeconds(step * (points.size() - 1)));
    }

    /// How warm the cells were.
    ///
    /// @throws IllegalArgumentException if the time is not known
    public double celsius(Instant time) {
        if (!known().contains(time)) {
            throw new IllegalArgumentException(
                    "expected a time in %s, found %s".formatted(known(), time));
        }
        double at = Duration.between(from, time).toMillis() / (step * 1_000.0);
        int before = Math.min((int) at, points.size() - 2);
        double share = at - before;
        return points.get(before).celsius * (1 - share) + points.get(before + 1).celsius * share;
    }

    /// What was left of the nitrogen, percent; empty in a carrier that has none.
    public OptionalDouble nitrogen(Instant time) {
        return point(time).nitrogen;
    }

    /// What the carrier had to bear.
    public Surroundings around(Instant time) {
        return point(time).around;
    }

    private Point point(Instant time) {
        int at = (int) (Duration.between(from, time).toSeconds() / step);
        return points.get(Math.clamp(at, 0, points.size() - 1));
    }

    /// When the cells were out of range by more than a margin, in order.
    ///
    /// @param margin degrees; below zero also what was close to a limit counts
    public List<Interval> outside(TemperatureRange range, double margin) {
        var outside = new ArrayList<Interval>();
        Instant since = null;
        for (int i = 0; i < points.size(); i++) {
            boolean out = excess(range, points.get(i).celsius) > margin;
            if (out && since == null) {
                since = i == 0 ? from : crossing(range, margin, i - 1);
            } else if (!out && since != null) {
                outside.add(new Interval(since, crossing(range, margin, i - 1)));
                since = null;
            }
        }
        if (since != null) {
            outside.add(new Interval(since, known().until()));
        }
        return outside;
    }

    /// For how long they were out of range in all.
    public Duration timeOutside(TemperatureRange range) {
        return outside(range, 0).stream()
                .map(Interval::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Where the line after a step crosses the margin.
    private Instant crossing(TemperatureRange range, double margin, int before) {
        double here = excess(range, points.get(before).celsius) - margin;
        double there = excess(range, points.get(before + 1).celsius) - margin;
        double share = here / (here - there);
        return from.plusMillis((long) ((before + share) * step * 1_000));
    }

    /// By how much it is out of range; below zero inside.
    private static double excess(TemperatureRange range, double celsius) {
        double over =
                range.high()
                        .map(high -> celsius - high.hundredths() / HUNDREDTHS)
                        .orElse(Double.NEGATIVE_INFINITY);
        double under =
                range.low()
                        .map(low -> low.hundredths() / HUNDREDTHS - celsius)
                        .orElse(Double.NEGATIVE_INFINITY);
        return Math.max(over, under);
    }
}
