package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A time in which two loggers of one carrier did not tell the same.
///
/// Two loggers never read at the same instant, and one warms faster than the other when a lid is open. So they are compared by hours of
/// UTC in which both read: they differ in an hour if everything that one read in it was warmer, by more than is tolerated, than everything
/// that the other read. Hours that follow each other are one disagreement. So it follows from the extremes of hours, without the
/// readings.
///
/// @param from when its first hour began
/// @param until when its last hour was over
/// @param apart the most by which they surely differed in one of the hours, in hundredths of a degree
public record Disagreement(Instant from, Instant until, int apart) {

    public Duration length() {
        return Duration.between(from, until);
    }

    /// All of two loggers, in order.
    ///
    /// @param tolerance by how much they may differ, in hundredths of a degree
    /// @param known until when both are known; an hour that is not over by then is not compared
    public static List<Disagreement> between(
            List<HourOfReadings> one, List<HourOfReadings> other, int tolerance, Instant known) {
        Map<Instant, HourOfReadings> others =
                other.stream().collect(Collectors.toMap(HourOfReadings::from, Function.identity()));
        var found = new ArrayList<Disagreement>();
        for (HourOfReadings hour : one) {
            HourOfReadings beside = others.get(hour.from());
            if (beside == null || hour.until().isAfter(known) || hour.apart(beside) <= tolerance) {
                continue;
            }
            var next = new Disagreement(hour.from(), hour.until(), hour.apart(beside));
            if (!found.isEmpty() && found.getLast().until.equals(next.from)) {
                Disagreement before = found.removeLast();
                found.add(
                        new Disagreement(
                                before.from, next.until, Math.max(before.apart, next.apart)));
            } else {
                found.add(next);
            }
        }
        return List.copyOf(found);
    }
}
