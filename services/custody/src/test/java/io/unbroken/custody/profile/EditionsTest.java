package io.unbroken.custody.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.Editions.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which editions count, each case as records on the log at their places.
final class EditionsTest {

    private static final ProductProfile RULES = SyntheticProfiles.all().editions().getFirst();
    private static final ProfileId PRODUCT = RULES.id();
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(10));
    private static final PartyId OWNER = new PartyId("facility-one");
    private static final PartyId OTHER = new PartyId("facility-two");
    private static final Standing DOUBT = Standing.doubtful("The key was in other hands.");

    private final ProductProfile first = edition(1, Instant.parse("2020-01-01T00:00:00Z"), 4);
    private final ProductProfile second = edition(2, LATER, 2);
    private final ProductProfile otherSecond = edition(2, LATER, 3);

    @Test
    void the_first_version_counts_also_for_what_was_before_it() {
        Editions editions = Editions.of(List.of(said(0, first, START)));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS);
        assertThat(editions.profiles().inForce(PRODUCT, START.minus(Duration.ofDays(100))))
                .contains(first);
    }

    @Test
    void a_later_version_is_in_force_from_its_time_on() {
        Editions editions = Editions.of(List.of(said(0, first, START), said(1, second, LATER)));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.COUNTS);
        assertThat(editions.profiles().inForce(PRODUCT, LATER.minusNanos(1))).contains(first);
        assertThat(editions.profiles().inForce(PRODUCT, LATER)).contains(second);
    }

    @Test
    void a_later_version_may_not_reach_back_before_the_log_had_it() {
        Editions editions =
                Editions.of(List.of(said(0, first, START), said(1, second, LATER.plusMillis(1))));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.NONE);
        assertThat(why(editions, 1))
                .contains(
                        "It was to be in force from %s, before the log had it (%s) or it was signed (%s)."
                                .formatted(LATER, LATER.plusMillis(1), START));
        assertThat(editions.profiles().inForce(PRODUCT, LATER)).contains(first);
    }

    @Test
    void a_later_version_may_not_reach_back_before_it_was_signed() {
        var edition = edition(second, LATER.plusSeconds(1));
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, first, START),
                                said(1, edition, OWNER, Standing.SOUND, START)));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.NONE);
    }

    @Test
    void a_product_is_that_partys_which_published_its_first_version_first() {
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, edition(first, START), OWNER, Standing.SOUND, START),
                                said(1, edition(second, START), OTHER, Standing.SOUND, START),
                                said(
                                        2,
                                        edition(edition(1, START, 1), START),
                                        OTHER,
                                        Standing.SOUND,
                                        START)));

        assertThat(editions.judged())
                .filteredOn(each -> each.said().party().equals(OTHER))
                .allSatisfy(each -> {
                    assertThat(each.effect()).isEqualTo(Effect.NONE);
                    assertThat(each.why())
                            .contains(
                                    "The product is facility-one's, who published its version 1 first.");
                });
        assertThat(editions.profiles().inForce(PRODUCT, LATER)).contains(first);
    }

    @Test
    void without_a_first_version_nothing_counts() {
        Editions editions = Editions.of(List.of(said(0, second, START)));

        assertThat(effects(editions)).containsExactly(Effect.NONE);
        assertThat(editions.profiles().inForce(PRODUCT, LATER)).isEmpty();
        assertThat(editions.profiles().isSuspended(PRODUCT, LATER)).isFalse();
    }

    @Test
    void one_version_with_two_contents_leaves_the_product_without_rules_until_the_next() {
        Instant last = LATER.plus(Duration.ofDays(1));
        ProductProfile third = edition(3, last, 1);
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, first, START),
                                said(1, second, START),
                                said(2, otherSecond, START),
                                said(3, third, START)));

        assertThat(effects(editions))
                .containsExactly(Effect.COUNTS, Effect.SUSPENDS, Effect.SUSPENDS, Effect.COUNTS);
        ProductProfiles profiles = editions.profiles();
        assertThat(profiles.inForce(PRODUCT, LATER.minusNanos(1))).contains(first);
        assertThat(profiles.inForce(PRODUCT, LATER)).isEmpty();
        assertThat(profiles.isSuspended(PRODUCT, LATER)).isTrue();
        assertThat(profiles.inForce(PRODUCT, last)).contains(third);
        assertThat(profiles.isSuspended(PRODUCT, last)).isFalse();
    }

    @Test
    void another_content_that_comes_too_late_contradicts_nothing() {
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, first, START),
                                said(1, second, START),
                                said(2, otherSecond, LATER.plusSeconds(1))));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.COUNTS, Effect.NONE);
    }

    @Test
    void the_same_rules_twice_are_no_contradiction() {
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, first, START),
                                said(1, second, START),
                                said(2, second, LATER.plusSeconds(1))));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.COUNTS, Effect.COUNTS);
    }

    @Test
    void a_doubtful_version_leaves_the_product_without_rules_until_it_is_said_again() {
        SignedEdition doubtful = said(1, edition(second, START), OWNER, DOUBT, START);
        List<SignedEdition> said = List.of(said(0, first, START), doubtful);
        Editions before = Editions.of(said);
        var more = new ArrayList<>(said);
        more.add(said(2, second, LATER.plusSeconds(5)));
        Editions after = Editions.of(more);

        assertThat(effects(before)).containsExactly(Effect.COUNTS, Effect.SUSPENDS);
        assertThat(why(before, 1)).isEqualTo(DOUBT.doubt());
        assertThat(before.profiles().inForce(PRODUCT, LATER.minusNanos(1))).contains(first);
        assertThat(before.profiles().inForce(PRODUCT, LATER)).isEmpty();
        assertThat(effects(after)).containsExactly(Effect.COUNTS, Effect.COUNTS, Effect.COUNTS);
        assertThat(after.profiles().inForce(PRODUCT, LATER)).contains(second);
    }

    @Test
    void what_a_thief_says_does_not_contradict_what_is_sound() {
        Editions editions =
                Editions.of(
                        List.of(
                                said(0, first, START),
                                said(1, second, START),
                                said(2, edition(otherSecond, START), OWNER, DOUBT, START)));

        assertThat(effects(editions)).containsExactly(Effect.COUNTS, Effect.COUNTS, Effect.NONE);
        assertThat(editions.profiles().inForce(PRODUCT, LATER)).contains(second);
    }

    @Test
    void any_order_and_repetition_gives_the_same() {
        List<SignedEdition> said =
                List.of(
                        said(0, second, START),
                        said(1, first, START),
                        said(2, otherSecond, LATER.plusSeconds(1)),
                        said(3, edition(3, LATER, 9), START),
                        said(4, edition(edition(3, LATER, 8), START), OWNER, DOUBT, START),
                        said(5, edition(first, START), OTHER, Standing.SOUND, START));
        Editions expected = Editions.of(said);
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var shuffled = new ArrayList<>(said);
            shuffled.add(said.get(random.nextInt(said.size())));
            Collections.shuffle(shuffled, random);

            Editions editions = Editions.of(shuffled);

            assertThat(editions.judged()).as("seed %d", seed).isEqualTo(expected.judged());
            assertThat(editions.profiles()).as("seed %d", seed).isEqualTo(expected.profiles());
        }
    }

    @Test
    void two_people_sign_and_each_for_what_they_did() {
        var ana = new ProfileSignature(new PersonId("ana-1"), ProfileMeaning.PROFILE_AUTHORED);
        var alone =
                new ProfileSignature(
                        new PersonId("ana-1"), ProfileMeaning.PROFILE_APPROVED_BY_QUALITY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProfileEdition(id(1), START, first, ana, alone))
                .withMessage("approved: expected another person than the author, found the same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProfileEdition(id(1), START, first, alone, ana))
                .withMessageStartingWith("authored: expected the meaning PROFILE_AUTHORED");
    }

    private static List<Effect> effects(Editions editions) {
        return editions.judged().stream().map(Editions.Judged::effect).toList();
    }

    private static Optional<String> why(Editions editions, int index) {
        return editions.judged().get(index).why();
    }

    private static SignedEdition said(long place, ProductProfile profile, Instant recordTime) {
        return said(place, edition(profile, START), OWNER, Standing.SOUND, recordTime);
    }

    private static SignedEdition said(
            long place,
            ProfileEdition edition,
            PartyId party,
            Standing standing,
            Instant recordTime) {
        return new SignedEdition(
                edition,
                new ContentHash("%064x".formatted(place)),
                party,
                new KeyId("0".repeat(16)),
                standing,
                place,
                recordTime);
    }

    private static ProfileEdition edition(ProductProfile profile, Instant time) {
        return new ProfileEdition(
                id(profile.version()),
                time,
                profile,
                new ProfileSignature(new PersonId("ana-1"), ProfileMeaning.PROFILE_AUTHORED),
                new ProfileSignature(
                        new PersonId("ben-2"), ProfileMeaning.PROFILE_APPROVED_BY_QUALITY));
    }

    private static EditionId id(int number) {
        return new EditionId("%08d-0000-0000-0000-000000000000".formatted(number));
    }

    private static ProductProfile edition(int version, Instant from, int hours) {
        return Edition.after(RULES)
                .numbered(version)
                .from(from)
                .confirmed(Duration.ofHours(hours))
                .profile();
    }
}
