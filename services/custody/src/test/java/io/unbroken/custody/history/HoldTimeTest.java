package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.only;
import static io.unbroken.custody.history.OnTheWay.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.profile.SyntheticProfiles;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A dry shipper is qualified for ten days.
final class HoldTimeTest {

    private static final int QUALIFIED = (int) Duration.ofDays(10).toMinutes();

    @Test
    void a_carriage_tells_until_when_its_shipper_is_qualified() {
        OnTheWay way = OnTheWay.with(ONE);

        assertThat(way.history().carriages().getLast().hold())
                .contains(
                        new Carriage.Hold(way.minute(QUALIFIED), way.minute(QUALIFIED - 24 * 60)));
    }

    @Test
    void one_that_is_opened_in_time_has_kept_it() {
        OnTheWay way = OnTheWay.with(ONE).opened(QUALIFIED);

        assertThat(all(way.history(), FindingCode.HOLD_TIME_EXCEEDED)).isEmpty();
    }

    @Test
    void one_that_is_opened_later_has_not() {
        OnTheWay way = OnTheWay.with(ONE).opened(QUALIFIED + 1);

        Finding found = only(way.history(), FindingCode.HOLD_TIME_EXCEEDED);
        assertThat(found.subject()).isEqualTo(Journeys.DEWAR.value());
        assertThat(found.since()).contains(way.minute(QUALIFIED));
        assertThat(found.until()).contains(way.minute(QUALIFIED + 1));
        assertThat(found.blocking()).isFalse();
    }

    @Test
    void one_that_is_closed_has_exceeded_it_once_readings_show_that_it_still_is() {
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, QUALIFIED, "-150");
        assertThat(all(way.history(), FindingCode.HOLD_TIME_EXCEEDED)).isEmpty();

        way.reads(ONE, QUALIFIED + 10, QUALIFIED + 10, "-150");

        assertThat(only(way.history(), FindingCode.HOLD_TIME_EXCEEDED).until()).isEmpty();
    }

    @Test
    void or_once_somebody_has_it_in_hands() {
        OnTheWay way = OnTheWay.with(ONE);
        way.journey().waits(Duration.ofDays(10));
        way.journey()
                .say(
                        Journeys.COURIER,
                        PartyKind.COURIER,
                        new TransportMilestoneReached(
                                Milestone.CUSTOMS_ENTERED, Journeys.DEWAR, Journeys.PLACE));

        assertThat(only(way.history(), FindingCode.HOLD_TIME_EXCEEDED).until()).isEmpty();
    }

    @Test
    void readings_that_reach_beyond_it_draw_attention_once() {
        OnTheWay way = OnTheWay.with(ONE);
        Attention attention =
                LoggerAssignment.of(way.journey().events(), SyntheticProfiles.all())
                        .getLast()
                        .attention();
        Instant end = way.minute(QUALIFIED);

        assertThat(attention.isDrawnBy(end.minusSeconds(60), end)).isFalse();
        assertThat(attention.isDrawnBy(end, end.plusSeconds(60))).isTrue();
        assertThat(attention.isDrawnBy(end.plusSeconds(60), end.plusSeconds(120))).isFalse();
        assertThat(attention.isDrawnBy(end.minusSeconds(120), end.minusSeconds(60))).isFalse();
    }
}
