package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.Edition;
import io.unbroken.custody.profile.ExcursionLimits;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// How long a unit was too warm: in one go, and in all over its stores and shippers. Readings come each ten minutes; half an hour in
/// one go and an hour in all are allowed.
final class ExposureTest {

    private static final EquipmentId FRIDGE = new EquipmentId("FRIDGE-1");
    private static final LoggerId FRIDGE_LOGGER = new LoggerId("LOG-FRIDGE");
    private static final Duration STEP = Duration.ofMinutes(10);

    private static final ProductProfile PROFILE =
            SyntheticProfiles.all()
                    .inForce(new ProfileId("SYN-CART-19"), Journeys.START)
                    .orElseThrow();

    private Journeys journey = new Journeys();
    private UnaryOperator<ColdChainRule> rules = rule -> rule;

    @Test
    void a_short_excursion_is_told_and_tolerated() {
        History history = history(Set.of(), Set.of(6));

        assertThat(only(history, FindingCode.EXCURSION_TOLERATED).blocking()).isFalse();
        assertThat(history.coldChain()).isEqualTo(Verdict.CONFORMANT);
    }

    @Test
    void one_that_readings_do_not_rule_out_to_be_too_long_is_possible() {
        History history = history(Set.of(), Set.of(6, 7, 8));

        assertThat(only(history, FindingCode.EXCURSION_POSSIBLE).blocking()).isTrue();
        assertThat(history.coldChain()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void one_that_was_too_long_for_sure_is_a_breach() {
        History history = history(Set.of(), Set.of(6, 7, 8, 9, 10));

        Finding found = only(history, FindingCode.EXCURSION);
        assertThat(found.subject()).isEqualTo(Journeys.WARM_LOGGER.value());
        assertThat(found.detail()).startsWith("Shipper BOX-1: ").contains("4.40");
        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
    }

    @Test
    void a_breach_in_a_store_names_the_store() {
        History history = history(Set.of(1, 2, 3, 4, 5), Set.of());

        assertThat(only(history, FindingCode.EXCURSION).detail()).startsWith("Store FRIDGE-1: ");
    }

    @Test
    void excursions_add_up_over_all_stores_and_shippers_of_a_unit() {
        // given twice twenty minutes in each
        History history = history(Set.of(1, 2, 3, 8, 9, 10), Set.of(1, 2, 3, 8, 9, 10));

        // then
        Finding found = only(history, FindingCode.EXCURSION);
        assertThat(found.subject()).isEqualTo(Journeys.BAG.value());
        assertThat(found.detail())
                .isEqualTo(
                        "Out of range for at least PT1H20M in all, over [BOX-1, FRIDGE-1]; PT1H are allowed.");
        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
    }

    @Test
    void an_hour_in_all_is_not_yet_too_long() {
        History history = history(Set.of(1, 2, 3, 8, 9, 10), Set.of(1, 2, 3));

        assertThat(all(history, FindingCode.EXCURSION)).isEmpty();
        assertThat(history.coldChain()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void what_may_have_been_too_long_in_all_holds_too() {
        // given ten minutes in each at least, and thirty at most
        rules =
                rule ->
                        limited(
                                rule,
                                ExcursionLimits.lasting(
                                        Duration.ofMinutes(30), Duration.ofMinutes(50)));
        History history = history(Set.of(1, 2), Set.of(1, 2));

        Finding found = only(history, FindingCode.EXCURSION_POSSIBLE);
        assertThat(found.subject()).isEqualTo(Journeys.BAG.value());
        assertThat(found.detail())
                .isEqualTo(
                        "Perhaps out of range for up to PT1H in all, over [BOX-1, FRIDGE-1]; PT50M are allowed.");
    }

    @Test
    void excursions_count_over_all_stores_and_shippers_of_a_unit() {
        rules = rule -> limited(rule, rule.excursions().times(2));

        assertThat(history(Set.of(1), Set.of(5)).coldChain()).isEqualTo(Verdict.CONFORMANT);
        History history = history(Set.of(1, 4), Set.of(5));

        assertThat(only(history, FindingCode.EXCURSION).detail())
                .isEqualTo(
                        "Out of range at least 3 times in all, over [BOX-1, FRIDGE-1]; 2 are allowed.");
        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
    }

    @Test
    void a_history_tells_what_is_used_up() {
        Exposure exposure = history(Set.of(), Set.of(6, 7)).exposures().getFirst();

        assertThat(exposure)
                .isEqualTo(
                        new Exposure(
                                Journeys.BAG,
                                List.of("BOX-1"),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(60),
                                1,
                                1,
                                Optional.empty()));
    }

    /// A bag that lies in a store for two hours and then travels, warm at these readings of each.
    private History history(Set<Integer> warmInStore, Set<Integer> warmOnTheWay) {
        journey = new Journeys();
        journey.collect();
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new Stored(List.of(Journeys.BAG), FRIDGE, List.of(FRIDGE_LOGGER)));
        Instant stored = journey.now();
        journey.say(
                Journeys.COURIER,
                PartyKind.COURIER,
                new TransportMilestoneReached(
                        TransportMilestoneReached.Milestone.ARRIVED, Journeys.BOX, Journeys.PLACE));
        journey.say(
                Journeys.SITE, PartyKind.COLLECTION, new Retrieved(List.of(Journeys.BAG), FRIDGE));
        journey.readings().put(FRIDGE_LOGGER, readings(stored, journey.now(), warmInStore));
        journey.transport(
                Journeys.BOX,
                Journeys.BAG,
                Journeys.SITE,
                PartyKind.COLLECTION,
                Journeys.FACILITY,
                Journeys.WARM_LOGGER,
                "5.1");
        List<Sample> ridden =
                journey.readings().getOrDefault(Journeys.WARM_LOGGER, Readings.none()).samples();
        journey.readings()
                .put(
                        Journeys.WARM_LOGGER,
                        readings(ridden.getFirst().time(), ridden.getLast().time(), warmOnTheWay));
        return History.derive(
                Journeys.COI,
                journey.events(),
                Edition.after(PROFILE).collected(rules).profiles(),
                journey.readings(),
                List.of());
    }

    private static ColdChainRule limited(ColdChainRule rule, ExcursionLimits limits) {
        return ColdChainRule.of(rule.thermal(), limits, rule.samplingInterval());
    }

    private static Readings readings(Instant from, Instant until, Set<Integer> warm) {
        var samples = new ArrayList<Sample>();
        for (Instant at = from; !at.isAfter(until); at = at.plus(STEP)) {
            String celsius = warm.contains(samples.size()) ? "12.4" : "5.0";
            samples.add(new Sample(at, Celsius.parse(celsius)));
        }
        return Readings.of(samples);
    }
}
