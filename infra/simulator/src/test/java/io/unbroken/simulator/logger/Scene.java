package io.unbroken.simulator.logger;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.simulator.physics.Ambient;
import io.unbroken.simulator.physics.Ambient.Place;
import io.unbroken.simulator.physics.Carrier;
import io.unbroken.simulator.physics.DryShipper;
import io.unbroken.simulator.physics.Happening;
import io.unbroken.simulator.physics.Happening.Leaning;
import io.unbroken.simulator.physics.Happening.LidOpen;
import io.unbroken.simulator.physics.Leg;
import io.unbroken.simulator.physics.PcmShipper;
import io.unbroken.simulator.physics.PcmShipper.Packing;
import io.unbroken.simulator.physics.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One carriage as a seed makes it: anything may happen on the way, and the logger may fail in any way that it can be seen to fail by
/// itself.
///
/// @param frozen whether product is in a dry shipper; otherwise collected material in a box
record Scene(boolean frozen, ProfileId product, Interval stay, Truth truth, Logger logger) {

    static final Instant START = Instant.parse("2026-05-04T08:00:00Z");

    private static final List<String> PRODUCTS =
            List.of("SYN-CART-19", "SYN-CART-CASSETTE", "SYN-TCR-T", "SYN-CART-TWO-COMPONENTS");

    private static final List<Place> PLACES = List.of(Place.values());

    /// One scene in so many has each of the faults.
    private static final int RARE = 7;

    static Scene of(long seed) {
        var random = new Random(seed);
        boolean frozen = random.nextBoolean();
        Duration length =
                frozen
                        ? Duration.ofHours(24 + random.nextInt(14 * 24))
                        : Duration.ofHours(10 + random.nextInt(60));
        var stay = new Interval(START, START.plus(length));
        Truth truth =
                new Leg(
                                stay,
                                carrier(frozen, random),
                                ambient(stay, random),
                                happenings(frozen, stay, random))
                        .happens();
        Sensor sensor = frozen ? Sensor.cryogenic(random) : Sensor.fresh(random);
        var logger = new Logger(sensor, faults(stay, random), 60, true, random.nextLong());
        var product = new ProfileId(PRODUCTS.get(random.nextInt(PRODUCTS.size())));
        return new Scene(frozen, product, stay, truth, logger);
    }

    private static Carrier carrier(boolean frozen, Random random) {
        if (frozen) {
            return DryShipper.packed(random, random.nextDouble(0.3, 1));
        }
        return PcmShipper.packed(
                random, random.nextInt(4) == 0 ? Packing.UNCONDITIONED : Packing.CONDITIONED);
    }

    private static Ambient ambient(Interval stay, Random random) {
        var stays = new ArrayList<Ambient.Stay>();
        for (Instant time = stay.from();
                time.isBefore(stay.until());
                time = time.plus(minutes(random, 30, 600))) {
            Place place = PLACES.get(random.nextInt(PLACES.size()));
            stays.add(new Ambient.Stay(time, place, random.nextDouble(-5, 5)));
        }
        return new Ambient(stays);
    }

    private static List<Happening> happenings(boolean frozen, Interval stay, Random random) {
        var happenings = new ArrayList<Happening>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant from = within(stay, random);
            happenings.add(
                    new LidOpen(
                            new Interval(from, from.plus(minutes(random, 1, frozen ? 20 : 90)))));
        }
        if (frozen && random.nextInt(3) == 0) {
            Instant from = within(stay, random);
            happenings.add(
                    new Leaning(
                            new Interval(from, from.plus(minutes(random, 60, 900))),
                            random.nextDouble(20, 90)));
        }
        return happenings;
    }

    private static List<Fault> faults(Interval stay, Random random) {
        var faults = new ArrayList<Fault>();
        if (random.nextInt(RARE) == 0) {
            Instant from = within(stay, random);
            faults.add(new Fault.BatteryLow(from));
            faults.add(new Fault.Stopped(from.plus(minutes(random, 10, 600))));
        }
        if (random.nextInt(RARE) == 0) {
            Instant from = within(stay, random);
            faults.add(
                    new Fault.Silent(
                            new Interval(from, from.plus(minutes(random, 10, 700))),
                            random.nextBoolean()
                                    ? Optional.of(stay.until().plus(Duration.ofHours(2)))
                                    : Optional.empty()));
        }
        if (random.nextInt(RARE) == 0) {
            faults.add(new Fault.ClockReset(within(stay, random), random.nextBoolean()));
        }
        if (random.nextInt(RARE) == 0) {
            faults.add(new Fault.Spike(within(stay, random), random.nextDouble(5, 60)));
        }
        return faults;
    }

    private static Instant within(Interval stay, Random random) {
        return stay.from().plusSeconds(random.nextLong(stay.length().toSeconds()));
    }

    private static Duration minutes(Random random, int least, int most) {
        return Duration.ofMinutes(random.nextInt(least, most + 1));
    }
}
