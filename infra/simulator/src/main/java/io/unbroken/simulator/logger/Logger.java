package io.unbroken.simulator.logger;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import io.unbroken.simulator.physics.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A logger that rides with cells, and what it makes of the truth. The same seed makes the same of the same truth.
///
/// @param together how many readings it sends at once
/// @param senses whether it also tells how its shipper fares; wired sensors of stores do not
public record Logger(Sensor sensor, List<Fault> faults, int together, boolean senses, long seed) {

    /// From the beginning of a stay to the first reading.
    private static final Duration FIRST = Duration.ofMinutes(1);

    /// From a reading until the gateway has it.
    private static final Duration TRANSFER = Duration.ofSeconds(30);

    public Logger {
        faults = List.copyOf(faults);
    }

    /// All that it hands over in a stay, in the order in which it does.
    ///
    /// @param stay of the cells; the logger measures in it and neither before nor after
    public List<Batch> records(Truth truth, Interval stay) {
        List<Taken> taken = taken(truth, stay);
        var clock = new Clock(stay.from(), sensor.drift(), first(Fault.ClockReset.class));
        var batches = new ArrayList<Batch>();
        for (Batching.Group group : new Batching(faults, together).of(taken)) {
            Optional<Instant> stopped =
                    first(Fault.Stopped.class)
                            .map(Fault::from)
                            .filter(at -> group.last() && at.isBefore(stay.until()));
            Instant sent =
                    group.sent()
                            .orElse(stopped.orElse(group.taken().getLast().time).plus(TRANSFER));
            ClockCheck check = check(clock, sent);
            batches.add(
                    new Batch(
                            sent,
                            group.sent().isPresent() ? Source.FILE : Source.LIVE,
                            group.taken().stream().map(each -> reported(each, clock)).toList(),
                            conditions(group, truth, stay.from(), clock, check, stopped),
                            check));
        }
        return batches;
    }

    /// A reading as it was taken.
    ///
    /// @param time truly when
    record Taken(Instant time, int hundredths) {}

    private List<Taken> taken(Truth truth, Interval stay) {
        var random = new Random(seed);
        Instant end =
                first(Fault.Stopped.class)
                        .map(Fault::from)
                        .filter(at -> at.isBefore(stay.until()))
                        .orElse(stay.until());
        Optional<Instant> stuck = first(Fault.Stuck.class).map(Fault::from);
        var taken = new ArrayList<Taken>();
        for (Instant due = stay.from().plus(FIRST); ; due = due.plus(sensor.every())) {
            Instant time = due.plusSeconds(random.nextInt(sensor.jitter() + 1));
            double deviation = random.nextGaussian();
            if (!time.isBefore(end)) {
                return taken;
            }
            int value =
                    stuck.isPresent() && !taken.isEmpty() && time.isAfter(stuck.get())
                            ? taken.getLast().hundredths
                            : sensor.reads(truth.celsius(time), deviation);
            taken.add(new Taken(time, value + spike(due)));
        }
    }

    /// What is added to the first reading that is due after a spike.
    private int spike(Instant due) {
        int more = 0;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Spike(Instant from, double degrees)
                    && !from.isAfter(due)
                    && from.plus(sensor.every()).isAfter(due)) {
                more += (int) Math.round(degrees * 100);
            }
        }
        return more;
    }

    private static Reported reported(Taken taken, Clock clock) {
        return new Reported(
                clock.shows(taken.time), new Reading(new Celsius(taken.hundredths).toString()));
    }

    private static ClockCheck check(Clock clock, Instant sent) {
        return new ClockCheck(
                sent, clock.seen(sent) ? Optional.of(clock.shows(sent)) : Optional.empty());
    }

    private List<Condition> conditions(
            Batching.Group group,
            Truth truth,
            Instant started,
            Clock clock,
            ClockCheck check,
            Optional<Instant> stopped) {
        boolean lost =
                first(Fault.ClockReset.class)
                        .filter(reset -> !reset.from().isAfter(check.readAt()))
                        .isPresent();
        if (!senses || lost) {
            // Without the time nothing can be said of when it was.
            return List.of();
        }
        return new Senses(
                        truth,
                        time -> check.corrected(clock.shows(time)),
                        first(Fault.BatteryLow.class).map(Fault::from))
                .at(group.taken().stream().map(Taken::time).toList(), started, stopped);
    }

    private <T extends Fault> Optional<T> first(Class<T> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// When the truth was beyond what a reading of a sound sensor could hide.
    ///
    /// @param band the rule's guard band, degrees
    public List<Interval> visibly(Truth truth, TemperatureRange range, double band) {
        return truth.outside(range, sensor.accuracy() + band);
    }
}
