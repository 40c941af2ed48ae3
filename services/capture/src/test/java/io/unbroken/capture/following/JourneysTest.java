package io.unbroken.capture.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JourneysTest {

    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final PartyId COURIER = new PartyId("courier-polaris");
    private static final PartyId FACILITY = new PartyId("facility-rheintal");
    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final CoiId OTHER = new CoiId("CHA999926000002");
    private static final HandoffId PICKUP = new HandoffId(id("pickup"));
    private static final HandoffId DELIVERY = new HandoffId(id("delivery"));
    private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");
    private static final Set<Class<? extends Fact>> NEEDED =
            Set.of(TherapyOrdered.class, HandoffReleased.class, HandoffAccepted.class);

    @Test
    void what_is_told_depends_on_neither_order_nor_repetition() {
        // given
        List<SignedEvent> said =
                List.of(
                        ordered(COI, 0),
                        ordered(OTHER, 1),
                        released(PICKUP, SITE, COURIER, 2),
                        accepted(PICKUP, SITE, COURIER, 3));
        var once = journeys(SITE, 10, said).view().journeys();

        for (int seed = 0; seed < 50; seed++) {
            // when
            var shuffled = new ArrayList<>(said);
            shuffled.addAll(said);
            Collections.shuffle(shuffled, new Random(seed));

            // then
            assertThat(journeys(SITE, 10, shuffled).view().journeys())
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(once);
        }
        assertThat(once).hasSize(2);
    }

    @Test
    void a_journey_is_told_to_whom_it_is_given_and_to_nobody_before() {
        List<SignedEvent> before = List.of(ordered(COI, 0), released(PICKUP, SITE, COURIER, 1));
        var offered = new ArrayList<>(before);
        offered.add(released(DELIVERY, COURIER, FACILITY, 2));

        assertThat(journeys(FACILITY, 5, before).view().journeys()).isEmpty();
        assertThat(journeys(FACILITY, 5, offered).view().journeys())
                .singleElement()
                .satisfies(journey -> assertThat(journey.events()).hasSize(3));
    }

    @Test
    void a_journey_that_was_taken_is_told_for_a_day_more() {
        List<SignedEvent> said =
                List.of(
                        ordered(COI, 0),
                        released(PICKUP, SITE, COURIER, 1),
                        accepted(PICKUP, SITE, COURIER, 2));

        assertThat(journeys(SITE, 20, said).view().journeys()).hasSize(1);
        assertThat(journeys(SITE, 2 + 25, said).view().journeys()).isEmpty();
        assertThat(journeys(SITE, 1_000, said.subList(0, 2)).view().journeys()).hasSize(1);
    }

    @Test
    void what_is_not_needed_is_not_kept() {
        var enrolled =
                event(
                        COI,
                        SITE,
                        1,
                        new PatientEnrolled(new PatientToken("PTAAAAAAAAAAAAAAAAAAAAAAAAAA"), "3"));

        var told = journeys(SITE, 5, List.of(ordered(COI, 0), enrolled)).view().journeys();

        assertThat(told)
                .singleElement()
                .satisfies(journey ->
                        assertThat(journey.events())
                                .extracting(JourneysView.Said::type)
                                .containsExactly("TherapyOrdered"));
    }

    private static Journeys journeys(PartyId party, int hoursLater, List<SignedEvent> said) {
        Clock clock = Clock.fixed(BEGIN.plus(Duration.ofHours(hoursLater)), ZoneOffset.UTC);
        var journeys = new Journeys(party, NEEDED, clock);
        said.forEach(journeys::take);
        return journeys;
    }

    private static SignedEvent ordered(CoiId coi, int hour) {
        return event(
                coi,
                SITE,
                hour,
                new TherapyOrdered(new OrderId("ORD-2026-000001"), new ProfileId("SYN-CART-19")));
    }

    private static SignedEvent released(HandoffId handoff, PartyId from, PartyId to, int hour) {
        return event(
                COI,
                from,
                hour,
                new HandoffReleased(
                        handoff,
                        from,
                        to,
                        new ShipperId("BOX-1"),
                        new SealNumber("SEAL-1"),
                        List.of(new MaterialId("A999926000001-S1128V00")),
                        new PlaceId("DOCK")));
    }

    private static SignedEvent accepted(HandoffId handoff, PartyId from, PartyId to, int hour) {
        return event(
                COI,
                to,
                hour,
                new HandoffAccepted(
                        handoff,
                        from,
                        to,
                        new ShipperId("BOX-1"),
                        new SealNumber("SEAL-1"),
                        SealState.INTACT,
                        List.of(new MaterialId("A999926000001-S1128V00")),
                        new PlaceId("DOCK")));
    }

    private static SignedEvent event(CoiId coi, PartyId party, int hour, Fact fact) {
        return new SignedEvent(
                new Event(
                        new EventId(id(coi + "/" + hour)),
                        coi,
                        BEGIN.plus(Duration.ofHours(hour)),
                        60,
                        new PersonId("lin-0021"),
                        new DeviceId("scanner-1"),
                        List.of(),
                        fact),
                new ContentHash("0".repeat(64)),
                party,
                PartyKind.COLLECTION,
                new KeyId("0".repeat(16)),
                hour + 1);
    }

    private static String id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
