package io.unbroken.simulator.logger;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.ThermalLeg;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.Verdict;
import io.unbroken.simulator.physics.Ambient;
import io.unbroken.simulator.physics.Happening.LidOpen;
import io.unbroken.simulator.physics.Leg;
import io.unbroken.simulator.physics.PcmShipper;
import io.unbroken.simulator.physics.PcmShipper.Packing;
import io.unbroken.simulator.physics.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What custody judges of readings, beside the truth that only the simulator knows.
class JudgementTest {

    private static final int SEEDS = 1_000;

    /// What a logger's clock may be off before anybody takes it off: less than a minute, and seconds of jitter.
    private static final Duration CLOCK = Duration.ofMinutes(2);

    @Test
    void cells_that_were_out_of_range_longer_than_allowed_are_never_conformant() {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            Scene scene = Scene.of(seed);
            List<Sample> samples = Custody.samples(scene, scene.logger());

            // when
            ThermalLeg leg = Custody.of(scene, List.of(scene.logger())).thermal().getFirst();

            // then
            verdicts.merge(leg.verdict(), 1, Integer::sum);
            if (breaks(scene, rule(scene), samples)) {
                assertThat(leg.verdict())
                        .as("seed %d: %s", seed, scene.logger().faults())
                        .isNotEqualTo(Verdict.CONFORMANT);
            }
        }
        assertThat(verdicts.values())
                .as("seeds of each verdict: %s", verdicts)
                .hasSize(Verdict.values().length)
                .allMatch(count -> count > SEEDS / 20);
    }

    @Test
    void readings_that_hide_all_warmth_would_be_noticed() {
        int wrong = 0;
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            // given
            Scene scene = Scene.of(seed);
            List<Sample> hidden =
                    Custody.samples(scene, scene.logger()).stream()
                            .map(sample -> hidden(sample, scene.frozen() ? -17_000 : 700))
                            .toList();

            // when
            ThermalLeg leg = Custody.ofSamples(scene, List.of(hidden)).thermal().getFirst();

            // then
            if (breaks(scene, rule(scene), hidden) && leg.verdict() == Verdict.CONFORMANT) {
                wrong++;
            }
        }
        assertThat(wrong).isPositive();
    }

    private static Sample hidden(Sample sample, int most) {
        return new Sample(
                sample.time(), new Celsius(Math.min(sample.temperature().hundredths(), most)));
    }

    @Test
    void each_excursion_longer_than_two_sampling_intervals_is_reported() {
        int reported = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            Scene scene = Scene.of(seed);
            ColdChainRule rule = rule(scene);
            Duration shortest = scene.logger().sensor().every().multipliedBy(2);
            List<Sample> samples = Custody.samples(scene, scene.logger());

            // when
            ThermalLeg leg = Custody.of(scene, List.of(scene.logger())).thermal().getFirst();

            // then
            for (Interval out :
                    scene.logger().visibly(scene.truth(), rule.thermal().range(), band(rule))) {
                if (out.length().compareTo(shortest.plus(CLOCK)) <= 0) {
                    continue;
                }
                if (isSeen(out, samples)) {
                    reported++;
                    assertThat(leg.excursions())
                            .as("seed %d: %s, %s", seed, out, scene.logger().faults())
                            .anyMatch(excursion -> excursion.proven() && meet(excursion, out));
                } else {
                    assertThat(scene.logger().faults())
                            .as("seed %d: only a fault leaves no reading in %s", seed, out)
                            .isNotEmpty();
                }
            }
        }
        assertThat(reported).isGreaterThan(SEEDS / 10);
    }

    @Test
    void cells_that_were_well_in_range_are_conformant_if_their_logger_worked() {
        int conformant = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            Scene scene = Scene.of(seed);
            double margin = scene.logger().sensor().accuracy() + band(rule(scene));
            boolean well = scene.truth().outside(rule(scene).thermal().range(), -margin).isEmpty();
            if (!well || !scene.logger().faults().isEmpty()) {
                continue;
            }

            // when
            ThermalLeg leg = Custody.of(scene, List.of(scene.logger())).thermal().getFirst();

            // then
            conformant++;
            assertThat(leg.verdict()).as("seed %d", seed).isEqualTo(Verdict.CONFORMANT);
        }
        assertThat(conformant).isGreaterThan(SEEDS / 20);
    }

    @Test
    void a_stuck_sensor_is_found_out_by_a_second_logger_alone() {
        for (long seed = 0; seed < 50; seed++) {
            // given
            var random = new Random(seed);
            var stay = new Interval(Scene.START, Scene.START.plus(Duration.ofHours(20)));
            Instant then = Scene.START.plus(Duration.ofHours(8));
            Truth truth =
                    new Leg(
                                    stay,
                                    PcmShipper.packed(random, Packing.CONDITIONED),
                                    Ambient.of(Ambient.Place.ROOM),
                                    List.of(
                                            new LidOpen(
                                                    new Interval(then, then.plusSeconds(7_200)))))
                            .happens();
            var stuck =
                    new Logger(
                            Sensor.fresh(random),
                            List.of(new Fault.Stuck(Scene.START.plusSeconds(7_200))),
                            60,
                            true,
                            random.nextLong());
            var sound = new Logger(Sensor.fresh(random), List.of(), 60, true, random.nextLong());
            var scene = new Scene(false, new ProfileId("SYN-CART-19"), stay, truth, stuck);

            // when
            History alone = Custody.of(scene, List.of(stuck));
            History both = Custody.of(scene, List.of(stuck, sound));

            // then
            assertThat(alone.coldChain()).as("seed %d", seed).isEqualTo(Verdict.CONFORMANT);
            assertThat(both.coldChain()).as("seed %d", seed).isEqualTo(Verdict.NON_CONFORMANT);
        }
    }

    /// Whether the truth breaks the rule by more than what readings could hide.
    private static boolean breaks(Scene scene, ColdChainRule rule, List<Sample> samples) {
        double margin = Math.max(0, scene.logger().sensor().accuracy() - band(rule));
        Duration total = Duration.ZERO;
        for (Interval out : scene.truth().outside(rule.thermal().range(), margin)) {
            boolean seen = isSeen(out, samples);
            if ((seen && longer(out, rule.excursions().longest()))
                    || longer(out, rule.thermal().longestGap())) {
                return true;
            }
            if (seen) {
                total = total.plus(out.length()).minus(CLOCK);
            }
        }
        return total.compareTo(rule.excursions().longestTotal()) > 0;
    }

    private static boolean longer(Interval out, Duration allowed) {
        return out.length().compareTo(allowed.plus(CLOCK)) > 0;
    }

    /// Whether a reading was surely made in that time.
    private static boolean isSeen(Interval out, List<Sample> samples) {
        return samples.stream()
                .anyMatch(sample ->
                        sample.time().isAfter(out.from().plus(CLOCK))
                                && sample.time().isBefore(out.until().minus(CLOCK)));
    }

    private static boolean meet(Excursion excursion, Interval out) {
        return !excursion.from().isAfter(out.until().plus(CLOCK))
                && excursion
                        .until()
                        .map(until -> !until.isBefore(out.from().minus(CLOCK)))
                        .orElse(true);
    }

    private static ColdChainRule rule(Scene scene) {
        ProductProfile profile =
                SyntheticProfiles.all().inForce(scene.product(), scene.stay().from()).orElseThrow();
        return scene.frozen() ? profile.product() : profile.collected();
    }

    private static double band(ColdChainRule rule) {
        return rule.thermal().guardBandHundredths() / 100.0;
    }
}
