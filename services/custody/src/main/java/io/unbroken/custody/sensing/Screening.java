package io.unbroken.custody.sensing;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Sorts what a logger reported into samples that are judged and samples that are only kept. A pure function of what was reported:
/// the same report gives the same result on any day.
///
/// @param samples the believable ones, at their corrected times
/// @param marked the others
public record Screening(List<Sample> samples, List<MarkedSample> marked) {

    /// No thermocouple of type T, the coldest kind that loggers have, is defined below this (IEC 60584-1); liquid nitrogen
    /// boils at -195.8 °C.
    public static final Celsius COLDEST = Celsius.parse("-270");

    /// No shipper was ever hotter; a warmer reading is a broken sensor or another unit.
    public static final Celsius WARMEST = Celsius.parse("150");

    /// Clocks that lost their battery wake up in 1970, 1980 or 2000, and run on for as long as the next battery lasts, which
    /// is less than five years.
    public static final Instant FIRST = Instant.parse("2005-01-01T00:00:00Z");

    /// How far behind the moment of its own taking a reading may lie: as far as clocks may differ (events: the same).
    public static final Duration AHEAD = Duration.ofMinutes(10);

    /// Copies the lists.
    public Screening {
        samples = List.copyOf(samples);
        marked = List.copyOf(marked);
    }

    /// Sorts a report.
    ///
    /// @param unit that of all numbers in it
    /// @throws IllegalArgumentException if all its values look like kelvin and another unit was named, or a time is none that a
    ///     clock shows
    public static Screening of(
            Collection<Reported> reported, TemperatureUnit unit, Optional<ClockCheck> clock) {
        requireNotKelvin(reported, unit);
        var samples = new ArrayList<Sample>();
        var marked = new ArrayList<MarkedSample>();
        for (Reported each : reported) {
            Instant time = corrected(each.time(), clock);
            Optional<BigDecimal> celsius = each.reading().number().map(unit::toCelsius);
            Optional<Mark> mark = valueMark(celsius).or(() -> timeMark(time, clock));
            if (mark.isPresent()) {
                marked.add(
                        new MarkedSample(
                                time,
                                celsius.map(Screening::kept).orElse(each.reading()),
                                mark.get()));
            } else {
                int hundredths = celsius.orElseThrow().movePointRight(2).intValueExact();
                samples.add(new Sample(time, new Celsius(hundredths)));
            }
        }
        return new Screening(samples, marked);
    }

    /// The time by the logger's clock, corrected.
    static Instant corrected(Instant byLogger, Optional<ClockCheck> clock) {
        MarkedSample.requireRange(byLogger);
        return clock.map(check -> check.corrected(byLogger)).orElse(byLogger);
    }

    /// Why a time cannot be believed; empty if it can.
    static Optional<Mark> timeMark(Instant corrected, Optional<ClockCheck> clock) {
        if (corrected.isBefore(FIRST)) {
            return Optional.of(Mark.CLOCK_RESET);
        }
        Instant latest = clock.map(check -> check.readAt().plus(AHEAD)).orElse(Event.LATEST);
        return corrected.isAfter(latest) ? Optional.of(Mark.CLOCK_AHEAD) : Optional.empty();
    }

    private static Optional<Mark> valueMark(Optional<BigDecimal> celsius) {
        if (celsius.isEmpty()) {
            return Optional.of(Mark.SENSOR_FAULT);
        }
        return believable(celsius.get()) ? Optional.empty() : Optional.of(Mark.BEYOND_SENSOR);
    }

    private static Reading kept(BigDecimal celsius) {
        return Reading.of(celsius);
    }

    private static boolean believable(BigDecimal celsius) {
        return celsius.compareTo(degrees(COLDEST)) >= 0 && celsius.compareTo(degrees(WARMEST)) <= 0;
    }

    private static BigDecimal degrees(Celsius celsius) {
        return BigDecimal.valueOf(celsius.hundredths(), 2);
    }

    /// Two different values, all too hot as they were declared and all believable in kelvin, are no broken sensor but a wrong
    /// word for the unit. One value again and again may be a fault that looks so, and is kept.
    private static void requireNotKelvin(Collection<Reported> reported, TemperatureUnit unit) {
        List<BigDecimal> numbers =
                reported.stream().flatMap(each -> each.reading().number().stream()).toList();
        boolean kelvin =
                numbers.stream().distinct().count() > 1
                        && numbers.stream()
                                .allMatch(number ->
                                        unit.toCelsius(number).compareTo(degrees(WARMEST)) > 0
                                                && believable(
                                                        TemperatureUnit.KELVIN.toCelsius(number)));
        if (kelvin) {
            throw new IllegalArgumentException(
                    "unit: expected temperatures in %s, found values that all look like kelvin"
                            .formatted(unit));
        }
    }
}
