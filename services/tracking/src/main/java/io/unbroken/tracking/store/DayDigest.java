package io.unbroken.tracking.store;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one day's readings come to, so that they need not be read one by one: a pure function of the set of them. Only where all
/// blocks of the day are authentic and sound; where one is not, the day is read from its blocks.
///
/// @param changes the state of the keys by which they were, [io.unbroken.tracking.recorder.Authenticator#changes()]; in another
///     state it says nothing
/// @param last the time of the last reading
/// @param hours those hours of UTC that have readings, in order
/// @param segments by the rules that were asked for so far
public record DayDigest(
        long changes, Instant last, List<Hour> hours, Map<ThermalRule, ThermalSegment> segments) {

    public DayDigest {
        hours = List.copyOf(hours);
        segments = Map.copyOf(segments);
    }

    /// The readings of one hour.
    ///
    /// @param hour 0 to 23
    /// @param sum in hundredths of a degree, as the others
    public record Hour(int hour, int count, long sum, int min, int max) {

        private static Hour of(Sample sample) {
            int hundredths = sample.temperature().hundredths();
            return new Hour(
                    sample.time().atZone(ZoneOffset.UTC).getHour(),
                    1,
                    hundredths,
                    hundredths,
                    hundredths);
        }

        private Hour plus(Hour later) {
            return new Hour(
                    hour,
                    count + later.count,
                    sum + later.sum,
                    Math.min(min, later.min),
                    Math.max(max, later.max));
        }
    }

    /// That of the readings of one day, at least one.
    public static DayDigest of(Readings day, Iterable<ThermalRule> rules, long changes) {
        var segments = new HashMap<ThermalRule, ThermalSegment>();
        for (ThermalRule rule : rules) {
            ThermalSegment.of(day, rule).ifPresent(segment -> segments.put(rule, segment));
        }
        return new DayDigest(changes, day.samples().getLast().time(), hours(day), segments);
    }

    private static List<Hour> hours(Readings day) {
        var hours = new ArrayList<Hour>();
        day.samples().forEach(sample -> add(hours, Hour.of(sample)));
        return hours;
    }

    private static void add(List<Hour> hours, Hour next) {
        if (!hours.isEmpty() && hours.getLast().hour == next.hour) {
            hours.set(hours.size() - 1, hours.getLast().plus(next));
        } else {
            hours.add(next);
        }
    }

    /// The beginning of the hour of UTC of its first reading.
    public Instant first(Instant midnight) {
        return midnight.plus(Duration.ofHours(hours.getFirst().hour()));
    }

    /// That of these readings and later ones of the same day; empty if some are not later, or a rule was not asked for before.
    public Optional<DayDigest> then(Readings later, Collection<ThermalRule> rules) {
        if (!segments.keySet().containsAll(rules)) {
            return Optional.empty();
        }
        if (later.isEmpty()) {
            return Optional.of(this);
        }
        if (!last.isBefore(later.samples().getFirst().time())) {
            return Optional.empty();
        }
        var both = new HashMap<ThermalRule, ThermalSegment>();
        segments.forEach((rule, segment) ->
                ThermalSegment.of(later, rule)
                        .ifPresent(next -> both.put(rule, segment.then(next))));
        var all = new ArrayList<>(hours);
        hours(later).forEach(hour -> add(all, hour));
        return Optional.of(new DayDigest(changes, later.samples().getLast().time(), all, both));
    }
}
