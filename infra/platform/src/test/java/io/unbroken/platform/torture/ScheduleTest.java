package io.unbroken.platform.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final int SEEDS = 200;

    @Test
    void the_same_seed_gives_the_same_faults_and_another_seed_gives_others() {
        assertThat(Schedule.of(7, LENGTH)).isEqualTo(Schedule.of(7, LENGTH));
        assertThat(Schedule.of(7, LENGTH)).isNotEqualTo(Schedule.of(8, LENGTH));
    }

    @Test
    void faults_begin_in_order_and_all_are_over_before_the_end() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Schedule.Planned> faults = Schedule.of(seed, LENGTH).faults();

            assertThat(faults)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .isSortedAccordingTo(java.util.Comparator.comparing(Schedule.Planned::at))
                    .allSatisfy(each -> assertThat(each.end()).isLessThan(LENGTH));
        }
    }

    @Test
    void no_target_has_two_faults_at_a_time() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Schedule.Planned> faults = Schedule.of(seed, LENGTH).faults();

            for (Schedule.Planned one : faults) {
                assertThat(faults)
                        .as("seed %d", seed)
                        .filteredOn(other ->
                                !other.equals(one)
                                        && other.fault().target().equals(one.fault().target())
                                        && other.at().compareTo(one.end()) < 0
                                        && one.at().compareTo(other.end()) < 0)
                        .isEmpty();
            }
        }
    }

    @Test
    void faults_of_different_targets_overlap() {
        List<Schedule.Planned> faults = Schedule.of(1, LENGTH).faults();

        assertThat(faults)
                .anySatisfy(one ->
                        assertThat(faults)
                                .anyMatch(other ->
                                        !other.equals(one)
                                                && other.at().compareTo(one.at()) >= 0
                                                && other.at().compareTo(one.end()) < 0));
    }

    @Test
    void some_kinds_can_be_had_alone() {
        Schedule schedule = Schedule.of(3, LENGTH, Pattern.compile("cut store .*|kill broker"));

        assertThat(schedule.kinds().keySet())
                .isNotEmpty()
                .allMatch(kind -> kind.startsWith("cut store ") || kind.equals("kill broker"));
        assertThatThrownBy(() -> Schedule.of(3, LENGTH, Pattern.compile("earthquake")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ten_minutes_have_every_kind() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var kinds = new TreeSet<>(Schedule.of(seed, Duration.ofMinutes(10)).kinds().keySet());

            assertThat(kinds)
                    .as("seed %d", seed)
                    .contains(
                            "kill tracking",
                            "kill tracking-2",
                            "kill broker",
                            "kill store",
                            "kill courier",
                            "sleep tracking",
                            "sleep tracking-2",
                            "cut broker stalled",
                            "cut broker mute",
                            "cut store refused",
                            "cut store reset",
                            "full broker",
                            "full store",
                            "full ledger");
        }
    }
}
