package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who takes part in a journey, and who does not by saying so.
class ParticipantsTest {

    private static final int SEEDS = 500;
    private static final PartyId STRANGER = new PartyId("aa-stranger");
    private static final PartyId ACCOMPLICE = new PartyId("aa-accomplice");
    private static final PartyId CARRIER = new PartyId("carrier-aurora");
    private static final Set<PartyId> ALL =
            Set.of(Journeys.SITE, Journeys.COURIER, Journeys.FACILITY, Journeys.CENTRE);

    @Test
    void all_whose_hands_the_cells_go_through_take_part() {
        assertThat(Participants.of(Journeys.wholeWay().events())).isEqualTo(ALL);
    }

    @Test
    void a_party_takes_part_once_one_that_does_offers_it_the_cells() {
        var journey = new Journeys();
        journey.collect();
        assertThat(Participants.of(journey.events())).containsExactly(Journeys.SITE);

        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                release(Journeys.SITE, Journeys.COURIER, "SEAL-7"));

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, Journeys.COURIER);
    }

    @Test
    void one_for_whom_another_speaks_takes_part_too() {
        var journey = new Journeys();
        journey.collect();
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                release(Journeys.SITE, Journeys.COURIER, "SEAL-7"));

        journey.say(
                Journeys.COURIER, PartyKind.COURIER, accept(CARRIER, Journeys.COURIER, "SEAL-7"));

        assertThat(Participants.of(journey.events())).contains(CARRIER);
    }

    @Test
    void in_no_order_of_the_same_events_do_others_take_part() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<SignedEvent> some = new ArrayList<>(Journeys.wholeWay().events());
            some.removeIf(_ -> random.nextInt(10) == 0);
            Set<PartyId> reference = Participants.of(some);

            some.add(some.get(random.nextInt(some.size())));
            Collections.shuffle(some, random);

            assertThat(Participants.of(some)).as("seed %d", seed).isEqualTo(reference);
        }
    }

    @Test
    void whatever_a_stranger_says_nobody_comes_to_take_part_by_it() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<SignedEvent> honest = Journeys.wholeWay().events();
            List<SignedEvent> said = honest.subList(0, 1 + random.nextInt(honest.size()));
            Set<PartyId> reference = Participants.of(said);

            // After the first statement, which opens the journey; some long before it, by their
            // own account.
            var all = new ArrayList<>(said);
            for (int i = 0; i < 10; i++) {
                all.add(1 + random.nextInt(all.size()), strange(i, random));
            }

            assertThat(Participants.of(all)).as("seed %d", seed).isEqualTo(reference);
        }
    }

    @Test
    void a_stranger_who_guesses_the_shipper_and_not_its_seal_does_not_take_part() {
        var journey = new Journeys();
        journey.collect();
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                release(Journeys.SITE, Journeys.COURIER, "SEAL-7"));

        journey.say(STRANGER, PartyKind.COURIER, accept(Journeys.SITE, STRANGER, "SEAL-8"));
        journey.say(STRANGER, PartyKind.COURIER, release(STRANGER, ACCOMPLICE, "SEAL-7"));

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, Journeys.COURIER);
    }

    @Test
    void who_took_in_the_name_of_whom_it_was_given_to_takes_part_also_if_the_seal_is_another() {
        var journey = new Journeys();
        journey.collect();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, release(Journeys.SITE, CARRIER, "SEAL-7"));

        journey.say(Journeys.COURIER, PartyKind.COURIER, accept(Journeys.SITE, CARRIER, "SEAL-8"));

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, CARRIER, Journeys.COURIER);
    }

    @Test
    void who_takes_in_their_own_name_what_was_given_to_another_does_not_take_part() {
        var journey = new Journeys();
        journey.collect();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, release(Journeys.SITE, CARRIER, "SEAL-7"));

        journey.say(STRANGER, PartyKind.COURIER, accept(Journeys.SITE, STRANGER, "SEAL-8"));
        journey.say(STRANGER, PartyKind.COURIER, release(STRANGER, ACCOMPLICE, "SEAL-8"));
        journey.say(ACCOMPLICE, PartyKind.COURIER, accept(STRANGER, ACCOMPLICE, "SEAL-8"));

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, CARRIER);
    }

    @Test
    void who_took_the_shipper_takes_part_while_the_scans_of_who_brought_it_are_late() {
        List<SignedEvent> withoutCourier =
                Journeys.wholeWay().events().stream()
                        .filter(event -> event.kind() != PartyKind.COURIER)
                        .toList();

        assertThat(Participants.of(withoutCourier)).isEqualTo(ALL);
    }

    @Test
    void a_journey_that_nobody_opened_has_nobody_who_takes_part() {
        var journey = new Journeys();
        journey.say(STRANGER, PartyKind.COURIER, accept(Journeys.SITE, STRANGER, "SEAL-7"));

        assertThat(Participants.of(journey.events())).isEmpty();
        assertThat(Participants.of(List.of())).isEmpty();
    }

    @Test
    void of_two_that_open_a_journey_the_first_on_the_log_did_whatever_their_clocks_say() {
        var journey = new Journeys();
        journey.collect();
        List<SignedEvent> events = new ArrayList<>(journey.events());

        events.add(
                Journeys.signed(
                        900,
                        "staff-9",
                        STRANGER,
                        PartyKind.COLLECTION,
                        Journeys.START.minus(Duration.ofDays(900)),
                        new PatientEnrolled(Journeys.PATIENT, "3")));

        assertThat(Participants.of(events)).containsExactly(Journeys.SITE);
    }

    @Test
    void who_was_named_by_mistake_takes_part_no_more_once_that_is_corrected() {
        var journey = new Journeys();
        journey.collect();
        HandoffReleased wrong = release(Journeys.SITE, CARRIER, "SEAL-7");
        journey.say(Journeys.SITE, PartyKind.COLLECTION, wrong);
        SignedEvent said = journey.events().getLast();
        var right =
                new HandoffReleased(
                        wrong.handoff(),
                        wrong.from(),
                        Journeys.COURIER,
                        wrong.shipper(),
                        wrong.seal(),
                        wrong.materials(),
                        wrong.place());

        SignedEvent correction = Correcting.correct(journey, said, Optional.of(right));
        assertThat(Participants.of(journey.events())).contains(CARRIER);
        Correcting.approve(journey, correction);

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, Journeys.COURIER);
    }

    @Test
    void a_stranger_cannot_take_part_by_correcting_what_another_said() {
        var journey = new Journeys();
        journey.collect();
        HandoffReleased said = release(Journeys.SITE, Journeys.COURIER, "SEAL-7");
        journey.say(Journeys.SITE, PartyKind.COLLECTION, said);
        SignedEvent original = journey.events().getLast();

        SignedEvent correction =
                Correcting.say(
                        journey,
                        Correcting.AUTHOR,
                        STRANGER,
                        PartyKind.COLLECTION,
                        Correcting.correction(
                                EventReference.to(original),
                                Optional.of(release(Journeys.SITE, STRANGER, "SEAL-7")),
                                List.of()));
        Correcting.approve(journey, correction);

        assertThat(Participants.of(journey.events()))
                .containsExactlyInAnyOrder(Journeys.SITE, Journeys.COURIER);
    }

    @Test
    void doubt_in_a_signature_takes_nobody_the_sight_of_what_they_hold() {
        List<SignedEvent> doubtful =
                Journeys.wholeWay().events().stream()
                        .map(event ->
                                new SignedEvent(
                                        event.event(),
                                        event.content(),
                                        event.party(),
                                        event.kind(),
                                        event.key(),
                                        event.sequence(),
                                        Standing.doubtful("The key was compromised.")))
                        .toList();

        assertThat(Participants.of(doubtful)).isEqualTo(ALL);
    }

    /// What somebody says who knows the chain's id, and guesses at the rest.
    private static SignedEvent strange(int number, Random random) {
        PartyKind kind = List.of(PartyKind.values()).get(random.nextInt(4));
        PartyId from =
                List.of(STRANGER, ACCOMPLICE, Journeys.SITE, Journeys.COURIER, Journeys.FACILITY)
                        .get(random.nextInt(5));
        PartyId to = from.equals(STRANGER) ? ACCOMPLICE : STRANGER;
        Instant time = Journeys.START.plus(Duration.ofHours(random.nextInt(-10_000, 10_000)));
        String seal = "SEAL-" + random.nextInt(1_000_000);
        List<SignedEvent> honest = Journeys.wholeWay().events();
        Fact fact =
                switch (random.nextInt(5)) {
                    case 0 ->
                            new TherapyOrdered(
                                    new OrderId("ORD-9999"), new ProfileId("SYN-CART-19"));
                    case 1 -> new PatientEnrolled(Journeys.PATIENT, "9");
                    case 2 -> release(from, to, seal);
                    case 3 -> accept(from, to, seal);
                    default -> copied(honest.get(random.nextInt(honest.size())), from, to, seal);
                };
        PartyId by = random.nextBoolean() ? STRANGER : ACCOMPLICE;
        return Journeys.signed(900 + number, "staff-9", by, kind, time, fact);
    }

    /// The same as others said, but for what only those know who see the shipper.
    private static Fact copied(SignedEvent honest, PartyId from, PartyId to, String seal) {
        return switch (honest.event().fact()) {
            case HandoffReleased _ -> release(from, to, seal);
            case HandoffAccepted _ -> accept(from, to, seal);
            case Fact said -> said;
        };
    }

    private static HandoffReleased release(PartyId from, PartyId to, String seal) {
        return new HandoffReleased(
                new HandoffId("00000000-0000-4000-8000-000000000777"),
                from,
                to,
                new ShipperId("BOX-1"),
                new SealNumber(seal),
                List.of(Journeys.BAG),
                Journeys.PLACE);
    }

    private static HandoffAccepted accept(PartyId from, PartyId to, String seal) {
        return new HandoffAccepted(
                new HandoffId("00000000-0000-4000-8000-000000000777"),
                from,
                to,
                new ShipperId("BOX-1"),
                new SealNumber(seal),
                SealState.INTACT,
                List.of(Journeys.BAG),
                Journeys.PLACE);
    }
}
