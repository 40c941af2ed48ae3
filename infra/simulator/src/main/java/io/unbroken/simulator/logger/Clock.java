package io.unbroken.simulator.logger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A logger's clock, set when it was started.
///
/// @param set truly when, and to the right time
/// @param drift seconds that it gains in a day
/// @param reset when it lost the time, if it did
record Clock(Instant set, double drift, Optional<Fault.ClockReset> reset) {

    /// What such clocks begin with.
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final double NANOS = 1e9;

    /// What it shows at a true time, whole seconds.
    Instant shows(Instant time) {
        Optional<Instant> lost = reset.map(Fault.ClockReset::from).filter(at -> !at.isAfter(time));
        Instant began = lost.orElse(set);
        double seconds = Duration.between(began, time).toNanos() / NANOS;
        long ran = Math.round(seconds * (1 + drift / SECONDS_OF_A_DAY));
        return lost.map(_ -> BEGINNING).orElse(set).plusSeconds(ran);
    }

    /// Whether a gateway that reads the logger then knows what its clock shows.
    boolean seen(Instant time) {
        return reset.map(fault -> fault.from().isAfter(time) || fault.seen()).orElse(true);
    }
}
