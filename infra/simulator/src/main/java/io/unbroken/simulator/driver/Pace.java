package io.unbroken.simulator.driver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// When a step of the simulated time comes in real time.
public final class Pace {

    private final Optional<Double> speed;
    private final Instant simulated;
    private final Instant real;
    private final InstantSource clock;
    private final StopSignal stop;

    private Pace(Optional<Double> speed, Instant simulated, InstantSource clock, StopSignal stop) {
        this.speed = speed;
        this.simulated = simulated;
        this.real = clock.instant();
        this.clock = clock;
        this.stop = stop;
    }

    /// As fast as it goes.
    public static Pace fastest(StopSignal stop) {
        return new Pace(Optional.empty(), Instant.EPOCH, InstantSource.system(), stop);
    }

    /// `speed` times as fast as real time.
    ///
    /// @param simulated what the simulated clock shows now; all that was due before comes at once
    public static Pace of(double speed, Instant simulated, InstantSource clock, StopSignal stop) {
        return new Pace(Optional.of(speed), simulated, clock, stop);
    }

    boolean isFastest() {
        return speed.isEmpty();
    }

    /// Waits a while in real time, whatever the pace.
    void breathe(Duration pause) {
        stop.pause(pause);
    }

    /// Waits until a step is due.
    void await(Instant due) {
        if (stop.isRaised()) {
            throw new StopSignal.Stopped();
        }
        if (speed.isEmpty()) {
            return;
        }
        double ahead = Duration.between(simulated, due).toMillis() / speed.get();
        Instant at = real.plusMillis((long) ahead);
        Duration left = Duration.between(clock.instant(), at);
        if (left.isPositive()) {
            stop.pause(left);
        }
    }
}
