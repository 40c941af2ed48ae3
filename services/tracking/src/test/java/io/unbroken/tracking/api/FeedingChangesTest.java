package io.unbroken.tracking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.api.JourneyItemView.PositionView;
import io.unbroken.tracking.recorder.LiveReading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FeedingChangesTest {

    private static final Instant BOUND = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void where_a_logger_was_before_it_came_to_the_cells_is_not_told_with_its_readings() {
        var live =
                new LiveReading(
                        new CoiId("CHA999926000001"),
                        new LoggerId("L-1"),
                        BOUND,
                        new Sample(BOUND.plusSeconds(600), new Celsius(500)),
                        true);
        PositionView before = position(BOUND.minusMillis(1));
        PositionView since = position(BOUND);

        assertThat(FeedingChanges.ReadingView.of(live, before).position()).isNull();
        assertThat(FeedingChanges.ReadingView.of(live, since).position()).isEqualTo(since);
        assertThat(FeedingChanges.ReadingView.of(live, null).position()).isNull();
    }

    private static PositionView position(Instant time) {
        return new PositionView(48.1, 11.6, null, null, time);
    }
}
