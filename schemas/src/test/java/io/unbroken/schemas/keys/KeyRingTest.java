package io.unbroken.schemas.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeyRingTest {

    private static final int SEEDS = 1_000;

    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final PartyId OTHER = new PartyId("carrier-sub");
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final SigningKey key =
            SigningKey.of("one key for the ring, 32 bytes..".getBytes(StandardCharsets.US_ASCII));
    private final SigningKey second =
            SigningKey.of("another for the ring, 32 bytes..".getBytes(StandardCharsets.US_ASCII));

    @Test
    void the_same_statements_in_any_order_and_number_make_the_same_ring() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<KeyStatement> said = statements(random);
            KeyRing reference = KeyRing.of(said);

            var arrived = new ArrayList<>(said);
            for (int i = random.nextInt(5); i > 0; i--) {
                arrived.add(said.get(random.nextInt(said.size())));
            }
            Collections.shuffle(arrived, random);
            KeyRing ring = KeyRing.of(arrived);

            assertThat(ring).as("seed %d", seed).isEqualTo(reference);
            assertThat(ring.registrations())
                    .as("seed %d", seed)
                    .isEqualTo(reference.registrations());
            for (int minute = -5; minute <= 15; minute++) {
                Instant at = at(minute);
                for (SigningKey each : List.of(key, second)) {
                    assertThat(ring.judge(each.id(), at))
                            .as("seed %d, minute %d", seed, minute)
                            .isEqualTo(reference.judge(each.id(), at))
                            .isEqualTo(oracle(said, each, at));
                }
            }
        }
    }

    @Test
    void an_earlier_record_is_never_worth_less_than_a_later_one() {
        for (int seed = 0; seed < SEEDS; seed++) {
            KeyRing ring = KeyRing.of(statements(new Random(seed)));
            for (int minute = -5; minute < 15; minute++) {
                assertThat(worth(ring.judge(key.id(), at(minute))))
                        .as("seed %d, minute %d", seed, minute)
                        .isGreaterThanOrEqualTo(worth(ring.judge(key.id(), at(minute + 1))));
            }
        }
    }

    @Test
    void registrations_of_one_key_add_up() {
        KeyRing ring =
                KeyRing.of(
                        List.of(
                                registered(1, SITE, PartyKind.COURIER, Set.of()),
                                registered(2, SITE, PartyKind.COURIER, Set.of(OTHER))));

        assertThat(ring.find(key.id()).orElseThrow().speaksFor(OTHER)).isTrue();
        assertThat(ring.verifier(key.id())).isPresent();
        assertThat(KeyRing.empty().find(key.id())).isEmpty();
    }

    @Test
    void a_key_of_two_parties_counts_for_none_until_one_registration_is_withdrawn() {
        KeyStatement mistake = registered(2, OTHER, PartyKind.COURIER, Set.of());
        KeyRing disputed =
                KeyRing.of(List.of(registered(1, SITE, PartyKind.COLLECTION, Set.of()), mistake));
        KeyRing settled =
                disputed.with(
                        changed(3, new KeyWithdrawal(mistake.content(), "It was another key.")));

        assertThat(disputed.find(key.id())).isEmpty();
        assertThat(disputed.verifier(key.id())).isEmpty();
        assertThat(disputed.judge(key.id(), NOON)).isEqualTo(new KeyStanding.Unknown());
        assertThat(settled.find(key.id()).orElseThrow().party()).isEqualTo(SITE);
        assertThat(settled.judge(key.id(), NOON)).isEqualTo(new KeyStanding.Valid());
    }

    @Test
    void a_key_that_would_act_for_too_many_parties_counts_for_none() {
        var some = new ArrayList<KeyStatement>();
        for (int i = 0; i < 2; i++) {
            int from = i * KeyRegistration.MOST_MAY_ACT_AS;
            some.add(
                    registered(
                            i,
                            SITE,
                            PartyKind.COURIER,
                            Set.copyOf(
                                    IntStream.range(from, from + KeyRegistration.MOST_MAY_ACT_AS)
                                            .mapToObj(party -> new PartyId("party-" + party))
                                            .toList())));
        }
        assertThat(KeyRing.of(some).find(key.id())).isEmpty();
    }

    @Test
    void of_several_revocations_the_earliest_times_count() {
        KeyRing ring =
                KeyRing.of(
                        List.of(
                                registered(1, SITE, PartyKind.COURIER, Set.of()),
                                changed(2, new KeyRevocation(at(10), at(5), "Lost.")),
                                changed(3, new KeyRevocation(at(12), at(2), "Seen at work."))));

        assertThat(ring.judge(key.id(), at(1))).isEqualTo(new KeyStanding.Valid());
        assertThat(ring.judge(key.id(), at(2)))
                .isEqualTo(new KeyStanding.Doubtful(at(2), "Seen at work."));
        assertThat(ring.judge(key.id(), at(10))).isEqualTo(new KeyStanding.Revoked(at(10)));
    }

    @Test
    void a_withdrawn_revocation_was_never_made() {
        KeyStatement mistake = changed(2, new KeyRevocation(at(10), at(5), "Lost."));
        KeyRing ring =
                KeyRing.of(
                        List.of(
                                registered(1, SITE, PartyKind.COURIER, Set.of()),
                                mistake,
                                changed(3, new KeyWithdrawal(mistake.content(), "Found."))));

        assertThat(ring.judge(key.id(), at(20))).isEqualTo(new KeyStanding.Valid());
    }

    @Test
    void keys_overlap_until_the_old_one_is_retired() {
        KeyRing ring =
                KeyRing.of(
                        List.of(
                                registered(1, SITE, PartyKind.COLLECTION, Set.of()),
                                registered(second, 2, SITE, PartyKind.COLLECTION, Set.of()),
                                changed(3, new KeyRetirement(at(5)))));

        assertThat(ring.registrations(SITE)).hasSize(2);
        assertThat(ring.judge(key.id(), at(4))).isEqualTo(new KeyStanding.Valid());
        assertThat(ring.judge(second.id(), at(4))).isEqualTo(new KeyStanding.Valid());
        assertThat(ring.judge(key.id(), at(5))).isEqualTo(new KeyStanding.Retired(at(5)));
        assertThat(ring.judge(second.id(), at(5))).isEqualTo(new KeyStanding.Valid());
    }

    @Test
    void a_revocation_says_why_and_not_from_before_it_began() {
        assertThatThrownBy(() -> new KeyRevocation(at(1), at(2), "Lost."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyRevocation(at(2), at(1), " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyRevocation(at(2), at(1), "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// What the rules say, without a ring: one pass over all statements.
    private static KeyStanding oracle(List<KeyStatement> said, SigningKey key, Instant at) {
        List<KeyStatement> mine =
                said.stream().filter(each -> each.about().key().equals(key.id())).toList();
        List<KeyStatement> counting =
                mine.stream()
                        .filter(each ->
                                mine.stream()
                                        .flatMap(other -> other.change().stream())
                                        .noneMatch(change ->
                                                change instanceof KeyWithdrawal(var gone, _)
                                                        && gone.equals(each.content())))
                        .toList();
        List<PartyId> parties =
                counting.stream()
                        .filter(each -> each.change().isEmpty())
                        .map(each -> each.about().party())
                        .distinct()
                        .toList();
        if (parties.size() != 1) {
            return new KeyStanding.Unknown();
        }
        var revoked = Instant.MAX;
        var retired = Instant.MAX;
        Optional<KeyRevocation> worst = Optional.empty();
        for (KeyStatement statement : counting) {
            switch (statement
                    .change()
                    .orElse(new KeyRetirement(Instant.parse("9999-01-01T00:00:00Z")))) {
                case KeyRetirement(var from) -> retired = from.isBefore(retired) ? from : retired;
                case KeyRevocation revocation -> {
                    revoked = revocation.from().isBefore(revoked) ? revocation.from() : revoked;
                    if (worst.isEmpty() || worse(revocation, worst.get())) {
                        worst = Optional.of(revocation);
                    }
                }
                case KeyWithdrawal _ -> {}
            }
        }
        if (!at.isBefore(revoked)) {
            return new KeyStanding.Revoked(revoked);
        }
        if (!at.isBefore(retired)) {
            return new KeyStanding.Retired(retired);
        }
        return worst.isPresent() && !at.isBefore(worst.get().compromisedSince())
                ? new KeyStanding.Doubtful(worst.get().compromisedSince(), worst.get().reason())
                : new KeyStanding.Valid();
    }

    private static boolean worse(KeyRevocation one, KeyRevocation other) {
        int bySince = one.compromisedSince().compareTo(other.compromisedSince());
        int byFrom = bySince != 0 ? bySince : one.from().compareTo(other.from());
        return (byFrom != 0 ? byFrom : one.reason().compareTo(other.reason())) < 0;
    }

    private static int worth(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Valid() -> 2;
            case KeyStanding.Doubtful(_, _) -> 1;
            case KeyStanding.Unknown(), KeyStanding.Revoked(_), KeyStanding.Retired(_) -> 0;
        };
    }

    private List<KeyStatement> statements(Random random) {
        var said = new ArrayList<KeyStatement>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            SigningKey which = random.nextInt(4) == 0 ? second : key;
            Instant from = at(random.nextInt(10));
            KeyRegistration about =
                    registration(
                            which,
                            random.nextInt(8) == 0 ? OTHER : SITE,
                            PartyKind.COURIER,
                            Set.of());
            Optional<KeyChange> change =
                    switch (random.nextInt(5)) {
                        case 0 -> Optional.of(new KeyRetirement(from));
                        case 1 ->
                                Optional.of(
                                        new KeyRevocation(
                                                from,
                                                from.minusSeconds(60L * random.nextInt(5)),
                                                "Reason " + random.nextInt(3)));
                        case 2 ->
                                Optional.of(
                                        new KeyWithdrawal(content(random.nextInt(count)), "Oops."));
                        default -> Optional.empty();
                    };
            said.add(new KeyStatement(content(i), about, change));
        }
        return said;
    }

    private KeyStatement registered(
            int content, PartyId party, PartyKind kind, Set<PartyId> mayActAs) {
        return registered(key, content, party, kind, mayActAs);
    }

    private static KeyStatement registered(
            SigningKey key, int content, PartyId party, PartyKind kind, Set<PartyId> mayActAs) {
        return new KeyStatement(
                content(content), registration(key, party, kind, mayActAs), Optional.empty());
    }

    private KeyStatement changed(int content, KeyChange change) {
        return new KeyStatement(
                content(content),
                registration(key, SITE, PartyKind.COURIER, Set.of()),
                Optional.of(change));
    }

    private static KeyRegistration registration(
            SigningKey key, PartyId party, PartyKind kind, Set<PartyId> mayActAs) {
        return KeyRegistration.of(
                key.publicKey(), party, kind, mayActAs, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static ContentHash content(int number) {
        return new ContentHash("%064x".formatted(number));
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
