package io.unbroken.simulator.logger;

import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Battery;
import io.unbroken.custody.sensing.Condition.Device;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.Lid;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.custody.sensing.Condition.Tilt;
import io.unbroken.simulator.physics.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a logger tells beside temperatures: how its shipper leans, its lid, its nitrogen, the battery, and that it stopped.
///
/// @param told the time that is told for a true one
/// @param lowBattery when its battery is nearly empty, if it is
record Senses(Truth truth, UnaryOperator<Instant> told, Optional<Instant> lowBattery) {

    /// It tells its shipper's lean and its nitrogen with each so-manieth reading.
    private static final int EVERY = 12;

    private static final int FULL_BATTERY = 97;
    private static final int LOW_BATTERY = 12;

    /// A new battery loses a percent in so long.
    private static final Duration A_PERCENT = Duration.ofHours(9);

    private static final double STANDS = 1;

    /// @param times of the readings with which they are told
    /// @param started when the logger was
    List<Condition> at(List<Instant> times, Instant started, Optional<Instant> stopped) {
        var conditions = new ArrayList<Condition>();
        boolean open = false;
        for (int i = 0; i < times.size(); i++) {
            Instant time = times.get(i);
            Instant shown = told.apply(time);
            boolean isOpen = truth.around(time).open();
            if (isOpen != open) {
                conditions.add(new Lid(shown, isOpen ? LidState.OPEN : LidState.CLOSED));
                open = isOpen;
            }
            double lean = truth.around(time).lean();
            if (i % EVERY == 0 || lean > STANDS) {
                conditions.add(new Tilt(shown, (int) Math.round(lean * 10)));
            }
            if (i % EVERY == 0) {
                truth.nitrogen(time)
                        .ifPresent(left ->
                                conditions.add(new Nitrogen(shown, (int) Math.floor(left))));
            }
        }
        Instant last = times.getLast();
        conditions.add(new Battery(told.apply(last), battery(last, started)));
        stopped.ifPresent(time ->
                conditions.add(
                        new Device(told.apply(time), DeviceState.STOPPED, Optional.empty())));
        return conditions;
    }

    private int battery(Instant time, Instant started) {
        if (lowBattery.filter(low -> !low.isAfter(time)).isPresent()) {
            return LOW_BATTERY;
        }
        long lost = Duration.between(started, time).dividedBy(A_PERCENT);
        return (int) Math.max(FULL_BATTERY - lost, LOW_BATTERY + 20);
    }
}
