package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.ThermalOracle;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a unit has used up over its life, beside definitions written out over all samples of all its stores.
final class ExposurePropertyTest {

    private static final int SEEDS = 300;
    private static final ProductProfile PROFILE =
            SyntheticProfiles.all()
                    .inForce(new ProfileId("SYN-CART-ONE-BAG"), Journeys.START)
                    .orElseThrow();

    @Test
    void figures_over_all_carriers_are_those_of_the_definitions() {
        for (long seed = 0; seed < SEEDS; seed++) {
            InAStore story = story(new Random(seed));
            History history = story.history();

            Expected expected = Expected.of(history, story);

            Exposure exposure = history.exposures().getFirst();
            assertThat(exposure.atLeast()).as("seed %d", seed).isEqualTo(expected.atLeast);
            assertThat(exposure.atMost()).as("seed %d", seed).isEqualTo(expected.atMost);
            assertThat(exposure.excursionsAtLeast()).as("seed %d", seed).isEqualTo(expected.proven);
            assertThat(exposure.excursionsAtMost()).as("seed %d", seed).isEqualTo(expected.all);
            assertThat(history.coldChain()).as("seed %d", seed).isEqualTo(expected.verdict);
        }
    }

    @Test
    void the_order_and_repetition_of_events_and_readings_change_nothing() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            InAStore story = story(new Random(seed));
            byte[] expected = story.history().canonical();

            Collections.shuffle(story.journey().events(), new Random(seed));
            story.journey().events().addAll(List.copyOf(story.journey().events()));

            assertThat(story.history().canonical()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static InAStore story(Random random) {
        InAStore story = InAStore.collected(PROFILE);
        int stores = 1 + random.nextInt(3);
        for (int i = 0; i < stores; i++) {
            int[] hundredths = {500};
            int wander = 20 + random.nextInt(120);
            story.lies(
                    Duration.ofHours(1 + random.nextInt(3)),
                    _ ->
                            hundredths[0] =
                                    Math.clamp(
                                            hundredths[0] + random.nextInt(-wander, wander + 1),
                                            -100,
                                            1_150));
        }
        return story;
    }

    /// By the definitions, slowly.
    private record Expected(
            Duration atLeast, Duration atMost, int proven, int all, Verdict verdict) {

        static Expected of(History history, InAStore story) {
            ColdChainRule rule = PROFILE.collected();
            Duration atLeast = Duration.ZERO;
            Duration atMost = Duration.ZERO;
            var excursions = new ArrayList<Excursion>();
            for (ThermalLeg leg : history.thermal()) {
                Interval interval = leg.interval();
                Readings readings =
                        story.journey()
                                .readings()
                                .getOrDefault(leg.logger(), Readings.none())
                                .within(interval);
                var oracle = new ThermalOracle(readings.samples(), rule.thermal(), interval);
                excursions.addAll(oracle.excursions());
                atMost = atMost.plus(oracle.possiblyOut());
                for (Excursion each : oracle.excursions()) {
                    atLeast = atLeast.plus(each.lowerBound());
                }
            }
            int proven = (int) excursions.stream().filter(each -> each.readingsOut() > 0).count();
            boolean broken =
                    atLeast.compareTo(rule.excursions().longestTotal()) > 0
                            || proven > rule.excursions().most().orElseThrow()
                            || excursions.stream().anyMatch(each -> broken(each, rule, true))
                            || told(history, FindingCode.KINETIC_MEAN_TOO_HIGH);
            boolean doubtful =
                    atMost.compareTo(rule.excursions().longestTotal()) > 0
                            || excursions.size() > rule.excursions().most().orElseThrow()
                            || excursions.stream().anyMatch(each -> broken(each, rule, false))
                            || told(history, FindingCode.KINETIC_MEAN_DOUBTFUL);
            return new Expected(
                    atLeast,
                    atMost,
                    proven,
                    excursions.size(),
                    broken
                            ? Verdict.NON_CONFORMANT
                            : doubtful ? Verdict.UNKNOWN : Verdict.CONFORMANT);
        }

        private static boolean broken(Excursion each, ColdChainRule rule, boolean surely) {
            Duration length = surely ? each.lowerBound() : each.upperBound();
            int reached =
                    surely
                            ? each.provenExtreme().map(c -> c.hundredths()).orElse(500)
                            : each.extreme().hundredths();
            int band = rule.thermal().guardBandHundredths() * (surely ? -1 : 1);
            return length.compareTo(rule.excursions().longest()) > 0
                    || reached + band > 3_000
                    || reached - band < 0;
        }

        private static boolean told(History history, FindingCode code) {
            return history.findings().stream().map(Finding::code).anyMatch(code::equals);
        }
    }
}
