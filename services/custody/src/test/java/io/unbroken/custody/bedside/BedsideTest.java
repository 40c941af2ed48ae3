package io.unbroken.custody.bedside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.bedside.BedsideVerdict.Progress;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import io.unbroken.custody.status.PointOfUseVerdict.Answer;
import io.unbroken.custody.status.StandingConfirmation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BedsideTest {

    private static final int PATIENT = 1;

    private final Bedside bedside = new Bedside(Wards.RULES);

    @Test
    void two_people_who_scanned_the_same_get_a_go_until_its_time() {
        BedsideVerdict verdict = answer(Wards.ready(PATIENT, Wards.both(PATIENT)));

        assertThat(verdict.failures()).isEmpty();
        assertThat(verdict.goUntil()).contains(Wards.SECOND.plus(Wards.RULES.goStands()));
    }

    @Test
    void a_go_ends_with_the_first_clock_of_the_product() {
        Instant end = Wards.NOW.plusSeconds(45);
        JourneyStatus status =
                Wards.status(
                        PATIENT, List.of(Wards.go(PointOfUse.INFUSION, end)), Wards.both(PATIENT));

        assertThat(answer(status).goUntil()).contains(end);
        assertThat(answer(status, Duration.ZERO, end).failures())
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.TIME);
    }

    @Test
    void one_person_waits_for_somebody_else() {
        JourneyStatus status =
                Wards.ready(PATIENT, List.of(Wards.confirmed(PATIENT, 2, Wards.SECOND)));

        assertThat(answer(status).progress()).isEqualTo(Progress.SECOND_PERSON);
        assertThat(failed(status)).containsExactly(BedsideCheck.TWO_PEOPLE);
    }

    @Test
    void the_same_person_twice_is_one_person() {
        StandingConfirmation second = Wards.confirmed(PATIENT, 2, Wards.SECOND);
        var first =
                new StandingConfirmation(
                        Wards.check(PATIENT, 3),
                        second.by(),
                        Wards.CENTRE,
                        new DeviceId("scanner-3"),
                        Wards.FIRST,
                        second.materials());

        assertThat(failed(Wards.ready(PATIENT, List.of(first, second))))
                .containsExactly(BedsideCheck.TWO_PEOPLE);
        assertThat(answer(Wards.ready(PATIENT, List.of(first, second))).progress())
                .isEqualTo(Progress.DECIDED);
    }

    @Test
    void two_accounts_at_one_device_within_a_moment_are_one_person() {
        StandingConfirmation second = Wards.confirmed(PATIENT, 2, Wards.SECOND);
        StandingConfirmation quick = at(second.device(), Wards.SECOND.minusSeconds(2));
        StandingConfirmation slow = at(second.device(), Wards.SECOND.minusSeconds(3));

        assertThat(failed(Wards.ready(PATIENT, List.of(quick, second))))
                .containsExactly(BedsideCheck.TWO_PEOPLE);
        assertThat(failed(Wards.ready(PATIENT, List.of(slow, second)))).isEmpty();
    }

    private static StandingConfirmation at(DeviceId device, Instant time) {
        return new StandingConfirmation(
                Wards.check(PATIENT, 1),
                Wards.ANNA,
                Wards.CENTRE,
                device,
                time,
                List.of(Wards.bag(PATIENT)));
    }

    @Test
    void checks_that_are_too_far_apart_are_none_of_two_people() {
        Instant early = Wards.SECOND.minus(Wards.RULES.farthestApart()).minusMillis(1);

        assertThat(
                        failed(
                                Wards.ready(
                                        PATIENT,
                                        List.of(
                                                Wards.confirmed(PATIENT, 1, early),
                                                Wards.confirmed(PATIENT, 2, Wards.SECOND)))))
                .containsExactly(BedsideCheck.TWO_PEOPLE);
    }

    @Test
    void somebody_of_another_centre_is_no_second_person() {
        StandingConfirmation first = Wards.confirmed(PATIENT, 1, Wards.FIRST);
        var elsewhere =
                new StandingConfirmation(
                        first.event(),
                        first.by(),
                        new PartyId("centre-elsewhere"),
                        first.device(),
                        first.at(),
                        first.materials());

        assertThat(
                        failed(
                                Wards.ready(
                                        PATIENT,
                                        List.of(
                                                elsewhere,
                                                Wards.confirmed(PATIENT, 2, Wards.SECOND)))))
                .containsExactly(BedsideCheck.TWO_PEOPLE);
    }

    @Test
    void two_people_with_different_units_hold() {
        StandingConfirmation first = Wards.confirmed(PATIENT, 1, Wards.FIRST);
        var more =
                new StandingConfirmation(
                        first.event(),
                        first.by(),
                        first.party(),
                        first.device(),
                        first.at(),
                        List.of(Wards.bag(PATIENT), new MaterialId("LOT-1/2")));

        assertThat(
                        failed(
                                Wards.ready(
                                        PATIENT,
                                        List.of(more, Wards.confirmed(PATIENT, 2, Wards.SECOND)))))
                .containsExactly(BedsideCheck.UNITS);
    }

    @Test
    void what_was_scanned_is_awaited_for_a_moment_and_then_holds() {
        JourneyStatus status =
                Wards.ready(PATIENT, List.of(Wards.confirmed(PATIENT, 1, Wards.FIRST)));

        BedsideVerdict soon = answer(status, Duration.ZERO, Wards.SECOND.plusSeconds(9));
        BedsideVerdict late = answer(status, Duration.ZERO, Wards.SECOND.plusSeconds(10));

        assertThat(soon.go()).isFalse();
        assertThat(soon.progress()).isEqualTo(Progress.RECORDING);
        assertThat(late.progress()).isEqualTo(Progress.DECIDED);
        assertThat(late.failures()).extracting(Checked::check).containsExactly(BedsideCheck.FRESH);
    }

    @Test
    void nobody_goes_on_by_what_somebody_else_scanned() {
        var foreign =
                new Question(
                        PointOfUse.INFUSION,
                        Wards.check(PATIENT, 2),
                        Wards.ANNA,
                        Wards.SECOND,
                        Optional.empty());

        assertThat(
                        bedside.answer(
                                        foreign,
                                        Optional.of(Wards.ready(PATIENT, Wards.both(PATIENT))),
                                        Duration.ZERO,
                                        Wards.NOW)
                                .go())
                .isFalse();
    }

    @Test
    void silence_of_the_brokers_holds() {
        JourneyStatus status = Wards.ready(PATIENT, Wards.both(PATIENT));

        assertThat(answer(status, Wards.RULES.longestSilence(), Wards.NOW).go()).isTrue();
        assertThat(answer(status, Wards.RULES.longestSilence().plusMillis(1), Wards.NOW).failures())
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.FRESH);
    }

    @Test
    void anything_new_voids_a_go() {
        Question same = seen("a".repeat(64));
        Question other = seen("b".repeat(64));
        Optional<JourneyStatus> status = Optional.of(Wards.ready(PATIENT, Wards.both(PATIENT)));

        assertThat(bedside.answer(same, status, Duration.ZERO, Wards.NOW).go()).isTrue();
        assertThat(bedside.answer(other, status, Duration.ZERO, Wards.NOW).failures())
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.UNCHANGED);
    }

    private static Question seen(String basis) {
        return new Question(
                PointOfUse.INFUSION,
                Wards.check(PATIENT, 2),
                Wards.BEN,
                Wards.SECOND,
                Optional.of(new ContentHash(basis)));
    }

    @Test
    void every_failed_check_is_named_and_the_most_serious_comes_first() {
        JourneyStatus status =
                Wards.status(
                        PATIENT,
                        List.of(
                                new PointOfUseVerdict(
                                        PointOfUse.INFUSION,
                                        Answer.HOLD,
                                        List.of(
                                                "It was too warm.",
                                                "Another label.",
                                                "A new rule."),
                                        Optional.empty(),
                                        List.of("COLD_CHAIN", "IDENTITY", "MOON_PHASE"))),
                        Wards.both(PATIENT));

        assertThat(answer(status).failures())
                .extracting(Checked::check, Checked::evidence)
                .containsExactly(
                        tuple(BedsideCheck.IDENTITY, "Another label."),
                        tuple(BedsideCheck.COLD_CHAIN, "It was too warm."),
                        tuple(BedsideCheck.ANOTHER_RULE, "A new rule."));
    }

    @Test
    void a_status_that_does_not_say_which_checks_failed_holds() {
        JourneyStatus status =
                Wards.status(
                        PATIENT,
                        List.of(
                                new PointOfUseVerdict(
                                        PointOfUse.INFUSION,
                                        Answer.HOLD,
                                        List.of("It was too warm."),
                                        Optional.empty())),
                        Wards.both(PATIENT));

        assertThat(failed(status)).containsExactly(BedsideCheck.ANOTHER_RULE);
        assertThat(failed(Wards.status(PATIENT, List.of(), Wards.both(PATIENT))))
                .containsExactly(BedsideCheck.ANOTHER_RULE);
    }

    @Test
    void a_journey_that_is_not_known_or_not_here_holds() {
        assertThat(
                        bedside.answer(
                                        Wards.asked(PointOfUse.THAW, PATIENT, 2),
                                        Optional.empty(),
                                        Duration.ZERO,
                                        Wards.NOW)
                                .failures())
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.ONE_CHAIN);
        JourneyStatus here = Wards.ready(PATIENT, Wards.both(PATIENT));
        var elsewhere =
                new JourneyStatus(
                        here.coi(),
                        here.version(),
                        here.basis(),
                        here.stage(),
                        Optional.of(new PartyId("centre-elsewhere")),
                        here.thermal(),
                        here.verdicts(),
                        here.patient(),
                        here.materials(),
                        here.derivedAt(),
                        here.state(),
                        here.confirmations());

        assertThat(failed(elsewhere)).containsExactly(BedsideCheck.THIS_SITE);
    }

    @Test
    void labels_of_two_chains_or_of_an_unknown_one_are_not_compared() {
        var two =
                new Comparison(
                        Wards.wristband(PATIENT), List.of(Wards.label(PATIENT), Wards.label(2)));

        assertThat(two.failures(Optional.of(Wards.ready(PATIENT, List.of()))))
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.ONE_CHAIN);
        assertThat(Wards.scanned(PATIENT, PATIENT).failures(Optional.empty()))
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.ONE_CHAIN);
        var foreign =
                new Comparison(
                        Wards.wristband(PATIENT),
                        List.of(
                                new MaterialLabel(
                                        Wards.chain(PATIENT), new MaterialId("LOT-9/1"))));
        assertThat(foreign.failures(Optional.of(Wards.ready(PATIENT, List.of()))))
                .extracting(Checked::check)
                .containsExactly(BedsideCheck.UNITS);
    }

    private BedsideVerdict answer(JourneyStatus status) {
        return answer(status, Duration.ZERO, Wards.NOW);
    }

    private BedsideVerdict answer(JourneyStatus status, Duration silence, Instant now) {
        return bedside.answer(
                Wards.asked(PointOfUse.INFUSION, PATIENT, 2), Optional.of(status), silence, now);
    }

    private List<BedsideCheck> failed(JourneyStatus status) {
        return answer(status).failures().stream().map(Checked::check).toList();
    }
}
