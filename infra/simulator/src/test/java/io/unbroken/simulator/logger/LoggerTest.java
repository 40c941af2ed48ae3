package io.unbroken.simulator.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoggerTest {

    private static final Instant THEN = Scene.START.plus(Duration.ofHours(6));

    @Test
    void the_same_seed_makes_the_same_of_the_same_truth() {
        for (long seed = 0; seed < 20; seed++) {
            Scene once = Scene.of(seed);
            Scene again = Scene.of(seed);

            assertThat(once.logger().records(once.truth(), once.stay()))
                    .as("seed %d", seed)
                    .isEqualTo(again.logger().records(again.truth(), again.stay()));
        }
    }

    @Test
    void a_sound_reading_is_as_close_to_the_truth_as_its_sensor_promises() {
        for (long seed = 0; seed < 50; seed++) {
            Scene scene = Scene.of(seed);
            Logger sound = with(scene, seed);
            double accuracy = sound.sensor().accuracy();

            for (Sample sample : Custody.samples(scene, sound)) {
                // The clock is off by seconds, in which nothing changes by much.
                assertThat(sample.temperature().hundredths() / 100.0)
                        .as("seed %d, %s", seed, sample)
                        .isCloseTo(scene.truth().celsius(sample.time()), within(accuracy + 2));
            }
        }
    }

    @Test
    void a_stopped_logger_says_so_and_nothing_afterwards() {
        Scene scene = Scene.of(3);
        Logger stopped = with(scene, 3, new Fault.Stopped(THEN));

        List<Batch> batches = stopped.records(scene.truth(), scene.stay());

        assertThat(Custody.samples(scene, stopped)).allMatch(s -> s.time().isBefore(THEN));
        assertThat(batches.getLast().conditions())
                .anyMatch(condition ->
                        condition instanceof Condition.Device(_, var state, _)
                                && state == DeviceState.STOPPED);
    }

    @Test
    void what_a_silent_logger_kept_comes_when_its_memory_is_read() {
        Scene scene = Scene.of(5);
        var silence = new Interval(THEN, THEN.plus(Duration.ofHours(3)));
        Instant later = scene.stay().until().plus(Duration.ofHours(1));
        Logger sound = with(scene, 5);
        Logger lost = with(scene, 5, new Fault.Silent(silence, Optional.empty()));
        Logger late = with(scene, 5, new Fault.Silent(silence, Optional.of(later)));

        assertThat(Custody.samples(scene, lost)).hasSizeLessThan(all(scene, sound).size());
        assertThat(all(scene, late)).isEqualTo(all(scene, sound));
        assertThat(late.records(scene.truth(), scene.stay()))
                .anyMatch(batch -> batch.source() == Source.FILE && batch.sent().equals(later));
    }

    @Test
    void readings_after_a_clock_was_reset_are_believed_only_if_somebody_saw_it() {
        Scene scene = Scene.of(7);
        Logger sound = with(scene, 7);
        Logger unseen = with(scene, 7, new Fault.ClockReset(THEN, false));
        Logger seen = with(scene, 7, new Fault.ClockReset(THEN, true));

        assertThat(Custody.samples(scene, unseen)).allMatch(s -> !s.time().isAfter(THEN));
        assertThat(Custody.samples(scene, seen))
                .hasSizeGreaterThan(Custody.samples(scene, unseen).size());
        assertThat(Custody.samples(scene, seen))
                .hasSizeLessThanOrEqualTo(all(scene, sound).size())
                .allMatch(s -> scene.stay().contains(s.time()));
    }

    @Test
    void a_spike_is_one_reading_and_a_stuck_sensor_says_the_same_for_ever() {
        Scene scene = Scene.of(9);
        List<Sample> sound = all(scene, with(scene, 9));
        List<Sample> spiked = all(scene, with(scene, 9, new Fault.Spike(THEN, 20)));
        List<Sample> stuck = all(scene, with(scene, 9, new Fault.Stuck(THEN)));

        assertThat(spiked.stream().filter(sample -> !sound.contains(sample))).hasSize(1);
        assertThat(
                        stuck.stream()
                                .filter(sample -> sample.time().isAfter(THEN))
                                .map(Sample::temperature)
                                .distinct())
                .hasSize(1);
    }

    private static List<Sample> all(Scene scene, Logger logger) {
        return Custody.samples(scene, logger).stream().sorted().toList();
    }

    private static Logger with(Scene scene, long seed, Fault... faults) {
        var random = new Random(seed);
        Sensor sensor = scene.frozen() ? Sensor.cryogenic(random) : Sensor.fresh(random);
        return new Logger(sensor, List.of(faults), 60, true, seed);
    }
}
