package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.only;
import static io.unbroken.custody.history.Doctored.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.Edition;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.profile.UseClock;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rules that change while a journey is under way (DOMAIN F53): each thing is judged by those in force at its time.
final class EditionsTest {

    private static final ProductProfile FIRST =
            SyntheticProfiles.all()
                    .inForce(new ProfileId("SYN-CART-19"), Journeys.START)
                    .orElseThrow();

    private final Journeys journey = Journeys.complete();

    @Test
    void a_carriage_is_judged_by_the_rules_at_its_beginning() {
        // given that nothing warmer than -158 °C is allowed any more: the store has -160 °C, the
        // dewar -155 °C
        Instant packed = lastTime(Packed.class);

        // when
        History before = history(colder(packed.plusNanos(1)));
        History after = history(colder(packed));

        // then
        assertThat(before.coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(after.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
        assertThat(all(after, FindingCode.EXCURSION))
                .extracting(Finding::subject)
                .contains(Journeys.COLD_LOGGER.value())
                .doesNotContain(Journeys.STORE_LOGGER.value());
    }

    @Test
    void a_logger_is_assigned_with_the_rule_by_which_it_is_judged() {
        Instant packed = lastTime(Packed.class);

        List<LoggerAssignment> assignments = LoggerAssignment.of(journey.events(), colder(packed));

        assertThat(assignments)
                .extracting(LoggerAssignment::rule)
                .containsExactly(
                        FIRST.collected().thermal(), FIRST.product().thermal(), atMost("-158"));
    }

    @Test
    void a_release_is_judged_by_the_tests_demanded_at_its_time() {
        // given a lot that was tested for everything but potency
        journey.events()
                .removeIf(event ->
                        event.event().fact() instanceof QcResultReported result
                                && result.test() == QcResultReported.Test.POTENCY);
        Instant released = lastTime(LotDecided.class);

        // when potency is no longer demanded
        History before = history(untested(released.plusNanos(1)));
        History after = history(untested(released));

        // then
        assertThat(all(before, FindingCode.RELEASED_WITHOUT_EVIDENCE)).hasSize(1);
        assertThat(reasons(before, PointOfUse.DISPATCH))
                .contains("Released without a pass of [POTENCY].");
        assertThat(all(after, FindingCode.RELEASED_WITHOUT_EVIDENCE)).isEmpty();
        assertThat(reasons(after, PointOfUse.DISPATCH))
                .isEqualTo(List.of("No product is left to use."));
    }

    @Test
    void a_lot_that_waits_for_release_needs_what_is_demanded_by_now() {
        // given
        journey.events().removeIf(saying(LotDecided.class));
        journey.events()
                .removeIf(event ->
                        event.event().fact() instanceof QcResultReported result
                                && result.test() == QcResultReported.Test.POTENCY);
        Instant last = journey.events().getLast().event().eventTime();

        // then
        assertThat(reasons(history(untested(last.plusNanos(1))), PointOfUse.RELEASE))
                .contains("Lot LOT-1 has no pass of [POTENCY].");
        assertThat(reasons(history(untested(last)), PointOfUse.RELEASE))
                .doesNotContain("Lot LOT-1 has no pass of [POTENCY].");
    }

    @Test
    void a_thaw_and_confirmations_run_by_the_clocks_of_their_times() {
        // given an infusion five minutes after the first confirmation, and fifteen after the thaw
        Instant thawed = lastTime(ThawStarted.class);
        Instant confirmed = firstTime(IdentityConfirmed.class);

        // when clocks run for ten and three minutes only
        History thawedBefore = history(quicker(thawed.plusNanos(1)));
        History thawedAfter = history(quicker(thawed));

        // then
        assertThat(all(thawedBefore, FindingCode.INFUSED_TOO_LATE)).isEmpty();
        assertThat(all(thawedAfter, FindingCode.INFUSED_TOO_LATE)).hasSize(1);
        assertThat(all(history(quicker(confirmed)), FindingCode.INFUSED_UNCONFIRMED)).hasSize(1);
        assertThat(all(history(quicker(confirmed.plusNanos(1))), FindingCode.INFUSED_UNCONFIRMED))
                .isEmpty();
    }

    @Test
    void a_history_tells_the_edition_at_the_order() {
        assertThat(history(colder(Journeys.START)).therapy().profileVersion()).contains(2);
        assertThat(history(colder(journey.now())).therapy().profileVersion()).contains(1);
    }

    @Test
    void without_rules_nothing_is_known_and_everything_holds() {
        History history = history(ProductProfiles.none());

        assertThat(only(history, FindingCode.PRODUCT_UNKNOWN).blocking()).isTrue();
        assertThat(history.coldChain()).isEqualTo(Verdict.UNKNOWN);
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    private History history(ProductProfiles profiles) {
        return History.derive(
                Journeys.COI, journey.events(), profiles, journey.readings(), List.of());
    }

    private Instant firstTime(Class<? extends Fact> kind) {
        return times(kind).getFirst();
    }

    private Instant lastTime(Class<? extends Fact> kind) {
        return times(kind).getLast();
    }

    private List<Instant> times(Class<? extends Fact> kind) {
        return journey.events().stream()
                .filter(saying(kind))
                .map(SignedEvent::event)
                .map(event -> event.eventTime())
                .toList();
    }

    private static ProductProfiles colder(Instant from) {
        return Edition.after(FIRST)
                .from(from)
                .product(rule ->
                        ColdChainRule.of(
                                atMost("-158"), rule.excursions(), rule.samplingInterval()))
                .profiles();
    }

    private static ProductProfiles untested(Instant from) {
        return Edition.after(FIRST)
                .from(from)
                .tests(Set.of(QcResultReported.Test.STERILITY))
                .profiles();
    }

    private static ProductProfiles quicker(Instant from) {
        return Edition.after(FIRST)
                .from(from)
                .use(UseClock.Anchor.THAW_START, Duration.ofMinutes(10))
                .confirmed(Duration.ofMinutes(3))
                .profiles();
    }

    private static ThermalRule atMost(String celsius) {
        return ThermalRule.exact(
                TemperatureRange.atMost(Celsius.parse(celsius)), Duration.ofMinutes(60));
    }

    private static List<String> reasons(History history, PointOfUse point) {
        return history.judgements().stream()
                .filter(judgement -> judgement.point() == point)
                .flatMap(judgement -> judgement.reasons().stream())
                .toList();
    }
}
