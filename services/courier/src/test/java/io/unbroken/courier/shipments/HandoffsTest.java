package io.unbroken.courier.shipments;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandoffsTest {

    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final PartyId COURIER = new PartyId("courier-polaris");
    private static final PartyId FACILITY = new PartyId("facility-rheintal");
    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final ShipperId SHIPPER = new ShipperId("DRY-00017");
    private static final SealNumber SEAL = new SealNumber("SEAL-88213");
    private static final PlaceId PLACE = new PlaceId("LINDENHOF-DOCK");
    private static final LoggerId LOGGER = new LoggerId("LOG-00001");
    private static final List<MaterialId> MATERIALS =
            List.of(new MaterialId("A999926000001-S1128V00"));
    private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

    private final HandoffId pickup = new HandoffId(id("pickup"));
    private final HandoffId delivery = new HandoffId(id("delivery"));

    @Test
    void the_halves_make_the_same_list_in_whatever_order_and_however_often_they_come() {
        // given
        List<Event> said =
                List.of(
                        event(0, packed()),
                        event(1, released(pickup, SITE, COURIER)),
                        event(2, accepted(pickup, SITE, COURIER)),
                        event(3, released(delivery, COURIER, FACILITY)),
                        event(4, accepted(delivery, COURIER, FACILITY)));
        List<HandoffView> once = list(said);

        for (int seed = 0; seed < 50; seed++) {
            // when
            var shuffled = new ArrayList<>(said);
            shuffled.addAll(said);
            Collections.shuffle(shuffled, new Random(seed));

            // then
            assertThat(list(shuffled)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(once);
        }
    }

    @Test
    void a_handoff_shows_its_halves_its_loggers_and_nothing_of_other_parties() {
        // given
        var handoffs = new Handoffs();
        handoffs.take(event(0, packed()));
        handoffs.take(event(1, released(pickup, SITE, COURIER)));

        // when
        HandoffView offered = handoffs.of(Set.of(COURIER)).getFirst();

        // then
        assertThat(offered.released()).contains(BEGIN.plusSeconds(1));
        assertThat(offered.accepted()).isEmpty();
        assertThat(offered.loggers()).containsExactly(LOGGER);
        assertThat(handoffs.of(Set.of(FACILITY))).isEmpty();
    }

    @Test
    void two_acceptances_of_one_handoff_are_counted() {
        // given
        var handoffs = new Handoffs();
        handoffs.take(event(1, accepted(pickup, SITE, COURIER)));
        handoffs.take(event(2, accepted(pickup, SITE, COURIER)));

        // when
        HandoffView taken = handoffs.of(Set.of(COURIER)).getFirst();

        // then
        assertThat(taken.acceptances()).isEqualTo(2);
        assertThat(taken.accepted()).contains(BEGIN.plusSeconds(1));
        assertThat(taken.released()).isEmpty();
    }

    @Test
    void a_shipper_whose_symbol_was_stated_unread_is_the_same_shipper() {
        // given
        var stated = new ShipperId("800304001234567891SN-17");
        var named = new ShipperId("04001234567891SN-17");
        List<Event> said =
                List.of(
                        scanned(
                                0,
                                new Packed(
                                        stated,
                                        SEAL,
                                        List.of(new MaterialLabel(COI, MATERIALS.getFirst())),
                                        List.of(LOGGER)),
                                new Scan(Symbology.GS1_128, stated.value())),
                        event(1, released(pickup, stated)),
                        event(2, accepted(pickup, named)),
                        event(3, new TransportMilestoneReached(Milestone.DEPARTED, named, PLACE)),
                        event(4, new TransportMilestoneReached(Milestone.ARRIVED, stated, PLACE)));

        for (int seed = 0; seed < 20; seed++) {
            // when
            var shuffled = new ArrayList<>(said);
            Collections.shuffle(shuffled, new Random(seed));
            HandoffView carried = list(shuffled).getFirst();

            // then
            assertThat(carried.shipper()).isEqualTo(stated);
            assertThat(carried.named()).isEqualTo(named);
            assertThat(carried.loggers()).containsExactly(LOGGER);
            assertThat(carried.reached())
                    .contains(new Reached(Milestone.ARRIVED, PLACE, BEGIN.plusSeconds(4)));
        }
    }

    @Test
    void a_number_that_no_scan_says_is_a_symbol_stays_what_it_is() {
        // given
        var own = new ShipperId("800304001234567891SN-17");
        var handoffs = new Handoffs();

        // when
        handoffs.take(event(1, released(pickup, own)));

        // then
        assertThat(handoffs.of(Set.of(COURIER)).getFirst().named()).isEqualTo(own);
    }

    @Test
    void what_was_reached_before_a_shipper_was_taken_is_no_way_of_the_taker() {
        // given
        var handoffs = new Handoffs();

        // when
        handoffs.take(event(1, new TransportMilestoneReached(Milestone.ARRIVED, SHIPPER, PLACE)));
        handoffs.take(event(2, accepted(pickup, SITE, COURIER)));

        // then
        assertThat(handoffs.of(Set.of(COURIER)).getFirst().reached()).isEmpty();
    }

    private static List<HandoffView> list(List<Event> said) {
        var handoffs = new Handoffs();
        said.forEach(handoffs::take);
        return handoffs.of(Set.of(COURIER));
    }

    private static Event event(int second, Fact fact) {
        return scanned(second, fact);
    }

    private static Event scanned(int second, Fact fact, Scan... scans) {
        return new Event(
                new EventId(id("event " + second)),
                COI,
                BEGIN.plusSeconds(second),
                60,
                new PersonId("pol-0107"),
                new DeviceId("scanner-7"),
                List.of(scans),
                fact);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private static Packed packed() {
        return new Packed(
                SHIPPER,
                SEAL,
                List.of(new MaterialLabel(COI, MATERIALS.getFirst())),
                List.of(LOGGER));
    }

    private static HandoffReleased released(HandoffId id, PartyId from, PartyId to) {
        return new HandoffReleased(id, from, to, SHIPPER, SEAL, MATERIALS, PLACE);
    }

    private static HandoffAccepted accepted(HandoffId id, PartyId from, PartyId to) {
        return new HandoffAccepted(id, from, to, SHIPPER, SEAL, SealState.INTACT, MATERIALS, PLACE);
    }

    private static HandoffReleased released(HandoffId id, ShipperId shipper) {
        return new HandoffReleased(id, SITE, COURIER, shipper, SEAL, MATERIALS, PLACE);
    }

    private static HandoffAccepted accepted(HandoffId id, ShipperId shipper) {
        return new HandoffAccepted(
                id, SITE, COURIER, shipper, SEAL, SealState.INTACT, MATERIALS, PLACE);
    }
}
