package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What sensors read. Whole hundredths of a degree, so that the same seed gives the same readings on every machine.
enum Temperatures {
    /// A passive box at 2 to 8 °C.
    FRESH(Duration.ofMinutes(5), 500, 150, 12),
    /// A dry shipper that was charged with liquid nitrogen.
    DRY_SHIPPER(Duration.ofMinutes(5), -18_200, 400, 8),
    /// A storage vessel with nitrogen vapour.
    NITROGEN_STORE(Duration.ofMinutes(15), -18_600, 200, 15);

    private final Duration every;
    private final int middle;
    private final int widest;
    private final int step;

    Temperatures(Duration every, int middle, int widest, int step) {
        this.every = every;
        this.middle = middle;
        this.widest = widest;
        this.step = step;
    }

    /// Readings inside of a stay, a random walk that stays near the middle.
    ///
    /// @param warm while the sensor read `rise` hundredths more
    List<Sample> during(Interval stay, Random random, Interval warm, int rise) {
        var samples = new ArrayList<Sample>();
        int drift = 0;
        Instant first = stay.from().plusSeconds(60);
        for (Instant time = first; time.isBefore(stay.until()); time = time.plus(every)) {
            drift = Math.clamp(drift + random.nextInt(-step, step + 1), -widest, widest);
            int more = warm.contains(time) ? rise : 0;
            samples.add(new Sample(time, new Celsius(middle + drift + more)));
        }
        return samples;
    }

    /// How many of the readings are sent together: some five hours of a transport, a day of a store.
    int together() {
        return this == NITROGEN_STORE ? 96 : 60;
    }
}
