package io.unbroken.custody.sensing;

import io.unbroken.custody.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Two clocks seen side by side when readings were taken from a logger: the gateway's and the logger's. Two clock faces
/// instead of a difference: a difference has a sign, which is easily taken for its opposite.
///
/// @param readAt when the readings were taken, by the gateway's clock
/// @param loggerClock what the logger's clock showed then; empty if nobody looked
public record ClockCheck(Instant readAt, Optional<Instant> loggerClock) {

    /// Below this the difference is that of looking at two clocks one after the other; it is kept and not applied, so that
    /// readings that are sent twice keep their time and stay one reading.
    public static final Duration NEGLIGIBLE = Duration.ofMinutes(1);

    /// @throws IllegalArgumentException if a time is none that such a clock shows
    public ClockCheck {
        readAt = readAt.truncatedTo(ChronoUnit.MILLIS);
        loggerClock = loggerClock.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        if (readAt.isBefore(Event.EARLIEST) || readAt.isAfter(Event.LATEST)) {
            throw new IllegalArgumentException(
                    "readAt: expected %s to %s, found %s"
                            .formatted(Event.EARLIEST, Event.LATEST, readAt));
        }
        if (loggerClock.isPresent()
                && (loggerClock.get().isBefore(MarkedSample.EARLIEST)
                        || loggerClock.get().isAfter(Event.LATEST))) {
            throw new IllegalArgumentException(
                    "loggerClock: expected %s to %s, found %s"
                            .formatted(MarkedSample.EARLIEST, Event.LATEST, loggerClock.get()));
        }
    }

    /// By how much the logger's clock was ahead; zero if nobody looked or the difference is [#NEGLIGIBLE].
    public Duration offset() {
        Duration measured =
                loggerClock.map(shown -> Duration.between(readAt, shown)).orElse(Duration.ZERO);
        return measured.abs().compareTo(NEGLIGIBLE) < 0 ? Duration.ZERO : measured;
    }

    /// When it was, of a time by the logger's clock. The whole difference is taken off, as if the clock had been wrong by it
    /// all the time.
    public Instant corrected(Instant byLogger) {
        return byLogger.minus(offset());
    }

    /// What the logger's clock showed at a corrected time.
    public Instant byLogger(Instant corrected) {
        return corrected.plus(offset());
    }
}
