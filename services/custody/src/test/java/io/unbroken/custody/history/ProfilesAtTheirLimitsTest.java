package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ExcursionLimits;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every synthetic product in both stages, just within each of its limits, just beyond, and so near that a sensor cannot tell.
final class ProfilesAtTheirLimitsTest {

    private static final Duration HOURS = Duration.ofHours(5);
    private static final int FIRST = 60;

    static Stream<Kept> kept() {
        return SyntheticProfiles.all().editions().stream()
                .flatMap(profile ->
                        Stream.of(
                                new Kept(profile, "collected", InAStore::collected),
                                new Kept(profile, "product", InAStore::product)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void in_range_and_surely_so_is_conformant(Kept kept) {
        History history = kept.at(_ -> kept.warmestSurelyIn());

        assertThat(history.coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(all(history, FindingCode.EXCURSION_TOLERATED)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void out_of_range_for_hours_and_surely_so_is_a_breach(Kept kept) {
        History history = kept.at(_ -> kept.warmestSurelyIn() + 2 * kept.band() + 1);

        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
        assertThat(all(history, FindingCode.EXCURSION)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void at_the_limit_of_a_sensor_that_may_err_nothing_is_known(Kept kept) {
        History history = kept.at(_ -> kept.warmestSurelyIn() + (kept.band() > 0 ? 1 : 0));

        assertThat(history.coldChain())
                .isEqualTo(kept.band() > 0 ? Verdict.UNKNOWN : Verdict.CONFORMANT);
        assertThat(all(history, FindingCode.EXCURSION)).isEmpty();
        assertThat(all(history, FindingCode.EXCURSION_POSSIBLE)).hasSize(kept.band() > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void as_long_out_of_range_as_is_tolerated_is_told_and_holds_nothing(Kept kept) {
        int longest = (int) kept.limits().longest().toMinutes();
        // given so many minutes from the last reading in range to the next one
        History history =
                kept.at(minute ->
                        minute > FIRST && minute < FIRST + longest
                                ? kept.slightlyOut()
                                : kept.comfortable());

        assertThat(history.coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(all(history, FindingCode.EXCURSION_TOLERATED)).hasSize(longest > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void a_minute_more_is_possible_and_two_more_are_proved(Kept kept) {
        int longest = (int) kept.limits().longest().toMinutes();
        Function<Integer, History> readingsOut =
                count ->
                        kept.at(minute ->
                                minute > FIRST && minute <= FIRST + count
                                        ? kept.slightlyOut()
                                        : kept.comfortable());

        // so many readings prove a minute less, and leave a minute more possible
        History possible = readingsOut.apply(longest + 1);
        assertThat(possible.coldChain()).isEqualTo(Verdict.UNKNOWN);
        assertThat(all(possible, FindingCode.EXCURSION_POSSIBLE)).hasSize(1);
        History proven = readingsOut.apply(longest + 2);
        assertThat(proven.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
        assertThat(all(proven, FindingCode.EXCURSION)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void not_a_moment_may_be_beyond_the_outermost(Kept kept) {
        if (kept.limits().outermost().isEmpty()) {
            return;
        }
        int outermost = high(kept.limits().outermost().get());
        IntUnaryOperator surely = once(kept, outermost + kept.band() + 1);
        IntUnaryOperator perhaps = once(kept, outermost + kept.band());
        IntUnaryOperator within = once(kept, outermost - kept.band());

        assertThat(kept.at(surely).coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
        assertThat(kept.at(perhaps).coldChain())
                .isEqualTo(kept.band() > 0 ? Verdict.UNKNOWN : Verdict.CONFORMANT);
        assertThat(kept.at(within).coldChain()).isEqualTo(Verdict.CONFORMANT);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void no_more_excursions_than_are_tolerated_in_number(Kept kept) {
        if (kept.limits().most().isEmpty()) {
            return;
        }
        int most = kept.limits().most().get();

        assertThat(kept.at(often(kept, most)).coldChain()).isEqualTo(Verdict.CONFORMANT);
        assertThat(kept.at(often(kept, most + 1)).coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void no_longer_in_sum_than_is_tolerated(Kept kept) {
        Duration longest = kept.limits().longest();
        Duration total = kept.limits().longestTotal();
        if (total.isZero() || kept.limits().most().isPresent()) {
            return;
        }
        // given that as many of the longest excursions are possible as fit, and some more are
        // proved
        int fit = (int) total.dividedBy(longest);

        assertThat(kept.at(stretches(kept, fit, (int) longest.toMinutes() - 1)).coldChain())
                .isEqualTo(Verdict.CONFORMANT);
        History history = kept.at(stretches(kept, fit + 3, (int) longest.toMinutes() - 1));
        assertThat(history.coldChain()).isEqualTo(Verdict.NON_CONFORMANT);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void a_kinetic_mean_is_judged_where_it_means_something(Kept kept) {
        Stream<Finding> found =
                kept.at(_ -> kept.warmestSurelyIn() + 2 * kept.band() + 100).findings().stream()
                        .filter(finding ->
                                finding.code() == FindingCode.KINETIC_MEAN_TOO_HIGH
                                        || finding.code() == FindingCode.KINETIC_MEAN_DOUBTFUL);

        assertThat(found).hasSize(kept.limits().kinetic().isPresent() ? 1 : 0);
        assertThat(kept.limits().kinetic().isPresent())
                .isEqualTo(kept.band() > 0 && high(kept.rule().thermal().range()) > 0);
    }

    /// One reading at minute [#FIRST].
    private static IntUnaryOperator once(Kept kept, int hundredths) {
        return minute -> minute == FIRST ? hundredths : kept.comfortable();
    }

    /// So many excursions of one reading.
    private static IntUnaryOperator often(Kept kept, int times) {
        return minute ->
                minute % 5 == 0 && minute / 5 >= 1 && minute / 5 <= times
                        ? kept.slightlyOut()
                        : kept.comfortable();
    }

    /// So many excursions of so many readings.
    private static IntUnaryOperator stretches(Kept kept, int times, int readings) {
        int step = readings + 2;
        return minute ->
                minute % step >= 1 && minute % step <= readings && minute / step < times
                        ? kept.slightlyOut()
                        : kept.comfortable();
    }

    private static int high(TemperatureRange range) {
        return range.high().map(Celsius::hundredths).orElseThrow();
    }

    /// One stage of one product.
    record Kept(ProductProfile profile, String stage, Function<ProductProfile, InAStore> told) {

        ColdChainRule rule() {
            return told.apply(profile).rule();
        }

        ExcursionLimits limits() {
            return rule().excursions();
        }

        int band() {
            return rule().thermal().guardBandHundredths();
        }

        int warmestSurelyIn() {
            return high(rule().thermal().range()) - band();
        }

        int comfortable() {
            return rule().thermal()
                    .range()
                    .low()
                    .map(low -> (low.hundredths() + high(rule().thermal().range())) / 2)
                    .orElse(high(rule().thermal().range()) - 1_000);
        }

        int slightlyOut() {
            return high(rule().thermal().range()) + band() + 1;
        }

        History at(IntUnaryOperator hundredths) {
            return told.apply(profile).lies(HOURS, hundredths).history();
        }

        @Override
        public String toString() {
            return profile.id() + ", " + stage;
        }
    }
}
