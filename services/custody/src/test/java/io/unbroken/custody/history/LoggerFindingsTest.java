package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.only;
import static io.unbroken.custody.history.OnTheWay.ONE;
import static io.unbroken.custody.history.OnTheWay.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.status.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is found of loggers themselves, and of what they say beside temperatures. Two loggers may differ by 10 °C for an hour; a shipper may
/// lean by 45° and be hit by 10 g; batteries must have 20 %.
final class LoggerFindingsTest {

    @Test
    void loggers_that_differ_for_longer_than_tolerated_disagree() {
        // given
        OnTheWay way = OnTheWay.with(ONE, OTHER);
        way.reads(ONE, 0, 300, "-150").reads(OTHER, 0, 300, "-165").opened(300);

        // when
        History history = way.history();

        // then both are in range, and the worse of both is: nothing holds
        Finding found = only(history, FindingCode.LOGGER_DISAGREEMENT);
        assertThat(found.subject()).isEqualTo("LOG-A, LOG-B");
        assertThat(found.detail()).contains("15.00 °C").contains("10.00 °C for PT1H");
        assertThat(found.since()).contains(way.minute(0));
        assertThat(found.until()).contains(way.minute(300));
        assertThat(found.blocking()).isFalse();
        assertThat(history.coldChain()).isEqualTo(Verdict.CONFORMANT);
    }

    @Test
    void a_difference_of_an_hour_or_within_the_tolerance_is_none() {
        OnTheWay within = OnTheWay.with(ONE, OTHER);
        within.reads(ONE, 0, 300, "-150").reads(OTHER, 0, 300, "-160").opened(300);
        OnTheWay brief = OnTheWay.with(ONE, OTHER);
        brief.reads(ONE, 0, 300, "-150").reads(OTHER, 0, 50, "-165");
        brief.reads(OTHER, 60, 300, "-152").opened(300);

        assertThat(all(within.history(), FindingCode.LOGGER_DISAGREEMENT)).isEmpty();
        assertThat(all(brief.history(), FindingCode.LOGGER_DISAGREEMENT)).isEmpty();
    }

    @Test
    void a_logger_that_disagrees_does_not_speak_for_another() {
        // given one that is in range all the time, and one that has a gap
        OnTheWay agreeing = OnTheWay.with(ONE, OTHER);
        agreeing.reads(ONE, 0, 500, "-150").reads(OTHER, 0, 200, "-155");
        agreeing.reads(OTHER, 400, 500, "-155").opened(500);
        OnTheWay disagreeing = OnTheWay.with(ONE, OTHER);
        disagreeing.reads(ONE, 0, 500, "-150").reads(OTHER, 0, 200, "-165");
        disagreeing.reads(OTHER, 400, 500, "-165").opened(500);

        assertThat(agreeing.history().coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(only(agreeing.history(), FindingCode.TELEMETRY_GAP).blocking()).isFalse();
        assertThat(disagreeing.history().coldChain()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(disagreeing.history(), FindingCode.TELEMETRY_GAP).blocking()).isTrue();
    }

    @Test
    void while_they_ride_an_hour_is_compared_when_both_have_read_beyond_it() {
        // given packing at the full hour
        OnTheWay way = OnTheWay.with(ONE, OTHER);
        way.reads(ONE, 0, 130, "-150").reads(OTHER, 0, 110, "-165");

        assertThat(all(way.history(), FindingCode.LOGGER_DISAGREEMENT)).isEmpty();
        way.reads(OTHER, 120, 120, "-165");
        Finding open = only(way.history(), FindingCode.LOGGER_DISAGREEMENT);
        way.reads(ONE, 140, 180, "-165").reads(OTHER, 130, 180, "-165");
        Finding goesOn = only(way.history(), FindingCode.LOGGER_DISAGREEMENT);
        way.reads(ONE, 190, 250, "-165").reads(OTHER, 190, 250, "-165");
        Finding ended = only(way.history(), FindingCode.LOGGER_DISAGREEMENT);

        assertThat(open.until()).isEmpty();
        assertThat(goesOn.until()).contains(way.minute(120));
        assertThat(ended.until()).contains(way.minute(120));
        assertThat(ended.since()).isEqualTo(open.since());
    }

    @Test
    void readings_that_end_too_early_are_a_logger_that_stopped() {
        OnTheWay way = OnTheWay.with(ONE);
        way.reads(ONE, 0, 200, "-150").reads(ONE, 280, 400, "-150").opened(470);

        History history = way.history();

        Finding stopped = only(history, FindingCode.LOGGER_STOPPED);
        assertThat(stopped.since()).contains(way.minute(400));
        assertThat(stopped.until()).contains(way.minute(470));
        assertThat(stopped.blocking()).isTrue();
        assertThat(only(history, FindingCode.TELEMETRY_GAP).since()).contains(way.minute(200));
        assertThat(history.coldChain()).isEqualTo(Verdict.UNKNOWN);

        // when the rest comes late
        way.reads(ONE, 410, 470, "-150");
        assertThat(all(way.history(), FindingCode.LOGGER_STOPPED)).isEmpty();
    }

    @Test
    void a_logger_that_never_read_has_a_gap() {
        OnTheWay way = OnTheWay.with(ONE).opened(300);

        assertThat(all(way.history(), FindingCode.LOGGER_STOPPED)).isEmpty();
        assertThat(all(way.history(), FindingCode.TELEMETRY_GAP)).hasSize(1);
    }

    @Test
    void a_logger_that_says_that_it_stopped_is_believed_until_it_begins_again_or_is_taken_out() {
        // given
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, 200, "-150");
        way.says(ONE, device(way, 205, DeviceState.STOPPED));

        // then
        Finding stopped = only(way.history(), FindingCode.LOGGER_STOPPED);
        assertThat(stopped.since()).contains(way.minute(205));
        assertThat(stopped.until()).isEmpty();
        assertThat(stopped.blocking()).isTrue();
        assertThat(way.history().coldChain()).isEqualTo(Verdict.UNKNOWN);

        // when it was stopped because it was taken out
        way.opened(210);
        assertThat(all(way.history(), FindingCode.LOGGER_STOPPED)).isEmpty();
        assertThat(way.history().coldChain()).isEqualTo(Verdict.CONFORMANT);
    }

