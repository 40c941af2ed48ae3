package io.unbroken.simulator.script;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.simulator.physics.Ambient;
import io.unbroken.simulator.physics.Ambient.Place;
import io.unbroken.simulator.physics.Ambient.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Where a shipper stands on its way, as its events tell, and for how long on the tarmac, which none tells.
final class Places {

    /// How much warmer or colder a day may be than usual.
    private static final double WEATHER = 4;

    private Places() {}

    /// @param events of the way, in order of time
    static Ambient of(List<Event> events, Instant packed, RandomGenerator random) {
        double shift = random.nextDouble(-WEATHER, WEATHER);
        var stays = new ArrayList<Stay>();
        stays.add(new Stay(packed, Place.ROOM, 0));
        boolean departed = false;
        for (Event event : events) {
            Instant time = event.eventTime();
            switch (event.fact()) {
                case HandoffAccepted accepted when accepted.to().equals(Travelling.COURIER) ->
                        stays.add(new Stay(time, Place.VEHICLE, shift / 2));
                case HandoffAccepted accepted when !accepted.to().equals(Travelling.CARRIER) ->
                        stays.add(new Stay(time, Place.ROOM, 0));
                case TransportMilestoneReached reached
                        when reached.milestone() == Milestone.DEPARTED -> {
                    departed = true;
                    stays.add(new Stay(time.minus(minutes(random, 25, 60)), Place.TARMAC, shift));
                    stays.add(new Stay(time, Place.AIRCRAFT_HOLD, 0));
                }
                case TransportMilestoneReached reached
                        when reached.milestone() == Milestone.ARRIVED -> {
                    if (departed) {
                        stays.add(new Stay(time, Place.TARMAC, shift));
                        time = time.plus(minutes(random, 10, 28));
                    }
                    stays.add(new Stay(time, Place.WAREHOUSE, 0));
                }
                default -> {
                    // Other events move nothing.
                }
            }
        }
        return new Ambient(stays);
    }

    private static Duration minutes(RandomGenerator random, int least, int most) {
        return Duration.ofMinutes(random.nextInt(least, most));
    }
}
