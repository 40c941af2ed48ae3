package io.unbroken.simulator.physics;

import io.unbroken.custody.coldchain.Interval;
import java.time.Instant;
import java.util.List;

/// Cells in one carrier from when to when, and what they have to bear.
///
/// @param carrier as it is when they come in
public record Leg(Interval stay, Carrier carrier, Ambient ambient, List<Happening> happenings) {

    /// A store's longest stay; more would be a mistake in a script.
    private static final long MOST_STEPS = 200_000;

    public Leg {
        happenings = List.copyOf(happenings);
        if (stay.length().toSeconds() / (long) Carrier.LONGEST_STEP > MOST_STEPS) {
            throw new IllegalArgumentException("expected a shorter stay, found " + stay);
        }
    }

    /// What truly happens.
    public Truth happens() {
        var truth = new Truth.Builder(stay.from(), (long) Carrier.LONGEST_STEP);
        Carrier now = carrier;
        for (Instant time = stay.from(); ; time = time.plusSeconds((long) Carrier.LONGEST_STEP)) {
            Surroundings around = around(time);
            truth.add(now, around);
            if (!time.isBefore(stay.until())) {
                return truth.build();
            }
            now = now.after(Carrier.LONGEST_STEP, around);
        }
    }

    private Surroundings around(Instant time) {
        boolean open = false;
        double lean = 0;
        for (Happening happening : happenings) {
            Interval during = happening.during();
            if (during.contains(time) && time.isBefore(during.until())) {
                switch (happening) {
                    case Happening.LidOpen _ -> open = true;
                    case Happening.Leaning(_, double degrees) -> lean = Math.max(lean, degrees);
                }
            }
        }
        return new Surroundings(ambient.at(time), open, lean);
    }
}
