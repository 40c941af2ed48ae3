package io.unbroken.custody.telemetry;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.sensing.Screening;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A run of temperatures of one logger, in the order of time, then temperature; times are whole milliseconds.
///
/// @param id the idempotency key
/// @param logger the logger
/// @param source how the samples came
/// @param samples those that are judged, at their corrected times; given in any order
/// @param marked those that are kept as evidence and not judged; with the samples 1 to [#MOST_SAMPLES]
/// @param clock the clocks that were seen when the samples were taken from the logger
/// @param unit the unit that the logger's numbers came in; here all are degrees Celsius
public record TelemetryBlock(
        BlockId id,
        LoggerId logger,
        Source source,
        List<Sample> samples,
        List<MarkedSample> marked,
        Optional<ClockCheck> clock,
        TemperatureUnit unit)
        implements LoggerRecord {

    /// Four hours of a sample a minute: a record of some 500 bytes, and one signature for many readings.
    public static final int MOST_SAMPLES = 240;

    public TelemetryBlock {
        int count = samples.size() + marked.size();
        if (count == 0 || count > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "samples: expected 1 to %d, found %d".formatted(MOST_SAMPLES, count));
        }
        samples = samples.stream().map(TelemetryBlock::inMillis).sorted().toList();
        marked = marked.stream().sorted().toList();
        if (!samples.isEmpty()) {
            requireRange(samples.getFirst().time());
            requireRange(samples.getLast().time());
        }
    }

    /// A block of samples in degrees Celsius, all believed, from a clock that nobody compared.
    public TelemetryBlock(BlockId id, LoggerId logger, Source source, List<Sample> samples) {
        this(id, logger, source, samples, List.of(), Optional.empty(), TemperatureUnit.CELSIUS);
    }

    /// The block of what a logger reported, sorted by [Screening].
    ///
    /// @throws IllegalArgumentException as [Screening#of] does, or if there are none or too many
    public static TelemetryBlock of(
            BlockId id,
            LoggerId logger,
            Source source,
            Collection<Reported> reported,
            Optional<ClockCheck> clock,
            TemperatureUnit unit) {
        Screening screened = Screening.of(reported, unit, clock);
        return new TelemetryBlock(
                id, logger, source, screened.samples(), screened.marked(), clock, unit);
    }

    /// The same block, if whoever made it has not sorted its samples or has sorted them otherwise: what is not believable is
    /// marked too. What is marked already stays so.
    public TelemetryBlock screened() {
        Screening screened =
                Screening.of(
                        samples.stream().map(this::reported).toList(),
                        TemperatureUnit.CELSIUS,
                        clock);
        return new TelemetryBlock(
                id,
                logger,
                source,
                screened.samples(),
                Stream.concat(marked.stream(), screened.marked().stream()).toList(),
                clock,
                unit);
    }

    /// The times of the samples, and of those that are marked for their value alone.
    @Override
    public List<Instant> times() {
        return Stream.concat(
                        samples.stream().map(Sample::time),
                        marked.stream()
                                .filter(sample -> sample.mark().timeKnown())
                                .map(MarkedSample::time))
                .toList();
    }

    private Reported reported(Sample sample) {
        Instant byLogger = clock.map(check -> check.byLogger(sample.time())).orElse(sample.time());
        return new Reported(byLogger, new Reading(sample.temperature().toString()));
    }

    private static Sample inMillis(Sample sample) {
        Celsius temperature = sample.temperature();
        return new Sample(sample.time().truncatedTo(ChronoUnit.MILLIS), temperature);
    }

    private static void requireRange(Instant time) {
        if (time.isBefore(Event.EARLIEST) || time.isAfter(Event.LATEST)) {
            throw new IllegalArgumentException(
                    "samples: expected times from %s to %s, found %s"
                            .formatted(Event.EARLIEST, Event.LATEST, time));
        }
    }

    /// How samples came.
    public enum Source {
        /// Sent while the logger was on its way.
        LIVE,
        /// Read from the logger's file afterwards.
        FILE
    }
}
