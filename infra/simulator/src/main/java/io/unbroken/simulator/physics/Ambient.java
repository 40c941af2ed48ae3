package io.unbroken.simulator.physics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The air around a carrier: one place after the other.
///
/// @param stays by their beginnings; the first one holds before it too
public record Ambient(List<Stay> stays) {

    private static final long SECONDS_OF_A_DAY = 86_400;

    public Ambient {
        stays = stays.stream().sorted(Comparator.comparing(Stay::from)).toList();
        if (stays.isEmpty()) {
            throw new IllegalArgumentException("expected at least one place");
        }
    }

    /// Everything in one place.
    public static Ambient of(Place place) {
        return new Ambient(List.of(new Stay(Instant.MIN, place, 0)));
    }

    /// From then on it was there.
    ///
    /// @param shift by how many degrees that day was warmer than usual
    public record Stay(Instant from, Place place, double shift) {}

    /// Where shippers stand.
    public enum Place {
        ROOM(21, 1, 0),
        WAREHOUSE(19, 3, 0),
        VEHICLE(19, 3, 0),
        /// Concrete in the open: the sun warms a dark box well above the air.
        TARMAC(16, 7, 22),
        AIRCRAFT_HOLD(11, 2, 0);

        private final double mean;
        private final double swing;
        private final double sun;

        /// @param mean degrees Celsius
        /// @param swing by how much the afternoon is warmer than that, and the night colder
        /// @param sun what a clear noon adds
        Place(double mean, double swing, double sun) {
            this.mean = mean;
            this.swing = swing;
            this.sun = sun;
        }
    }

    /// Degrees Celsius, the sun's share with it.
    public double at(Instant time) {
        Stay stay = stay(time);
        double day =
                Math.floorMod(time.getEpochSecond(), SECONDS_OF_A_DAY) / (double) SECONDS_OF_A_DAY;
        // Warmest at three in the afternoon; the sun stands highest at noon.
        double swing = stay.place.swing * StrictMath.cos(2 * Math.PI * (day - 0.625));
        double sun = stay.place.sun * Math.max(0, -StrictMath.cos(2 * Math.PI * day));
        return stay.place.mean + stay.shift + swing + sun;
    }

    private Stay stay(Instant time) {
        int low = 0;
        int high = stays.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stays.get(middle).from.isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return stays.get(low);
    }
}
