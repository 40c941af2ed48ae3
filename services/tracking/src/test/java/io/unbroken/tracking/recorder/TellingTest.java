package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.Attention.Comparison;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which readings and conditions of a logger that is with cells let their history be derived again. Readings up to 6.00 °C are in range.
final class TellingTest {

    private static final LoggerId LOGGER = new LoggerId("L-x");
    private static final CoiId JOURNEY = CoiId.issue("A9999", 2026, 1);

    private final InstantSource clock = InstantSource.fixed(ToyWorld.START);
    private final MemoryStore store = new MemoryStore(clock);
    private final Telling telling = new Telling(store, new ToyWorld(), clock);

    @BeforeEach
    void a_logger_that_is_with_cells() {
        bind(Comparison.ALONE, Optional.empty());
        tells("L-x 0 500 500");
    }

    @Test
    void readings_in_range_that_go_on_tell_nothing_new() {
        assertThat(tells("L-x 2 500 500")).isFalse();
        assertThat(tells("L-x 62 500 500")).isFalse();
        assertThat(tells("L-x 64 700 500")).isTrue();
        assertThat(tells("L-x 66 500 500")).isFalse();
    }

    @Test
    void conditions_within_their_limits_tell_nothing_new() {
        assertThat(tells("L-x 10 tilt 0 100")).isFalse();
        assertThat(tells("L-x 20 tilt 450 449")).isFalse();
    }

    @Test
    void one_beyond_its_limit_does_and_the_one_that_ends_it() {
        tells("L-x 10 tilt 0");

        assertThat(tells("L-x 20 tilt 451")).isTrue();
        assertThat(tells("L-x 30 tilt 900")).isTrue();
        assertThat(tells("L-x 40 tilt 20")).isTrue();
        assertThat(tells("L-x 50 tilt 20")).isFalse();
    }

    @Test
    void one_that_comes_late_may_have_ended_something() {
        tells("L-x 50 tilt 20");

        assertThat(tells("L-x 40 tilt 20")).isTrue();
    }

    @Test
    void a_logger_that_is_compared_is_looked_at_when_an_hour_is_over() {
        bind(Comparison.HOURLY, Optional.empty());

        assertThat(tells("L-x 2 500 500")).isFalse();
        assertThat(tells("L-x 40 500 500")).isFalse();
        assertThat(tells("L-x 58 500 500")).isTrue();
        assertThat(tells("L-x 70 500 500")).isFalse();
    }

    @Test
    void a_logger_that_is_there_after_a_time_that_matters_is_looked_at_once() {
        Instant wake = ToyWorld.START.plus(Duration.ofMinutes(30));
        bind(Comparison.ALONE, Optional.of(wake));

        assertThat(tells("L-x 10 500 500")).isFalse();
        assertThat(tells("L-x 29 500 500")).isTrue();
        assertThat(tells("L-x 40 500 500")).isFalse();
    }

    private void bind(Comparison comparison, Optional<Instant> wake) {
        LoggerDocument before = logger();
        var binding =
                new Binding(
                        JOURNEY,
                        ToyWorld.START,
                        Optional.empty(),
                        ToyWorld.RULE,
                        new Attention(
                                comparison,
                                wake,
                                new ConditionLimits(
                                        Optional.of(450), Optional.empty(), Optional.empty())));
        var bound =
                new LoggerDocument(
                        LOGGER,
                        before.version() + 1,
                        Set.of(binding),
                        before.days(),
                        before.last(),
                        before.conditions());
        assertThat(store.replaceLoggers(List.of(new Replacement<>(before.version(), bound))))
                .isEmpty();
    }

    /// Whether the journey has to be derived again.
    private boolean tells(String block) {
        var arrival = new Arrival();
        arrival.add(ToyWorld.block(block));
        return telling.tell(Map.of(LOGGER, arrival), Map.of(LOGGER, logger()), false)
                .affected()
                .contains(JOURNEY);
    }

    private LoggerDocument logger() {
        return store.loggers(Set.of(LOGGER)).getOrDefault(LOGGER, LoggerDocument.unknown(LOGGER));
    }
}
