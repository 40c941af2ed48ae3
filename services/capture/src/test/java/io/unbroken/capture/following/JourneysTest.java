package io.unbroken.capture.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LotId;
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
import java.util.Arrays;
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
    private static final String BAG = "A999926000001-S1128V00";
    private static final Set<Class<? extends Fact>> NEEDED =
            Set.of(
                    TherapyOrdered.class,
                    MaterialCollected.class,
                    HandoffReleased.class,
                    HandoffAccepted.class,
                    LotStarted.class,
                    ProductFormulated.class,
                    Discarded.class);

    /// So much that nothing is let go.
    private static final long PLENTY = 16L << 20;

    /// What the rest of the machine may take meanwhile.
    private static final long HEAP_OF_OTHERS = 4L << 20;

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

    @Test
    void what_came_first_is_what_the_log_had_first_whatever_a_devices_clock_says() {
        Journeys journeys = empty(SITE, PLENTY, 10);

        journeys.take(released(DELIVERY, SITE, COURIER, 2), BEGIN.plusSeconds(3));
        journeys.take(ordered(COI, 9), BEGIN.plusSeconds(1));
        journeys.take(released(PICKUP, SITE, COURIER, 5), BEGIN.plusSeconds(2));

        assertThat(journeys.view().journeys())
                .singleElement()
                .satisfies(journey ->
                        assertThat(journey.events())
                                .extracting(said -> said.eventTime())
                                .containsExactly(hour(9), hour(5), hour(2)));
    }

    @Test
    void a_discarded_bag_ends_nothing_for_the_others() {
        List<SignedEvent> said =
                List.of(
                        collected(COI, 0, "A999926000001-S1128V00", "A999926000001-S1128V01"),
                        discarded(COI, 1, "A999926000001-S1128V00"));
        var all = new ArrayList<>(said);
        all.add(discarded(COI, 2, "A999926000001-S1128V01"));

        assertThat(journeys(SITE, 100, said).view().journeys()).hasSize(1);
        assertThat(journeys(SITE, 20, all).view().journeys()).hasSize(1);
        assertThat(journeys(SITE, 100, all).view().journeys()).isEmpty();
    }

    @Test
    void cells_that_went_into_no_lot_are_here_after_product_was_made_of_others() {
        // given
        String other = "A999926000001-S1128V01";
        var lot = new LotId("LOT-1");
        String dose = "LOT-1/1";
        List<SignedEvent> made =
                List.of(
                        collected(COI, 0, BAG, other),
                        event(COI, SITE, 1, new LotStarted(lot, List.of(new MaterialId(BAG)))),
                        event(
                                COI,
                                SITE,
                                2,
                                new ProductFormulated(
                                        lot,
                                        List.of(new Unit(new MaterialId(dose), 60)),
                                        hour(1_000))),
                        discarded(COI, 3, dose));

        // when
        var all = new ArrayList<>(made);
        all.add(discarded(COI, 4, other));

        // then
        assertThat(journeys(SITE, 100, made).view().journeys()).hasSize(1);
        assertThat(journeys(SITE, 100, all).view().journeys()).isEmpty();
    }

    @Test
    void a_number_is_known_as_used_also_when_its_journey_is_told_no_more() {
        Journeys journeys =
                journeys(
                        SITE,
                        100,
                        List.of(
                                collected(COI, 0, "A999926000001-S1128V00"),
                                discarded(COI, 1, "A999926000001-S1128V00")));

        assertThat(journeys.view().journeys()).isEmpty();
        assertThat(journeys.view().used()).containsExactly("A999926000001");
    }

    @Test
    void what_ended_longest_ago_is_let_go_first_and_half_of_it_never_comes_back() {
        // given
        long bytes = 3 * 2 * Recorded.of(collected(COI, 0, BAG), BEGIN).bytes();
        Journeys journeys = empty(SITE, bytes, 10);
        List<CoiId> chains = List.of(chain(1), chain(2), chain(3), chain(4));

        // when
        take(journeys, collected(chains.get(0), 0, BAG), 0);
        for (CoiId ended : List.of(chains.get(2), chains.get(1))) {
            take(journeys, collected(ended, 1, BAG), 1);
            take(journeys, discarded(ended, 2, BAG), ended.equals(chains.get(1)) ? 3 : 2);
        }
        take(journeys, collected(chains.get(3), 4, BAG), 4);
        take(journeys, discarded(chains.get(3), 5, BAG), 5);
        take(journeys, ordered(chains.get(2), 6), 6);

        // then
        assertThat(journeys.view().journeys())
                .extracting(JourneysView.Told::coi)
                .containsExactlyInAnyOrder(chains.get(0), chains.get(1), chains.get(3));
        assertThat(journeys.view().incomplete()).isFalse();
    }

    @Test
    void a_journey_that_was_let_go_and_is_offered_here_again_is_told_as_missing() {
        // given
        long bytes = 4 * Recorded.of(collected(COI, 0, BAG), BEGIN).bytes();
        Journeys journeys = empty(SITE, bytes, 10);
        for (CoiId coi : List.of(COI, chain(2), chain(3))) {
            take(journeys, collected(coi, 0, BAG), 0);
            take(journeys, discarded(coi, 1, BAG), coi.equals(COI) ? 1 : 2);
        }
        assertThat(journeys.view().journeys())
                .extracting(JourneysView.Told::coi)
                .doesNotContain(COI);
        assertThat(journeys.view().incomplete()).isFalse();

        // when
        take(journeys, released(DELIVERY, COURIER, FACILITY, 3), 3);
        boolean byOffersToOthers = journeys.view().incomplete();
        take(journeys, released(PICKUP, COURIER, SITE, 4), 4);

        // then
        assertThat(byOffersToOthers).isFalse();
        assertThat(journeys.view().incomplete()).isTrue();
    }

    @Test
    void a_journey_of_which_more_was_said_than_is_kept_is_told_as_missing_and_not_by_half() {
        // given
        Journeys ours = empty(SITE, PLENTY, 10);
        Journeys others = empty(FACILITY, PLENTY, 10);

        // when
        for (int hour = 0; hour < Journey.MOST_EVENTS; hour++) {
            take(ours, released(COI, "out/" + hour, hour), hour);
            take(others, released(COI, "out/" + hour, hour), hour);
        }
        boolean asLongAsItMayBe = ours.view().incomplete();
        int told = ours.view().journeys().size();
        take(ours, ordered(COI, Journey.MOST_EVENTS), Journey.MOST_EVENTS);
        take(others, ordered(COI, Journey.MOST_EVENTS), Journey.MOST_EVENTS);

        // then
        assertThat(asLongAsItMayBe).isFalse();
        assertThat(told).isOne();
        assertThat(ours.view().journeys()).isEmpty();
        assertThat(ours.view().incomplete()).isTrue();
        assertThat(others.view().incomplete()).isFalse();
    }

    @Test
    void what_is_at_hand_is_let_go_last_and_that_is_told() {
        long bytes = 4 * Recorded.of(collected(COI, 0, BAG), BEGIN).bytes();
        Journeys journeys = empty(SITE, bytes, 10);

        for (int number = 1; number <= 5; number++) {
            take(journeys, collected(chain(number), number, BAG), number);
        }

        assertThat(journeys.view().journeys())
                .extracting(JourneysView.Told::coi)
                .contains(chain(5))
                .doesNotContain(chain(1));
        assertThat(journeys.view().incomplete()).isTrue();
    }

    @Test
    void what_is_kept_takes_no_more_of_the_heap_than_it_may() {
        // given
        long most = 16L << 20;
        Journeys journeys = empty(SITE, most, 10);
        long before = heap();

        // when
        for (int number = 1; number <= 2_000; number++) {
            for (int hour = 0; hour < 12; hour++) {
                take(journeys, released(chain(number), number + "/" + hour, hour), hour);
            }
        }

        // then
        assertThat(heap() - before).isLessThan(most + HEAP_OF_OTHERS);
        assertThat(journeys.view().incomplete()).isTrue();
        assertThat(journeys.view().journeys()).hasSizeGreaterThan(100);
    }

    /// What is in use after what is not was collected.
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void take(Journeys journeys, SignedEvent event, int recordedHour) {
        journeys.take(event, hour(recordedHour));
    }

    private static Instant hour(int hour) {
        return BEGIN.plus(Duration.ofHours(hour));
    }

    private static CoiId chain(int number) {
        return new CoiId("CHA9999260%05d".formatted(number));
    }

    private static Journeys empty(PartyId party, long mostBytes, int hoursLater) {
        return new Journeys(
                party, NEEDED, mostBytes, Clock.fixed(hour(hoursLater), ZoneOffset.UTC));
    }

    private static SignedEvent collected(CoiId coi, int hour, String... materials) {
        return event(
                coi,
                SITE,
                hour,
                new MaterialCollected(
                        new Din("A999926000001"),
                        MaterialCollected.Procedure.APHERESIS,
                        BEGIN,
                        BEGIN.plusSeconds(60),
                        Arrays.stream(materials)
                                .map(material -> new Unit(new MaterialId(material), 100))
                                .toList()));
    }

    private static SignedEvent discarded(CoiId coi, int hour, String material) {
        return event(
                coi,
                SITE,
                hour,
                new Discarded(List.of(new MaterialId(material)), Discarded.Reason.REJECTED));
    }

    private static Journeys journeys(PartyId party, int hoursLater, List<SignedEvent> said) {
        Clock clock = Clock.fixed(BEGIN.plus(Duration.ofHours(hoursLater)), ZoneOffset.UTC);
        var journeys = new Journeys(party, NEEDED, PLENTY, clock);
        said.forEach(event -> journeys.take(event, event.event().eventTime()));
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

    private static SignedEvent released(CoiId coi, String handoff, int hour) {
        return event(
                coi,
                SITE,
                hour,
                new HandoffReleased(
                        new HandoffId(id(handoff)),
                        SITE,
                        COURIER,
                        new ShipperId("BOX-1"),
                        new SealNumber("SEAL-1"),
                        List.of(new MaterialId(BAG)),
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
