package io.unbroken.tracking.alert;

import static io.unbroken.tracking.alert.Scenes.COI;
import static io.unbroken.tracking.alert.Scenes.LOGGER;
import static io.unbroken.tracking.alert.Scenes.LONGEST_GAP;
import static io.unbroken.tracking.alert.Scenes.at;
import static io.unbroken.tracking.alert.Scenes.exceeded;
import static io.unbroken.tracking.alert.Scenes.excursion;
import static io.unbroken.tracking.alert.Scenes.facts;
import static io.unbroken.tracking.alert.Scenes.gap;
import static io.unbroken.tracking.alert.Scenes.mismatch;
import static io.unbroken.tracking.alert.Scenes.shipped;
import static io.unbroken.tracking.alert.Scenes.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.tracking.alert.AlertEvent.Kind;
import io.unbroken.tracking.alert.AlertEvent.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ToldTest {

    private Told told = Told.nothing(COI);

    @Test
    void an_excursion_is_raised_once_grows_and_is_closed_when_it_ends() {
        List<AlertEvent> possible =
                news(facts(excursion(FindingCode.EXCURSION_POSSIBLE, 5, Optional.empty())), 10);
        List<AlertEvent> again =
                news(facts(excursion(FindingCode.EXCURSION_POSSIBLE, 5, Optional.empty())), 11);
        List<AlertEvent> proven =
                news(facts(excursion(FindingCode.EXCURSION, 5, Optional.empty())), 40);
        List<AlertEvent> ended =
                news(facts(excursion(FindingCode.EXCURSION, 5, Optional.of(50))), 50);

        assertThat(possible).extracting(AlertEvent::kind).containsExactly(Kind.RAISED);
        assertThat(again).isEmpty();
        assertThat(proven).extracting(AlertEvent::kind).containsExactly(Kind.CHANGED);
        assertThat(ended).extracting(AlertEvent::kind).containsExactly(Kind.CLOSED);
        assertThat(ended.getFirst().reason()).contains(Reason.ENDED);
        assertThat(List.of(possible, proven, ended))
                .allSatisfy(events ->
                        assertThat(events.getFirst().alert().id())
                                .isEqualTo(possible.getFirst().alert().id()));
        assertThat(told.alerts()).singleElement().matches(alert -> !alert.open() && alert.holds());
        assertThat(told.outbox()).extracting(AlertEvent::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void one_that_is_over_when_it_is_first_seen_is_raised_and_closed() {
        List<AlertEvent> late = news(facts(gap(0, 90)), 200);

        assertThat(late).extracting(AlertEvent::kind).containsExactly(Kind.RAISED, Kind.CLOSED);
    }

    @Test
    void what_is_tolerated_or_spoken_for_or_accepted_is_no_alert() {
        var spokenFor =
                new JourneyFacts.Finding(
                        FindingCode.TELEMETRY_GAP,
                        FindingCode.TELEMETRY_GAP.severity(),
                        false,
                        "LOG-2",
                        "No reading.",
                        Optional.of(at(0)),
                        Optional.of(at(60)),
                        Optional.empty());

        assertThat(
                        news(
                                facts(
                                        excursion(
                                                FindingCode.EXCURSION_TOLERATED, 5, Optional.of(9)),
                                        spokenFor),
                                10))
                .isEmpty();
    }

    @Test
    void late_data_closes_and_opens_again() {
        news(facts(excursion(FindingCode.EXCURSION, 5, Optional.empty())), 40);
        List<AlertEvent> resolved = news(facts(), 41);
        List<AlertEvent> again =
                news(facts(excursion(FindingCode.EXCURSION, 5, Optional.empty())), 42);

        assertThat(resolved.getFirst().reason()).contains(Reason.RESOLVED);
        assertThat(again).extracting(AlertEvent::kind).containsExactly(Kind.RAISED);
        assertThat(again.getFirst().alert().id()).isEqualTo(resolved.getFirst().alert().id());
        assertThat(told.outbox()).extracting(AlertEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void late_data_that_moves_the_beginning_makes_another_episode() {
        news(facts(excursion(FindingCode.EXCURSION, 5, Optional.empty())), 40);
        List<AlertEvent> moved =
                news(facts(excursion(FindingCode.EXCURSION, 2, Optional.empty())), 41);

        assertThat(moved).extracting(AlertEvent::kind).containsExactly(Kind.CLOSED, Kind.RAISED);
        assertThat(moved.getFirst().reason()).contains(Reason.SUPERSEDED);
    }

    @Test
    void silence_is_the_gap_that_the_next_reading_shows() {
        told = told.next(facts(COI, List.of(), List.of(watched(10))), true, at(11));
        Instant deadline = at(10).plus(LONGEST_GAP);
        Told before = told.next(silent(10), true, deadline);
        Told silence = told.next(silent(10), true, deadline.plusMillis(1));
        Told resumed =
                silence.next(facts(COI, List.of(gap(10, 60)), List.of(watched(60))), true, at(60));

        assertThat(told.due()).contains(deadline.plusMillis(1));
        assertThat(before.outbox()).isEmpty();
        assertThat(silence.outbox()).extracting(AlertEvent::kind).containsExactly(Kind.RAISED);
        assertThat(silence.outbox().getFirst().alert().since()).contains(at(10));
        assertThat(resumed.outbox())
                .extracting(AlertEvent::kind)
                .containsExactly(Kind.RAISED, Kind.CLOSED);
        assertThat(resumed.alerts())
                .singleElement()
                .matches(alert -> alert.id().equals(silence.alerts().getFirst().id()));
    }

    @Test
    void a_clock_that_is_behind_does_not_take_a_silence_back() {
        Told silence = told.next(silent(10), true, at(41));

        assertThat(silence.next(silent(10), true, at(39)).alerts()).isEqualTo(silence.alerts());
    }

    @Test
    void readings_that_catch_up_are_no_silence_until_they_stop() {
        Told before = told.next(silent(10), true, at(41));
        Told caughtUp =
                before.next(
                        facts(COI, List.of(gap(10, 60)), List.of(watched(60, at(200)))),
                        true,
                        at(200));

        assertThat(caughtUp.alerts()).singleElement().matches(alert -> !alert.open());
        assertThat(
                        caughtUp.next(
                                        facts(
                                                COI,
                                                List.of(gap(10, 60)),
                                                List.of(watched(60, at(200)))),
                                        true,
                                        at(231))
                                .alerts())
                .extracting(Alert::open)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void what_an_event_on_its_way_explains_is_told_only_if_it_stands() {
        var missing =
                new JourneyFacts.Finding(
                        FindingCode.ORDER_MISSING,
                        FindingCode.ORDER_MISSING.severity(),
                        true,
                        COI.value(),
                        "No order.",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(at(0)));
        Told first = told.next(facts(missing), false, at(1));
        Told explained = first.next(facts(), false, at(1).plusSeconds(1));
        Told stands = first.next(facts(missing), false, first.due().orElseThrow());

        assertThat(first.alerts()).isEmpty();
        assertThat(first.due()).contains(at(1).plus(Alerts.TO_BE_EXPLAINED));
        assertThat(explained.outbox()).isEmpty();
        assertThat(explained.waiting()).isEmpty();
        assertThat(stands.outbox()).extracting(AlertEvent::kind).containsExactly(Kind.RAISED);
    }

    @Test
    void a_shipper_whose_time_runs_out_is_told_once_in_time_and_again_when_it_has() {
        // given one that is good until minute 100
        Told quiet = told.next(shipped(100), true, at(10));
        Told warned = quiet.next(shipped(100), true, at(70));
        Told still = warned.next(shipped(100), true, at(90));
        Told exceeded = warned.next(shipped(100, exceeded(100)), true, at(101));
        Told opened = warned.next(facts(), true, at(95));

        assertThat(quiet.alerts()).isEmpty();
        assertThat(quiet.due()).contains(at(40));
        assertThat(warned.outbox()).extracting(AlertEvent::kind).containsExactly(Kind.RAISED);
        assertThat(warned.alerts())
                .extracting(Alert::code)
                .containsExactly(FindingCode.HOLD_TIME_RUNNING_OUT);
        assertThat(warned.alerts().getFirst().detail()).contains(at(100).toString());
        assertThat(still.outbox()).isEqualTo(warned.outbox());
        assertThat(exceeded.outbox())
                .extracting(AlertEvent::kind)
                .containsExactly(Kind.RAISED, Kind.CHANGED);
        assertThat(exceeded.alerts())
                .extracting(Alert::code)
                .containsExactly(FindingCode.HOLD_TIME_EXCEEDED);
        assertThat(opened.outbox())
                .extracting(AlertEvent::kind)
                .containsExactly(Kind.RAISED, Kind.CLOSED);
    }

    @Test
    void a_shipper_that_loses_its_nitrogen_faster_is_told_as_much_earlier() {
        // given one that is good for ten days, half an hour told before, and is empty after two
        int until = 10 * 24 * 60;
        JourneyFacts.Hold hold = new JourneyFacts.Hold("DRY-1", at(until), at(until - 30));
        var levels =
                List.of(
                        new Nitrogen(at(0), 100),
                        new Nitrogen(at(12 * 60), 75),
                        new Nitrogen(at(24 * 60), 50));

        JourneyFacts.Hold boiling = hold.boiling(levels);

        assertThat(boiling.empty()).contains(at(48 * 60));
        assertThat(boiling.told()).isEqualTo(at(48 * 60 - 30));
        assertThat(boiling.until()).isEqualTo(hold.until());
        assertThat(hold.boiling(levels.subList(0, 2))).isEqualTo(hold);
    }

    @Test
    void levels_of_before_the_cells_were_with_the_logger_foretell_nothing() {
        var hold = new JourneyFacts.Hold("BOX-1", at(20_000), at(19_000));
        var facts =
                new JourneyFacts(
                        COI, Optional.empty(), List.of(), List.of(watched(1_000)), List.of(hold));

        JourneyFacts heard =
                facts.boiling(
                        Map.of(
                                LOGGER,
                                List.of(
                                        new Nitrogen(at(0), 100),
                                        new Nitrogen(at(500), 50),
                                        new Nitrogen(at(999), 10))));

        assertThat(heard.holds()).containsExactly(hold);
    }

    @Test
    void silence_is_not_told_where_it_is_not_watched() {
        Told later = told.next(silent(10), false, at(500));

        assertThat(later).isSameAs(told);
    }

    @Test
    void readings_put_the_look_off_without_a_write() {
        Told first = told.next(silent(10), true, at(11));

        assertThat(first.next(silent(20), true, at(21))).isSameAs(first);
        assertThat(first.next(silent(20), true, first.due().orElseThrow()).due())
                .contains(at(20).plus(LONGEST_GAP).plusMillis(1));
    }

    @Test
    void different_subjects_are_different_alerts_and_the_worst_come_first() {
        news(facts(gap(0, 90), mismatch("BAG-1"), mismatch("BAG-2")), 100);

        assertThat(told.alerts())
                .extracting(Alert::code)
                .containsExactly(
                        FindingCode.IDENTITY_MISMATCH,
                        FindingCode.IDENTITY_MISMATCH,
                        FindingCode.TELEMETRY_GAP);
    }

    private static JourneyFacts silent(int lastReading) {
        return facts(COI, List.of(), List.of(watched(lastReading)));
    }

    private List<AlertEvent> news(JourneyFacts facts, int minute) {
        int before = told.outbox().size();
        told = told.next(facts, false, at(minute));
        return told.outbox().subList(before, told.outbox().size());
    }
}
