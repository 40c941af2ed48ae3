package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.event.Event;
import io.unbroken.simulator.logger.Batch;
import io.unbroken.simulator.logger.Fault;
import io.unbroken.simulator.logger.Logger;
import io.unbroken.simulator.logger.Sensor;
import io.unbroken.simulator.physics.Ambient;
import io.unbroken.simulator.physics.Carrier;
import io.unbroken.simulator.physics.DryShipper;
import io.unbroken.simulator.physics.Happening;
import io.unbroken.simulator.physics.Happening.Leaning;
import io.unbroken.simulator.physics.Happening.LidOpen;
import io.unbroken.simulator.physics.Leg;
import io.unbroken.simulator.physics.PcmShipper;
import io.unbroken.simulator.physics.PcmShipper.Packing;
import io.unbroken.simulator.physics.RegulatedStore;
import io.unbroken.simulator.physics.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What truly happens to a journey's cells in each carriage, and what the logger makes of it.
final class Carriages {

    /// Some five hours of a transport, a day of a store.
    private static final int TOGETHER_ON_THE_WAY = 60;

    private static final int TOGETHER_IN_STORE = 96;

    private static final Duration UNTIL_SOMETHING_HAPPENS = Duration.ofHours(4);

    /// While the box still stands in the room where it was packed.
    private static final Duration UNTIL_THE_LID = Duration.ofMinutes(8);

    /// With what the cells cool afterwards, between 5 and 15 minutes above 8 °C.
    private static final Duration SHORT = Duration.ofMinutes(5);

    private static final Duration LONG = Duration.ofMinutes(90);
    private static final Duration LYING = Duration.ofHours(3);
    private static final double ON_ITS_SIDE = 85;
    private static final double SPIKE = 25;
    private static final double CHARGED = 0.97;

    /// A store's lid is open while cells come or go, and on most days for others.
    private static final Duration DOOR = Duration.ofMinutes(3);

    private static final Duration BETWEEN_DOORS = Duration.ofHours(20);

    private final JourneyPlan plan;

    Carriages(JourneyPlan plan) {
        this.plan = plan;
    }

    /// A carriage with all that is true of it.
    ///
    /// @param faults of its logger, and when each truly began
    /// @param batches what the logger hands over
    record Carried(Interval stay, Truth truth, List<Fault> faults, List<Batch> batches) {}

    /// A box at 2 to 8 °C.
    Carried box(Interval stay, List<Event> events) {
        Random random = plan.ids().random("carriage/box");
        return carried(
                stay,
                PcmShipper.packed(random, Packing.CONDITIONED),
                Places.of(events, stay.from(), random),
                lidOf(stay.from().plus(UNTIL_THE_LID)),
                logger(
                        Sensor.fresh(random),
                        faults(stay.from().plus(UNTIL_SOMETHING_HAPPENS)),
                        random));
    }

    /// A dry shipper.
    Carried dryShipper(Interval stay, List<Event> events) {
        Random random = plan.ids().random("carriage/dry");
        Instant then = stay.from().plus(UNTIL_SOMETHING_HAPPENS);
        List<Happening> happenings =
                plan.incident() == Incident.SHIPPER_TILTED
                        ? List.of(new Leaning(new Interval(then, then.plus(LYING)), ON_ITS_SIDE))
                        : List.of();
        return carried(
                stay,
                DryShipper.packed(random, CHARGED),
                Places.of(events, stay.from(), random),
                happenings,
                logger(Sensor.cryogenic(random), List.of(), random));
    }

    /// A vessel with nitrogen vapour.
    Carried store(String name, Interval stay) {
        Random random = plan.ids().random("carriage/" + name);
        var doors = new ArrayList<Happening>();
        for (Instant time = stay.from();
                time.isBefore(stay.until());
                time = time.plus(BETWEEN_DOORS).plusSeconds(random.nextInt(36_000))) {
            doors.add(new LidOpen(new Interval(time, time.plus(DOOR))));
        }
        return carried(
                stay,
                RegulatedStore.nitrogen(random),
                Ambient.of(Ambient.Place.ROOM),
                doors,
                new Logger(
                        Sensor.store(random),
                        List.of(),
                        TOGETHER_IN_STORE,
                        false,
                        random.nextLong()));
    }

    private static Carried carried(
            Interval stay,
            Carrier carrier,
            Ambient ambient,
            List<Happening> happenings,
            Logger logger) {
        Truth truth = new Leg(stay, carrier, ambient, happenings).happens();
        return new Carried(stay, truth, logger.faults(), logger.records(truth, stay));
    }

    private static Logger logger(Sensor sensor, List<Fault> faults, Random random) {
        return new Logger(sensor, faults, TOGETHER_ON_THE_WAY, true, random.nextLong());
    }

    private List<Happening> lidOf(Instant then) {
        return switch (plan.incident()) {
            case SHORT_WARM_SPELL -> List.of(new LidOpen(new Interval(then, then.plus(SHORT))));
            case LONG_WARM_SPELL -> List.of(new LidOpen(new Interval(then, then.plus(LONG))));
            case NONE,
                    RESENT,
                    OFFLINE_SCANNER,
                    EARLY_ACCEPTANCE,
                    GAP_FILLED,
                    GAP,
                    LOGGER_STOPPED,
                    SENSOR_SPIKE,
                    SHIPPER_TILTED,
                    WRONG_LABEL,
                    STERILITY_FAILED,
                    SCAN_CORRECTED,
                    SEALED,
                    LATE_EVENT ->
                    List.of();
        };
    }

    private List<Fault> faults(Instant then) {
        return switch (plan.incident()) {
            case LOGGER_STOPPED ->
                    List.of(
                            new Fault.BatteryLow(then),
                            new Fault.Stopped(then.plus(UNTIL_SOMETHING_HAPPENS)));
            case SENSOR_SPIKE -> List.of(new Fault.Spike(then, SPIKE));
            case NONE,
                    RESENT,
                    OFFLINE_SCANNER,
                    EARLY_ACCEPTANCE,
                    GAP_FILLED,
                    GAP,
                    SHORT_WARM_SPELL,
                    LONG_WARM_SPELL,
                    SHIPPER_TILTED,
                    WRONG_LABEL,
                    STERILITY_FAILED,
                    SCAN_CORRECTED,
                    SEALED,
                    LATE_EVENT ->
                    List.of();
        };
    }
}
