package io.unbroken.custody.coldchain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What one logger read in one hour of UTC, at least once.
///
/// @param from when the hour began
public record HourOfReadings(Instant from, Celsius coldest, Celsius warmest) {

    /// When the hour is over.
    public Instant until() {
        return from.plus(1, ChronoUnit.HOURS);
    }

    /// The hours of some readings, in order.
    public static List<HourOfReadings> of(Readings readings) {
        var hours = new ArrayList<HourOfReadings>();
        for (Sample sample : readings.samples()) {
            Instant from = sample.time().truncatedTo(ChronoUnit.HOURS);
            Celsius read = sample.temperature();
            if (!hours.isEmpty() && hours.getLast().from.equals(from)) {
                HourOfReadings before = hours.removeLast();
                hours.add(
                        new HourOfReadings(
                                from,
                                read.isBelow(before.coldest) ? read : before.coldest,
                                read.isAbove(before.warmest) ? read : before.warmest));
            } else {
                hours.add(new HourOfReadings(from, read, read));
            }
        }
        return List.copyOf(hours);
    }

    /// By how much all that one logger read in this hour was surely away from all that the other read, in hundredths of a degree;
    /// negative if they met.
    int apart(HourOfReadings other) {
        return Math.max(
                coldest.hundredths() - other.warmest.hundredths(),
                other.coldest.hundredths() - warmest.hundredths());
    }
}
