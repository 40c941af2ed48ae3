package io.unbroken.tracking.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Two writers, crashes between any two steps, statuses that come twice, a clock that goes on: in the end everybody has heard each thing
/// once by its id, and what is told is what the histories say.
final class AlertSimulationTest {

    private static final int SEEDS = Integer.getInteger("unbroken.alerts.seeds", 400);
    private static final Integer ONLY = Integer.getInteger("unbroken.alerts.seed");

    @Test
    void whatever_crashes_all_is_told_once_and_nothing_is_lost() {
        int first = ONLY == null ? 0 : ONLY;
        int end = ONLY == null ? SEEDS : ONLY + 1;
        long told = 0;
        long crashes = 0;
        for (int seed = first; seed < end; seed++) {
            var world = new AlertWorld(seed);
            try {
                world.run();
                world.check();
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
            }
            told += world.told();
            crashes += world.crashes();
        }

        assertThat(told).isGreaterThan(end - first);
        assertThat(crashes).isGreaterThan(end - first);
    }

    @Test
    void any_order_and_repetition_of_versions_ends_in_the_same_alerts() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var world = new AlertWorld(seed);

            assertThat(world.alertsAfterShuffledVersions()).as("seed %d", seed).hasSize(1);
        }
    }
}
