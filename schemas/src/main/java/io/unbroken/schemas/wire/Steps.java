package io.unbroken.schemas.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whole numbers by time, as the contracts write them: the first, and then how much each time and value differs from what was to be
/// expected. One byte each when a logger is regular and its values slow, and still integers that any Avro tool reads.
///
/// @param start the first time in milliseconds; 0 if there is none
/// @param timeSteps for each value after the first the change of its distance from the one before
/// @param valueSteps the first value, then differences
record Steps(long start, List<Long> timeSteps, List<Integer> valueSteps) {

    /// One value at its time.
    record Point(Instant time, int value) {}

    /// @param points by time
    static Steps of(List<Point> points) {
        var timeSteps = new ArrayList<Long>(points.size());
        var valueSteps = new ArrayList<Integer>(points.size());
        long start = points.isEmpty() ? 0 : points.getFirst().time().toEpochMilli();
        long time = start;
        long distance = 0;
        int value = 0;
        for (Point point : points) {
            long at = point.time().toEpochMilli();
            if (!valueSteps.isEmpty()) {
                timeSteps.add(at - time - distance);
                distance = at - time;
                time = at;
            }
            valueSteps.add(point.value() - value);
            value = point.value();
        }
        return new Steps(start, timeSteps, valueSteps);
    }

    /// @param most no more points than this
    /// @throws IllegalArgumentException if they are too many, or not as many times as values, or their times go back
    /// @throws ArithmeticException if a time or value is out of range
    static List<Point> points(long start, List<?> timeSteps, List<?> valueSteps, int most) {
        int count = valueSteps.size();
        if (count > most || timeSteps.size() != Math.max(0, count - 1)) {
            throw new IllegalArgumentException(
                    "samples: expected at most %d values and one time step less, found %d and %d"
                            .formatted(most, count, timeSteps.size()));
        }
        var points = new ArrayList<Point>(count);
        long time = start;
        long distance = 0;
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                distance = Math.addExact(distance, (Long) timeSteps.get(i - 1));
                time = Math.addExact(time, requireForward(distance));
            }
            value = Math.addExact(value, (Integer) valueSteps.get(i));
            points.add(new Point(Instant.ofEpochMilli(time), value));
        }
        return points;
    }

    private static long requireForward(long distance) {
        if (distance < 0) {
            throw new IllegalArgumentException("samples: expected times that do not go back");
        }
        return distance;
    }
}