    @Test
    void a_logger_that_begins_again_has_not_stopped() {
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, 200, "-150");
        way.says(ONE, device(way, 205, DeviceState.STOPPED));
        way.says(ONE, device(way, 208, DeviceState.SENSOR_FAULT));
        assertThat(all(way.history(), FindingCode.LOGGER_STOPPED)).hasSize(1);

        way.says(ONE, device(way, 209, DeviceState.STARTED));

        assertThat(all(way.history(), FindingCode.LOGGER_STOPPED)).isEmpty();
    }

    @Test
    void a_shipper_that_leans_too_far_is_told_once_until_it_stands() {
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, 200, "-150");
        way.says(ONE, new Condition.Tilt(way.minute(10), 450));
        assertThat(all(way.history(), FindingCode.TILTED)).isEmpty();

        way.says(ONE, new Condition.Tilt(way.minute(20), 451));
        way.says(ONE, new Condition.Tilt(way.minute(30), 900));
        Finding lying = only(way.history(), FindingCode.TILTED);
        way.says(ONE, new Condition.Tilt(way.minute(60), 12));
        Finding stands = only(way.history(), FindingCode.TILTED);
        way.says(ONE, new Condition.Tilt(way.minute(40), 12));
        Finding corrected = only(way.history(), FindingCode.TILTED);

        assertThat(lying.since()).contains(way.minute(20));
        assertThat(lying.until()).isEmpty();
        assertThat(lying.detail()).contains("90.0°").contains("45.0° are allowed");
        assertThat(lying.blocking()).isFalse();
        assertThat(stands.until()).contains(way.minute(60));
        assertThat(corrected.until()).contains(way.minute(40));
    }

    @Test
    void a_hard_shock_and_a_low_battery_are_told() {
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, 200, "-150");
        way.says(ONE, new Condition.Shock(way.minute(10), 1_001));
        way.says(ONE, new Condition.Shock(way.minute(20), 1_000));
        way.says(ONE, new Condition.Battery(way.minute(30), 20));
        way.says(ONE, new Condition.Battery(way.minute(40), 19));

        Finding shock = only(way.history(), FindingCode.SHOCKED);
        Finding battery = only(way.history(), FindingCode.LOGGER_BATTERY_LOW);
        assertThat(shock.until()).contains(way.minute(20));
        assertThat(shock.detail()).contains("10.01 g");
        assertThat(battery.since()).contains(way.minute(40));
        assertThat(battery.until()).isEmpty();
        assertThat(battery.detail()).contains("19 %");
        assertThat(way.history().coldChain()).isEqualTo(Verdict.CONFORMANT);
    }

    @Test
    void what_was_said_before_or_after_the_ride_or_cannot_be_true_is_not_judged() {
        OnTheWay way = OnTheWay.with(ONE).reads(ONE, 0, 200, "-150").opened(200);
        way.says(ONE, new Condition.Tilt(way.minute(-1), 900));
        way.says(ONE, new Condition.Tilt(way.minute(201), 900));
        way.says(OTHER, new Condition.Tilt(way.minute(100), 900));
        way.says(
                ONE,
                new Condition.Marked(
                        way.minute(100), Quantity.TILT, new Reading("999"), Mark.BEYOND_SENSOR));

        assertThat(all(way.history(), FindingCode.TILTED)).isEmpty();
    }

    @Test
    void attention_is_drawn_by_what_begins_ends_or_may_have_ended_an_episode() {
        OnTheWay way = OnTheWay.with(ONE);
        Attention attention =
                LoggerAssignment.of(way.journey().events(), SyntheticProfiles.all())
                        .getLast()
                        .attention();
        Condition upright = new Condition.Tilt(way.minute(10), 0);
        Condition lying = new Condition.Tilt(way.minute(20), 900);
        Condition later = new Condition.Tilt(way.minute(30), 0);

        assertThat(attention.isDrawnBy(Optional.empty(), upright)).isFalse();
        assertThat(attention.isDrawnBy(Optional.of(upright), lying)).isTrue();
        assertThat(attention.isDrawnBy(Optional.of(lying), later)).isTrue();
        assertThat(attention.isDrawnBy(Optional.of(upright), later)).isFalse();
        assertThat(attention.isDrawnBy(Optional.of(later), upright)).isTrue();
        assertThat(
                        attention.isDrawnBy(
                                Optional.empty(), new Condition.Light(way.minute(10), 100_000)))
                .isFalse();
    }

    private static Condition device(OnTheWay way, int minute, DeviceState state) {
        return new Condition.Device(way.minute(minute), state, Optional.empty());
    }
}
