package io.unbroken.simulator.script;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.ReceiptInspected;
import io.unbroken.custody.event.Fact.ReceiptInspected.ReceiptOutcome;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.util.List;

/// One shipper's way from one site to another, by road, air and road, with five handoffs of two halves each.
///
/// @param name tells the two ways of a journey apart
record Travelling(
        Pen pen,
        String name,
        End from,
        End to,
        ShipperId shipper,
        SealNumber seal,
        LoggerId logger,
        List<MaterialId> materials) {

    static final PartyId COURIER = new PartyId("courier-polaris");
    static final PartyId CARRIER = new PartyId("carrier-aurora");
    private static final PlaceId DEPARTURE = new PlaceId("CHZRH-CARGO");
    private static final PlaceId ARRIVAL = new PlaceId("ATVIE-CARGO");
    private static final String COURIER_SCANNER = "scanner-polaris-3";

    /// Where a way begins or ends.
    enum End {
        SITE(Actor.COLLECTION, "site-lindenhof", "SITE-LINDENHOF"),
        FACILITY(Actor.MANUFACTURING, "facility-rheintal", "FACILITY-RHEINTAL"),
        CENTRE(Actor.NURSE_1, "centre-seeblick", "CENTRE-SEEBLICK");

        private final Actor actor;
        private final String party;
        private final String place;

        End(Actor actor, String party, String place) {
            this.actor = actor;
            this.party = party;
            this.place = place;
        }

        private PartyId party() {
            return new PartyId(party);
        }

        private PlaceId place() {
            return new PlaceId(place);
        }

        private String scanner() {
            return "scanner-" + party;
        }
    }

    /// From packing to inspection.
    void travel() {
        var packed = new Packed(shipper, seal, labels(), List.of(logger));
        pen.says(from.actor, from.scanner(), packed);
        pen.minutes(20, 60);
        handoff("pick-up", from.actor, from.scanner(), from.party(), COURIER, from.place());
        pen.hours(2, 4);
        byRoadAndAir();
        pen.hours(2, 4);
        deliver();
        pen.minutes(20, 50);
        pen.says(
                to.actor,
                to.scanner(),
                new Unpacked(shipper, seal, materials, List.of(logger)),
                scans());
        pen.minutes(5, 12);
        pen.says(to.actor, to.scanner(), new ReceiptInspected(labels(), ReceiptOutcome.ACCEPTED));
    }

    private void byRoadAndAir() {
        milestone(Milestone.ARRIVED, DEPARTURE);
        pen.minutes(10, 30);
        handoff("airport", Actor.COURIER, COURIER_SCANNER, COURIER, CARRIER, DEPARTURE);
        pen.hours(1, 2);
        milestone(Milestone.CUSTOMS_ENTERED, DEPARTURE);
        pen.hours(1, 3);
        milestone(Milestone.CUSTOMS_CLEARED, DEPARTURE);
        pen.hours(1, 3);
        milestone(Milestone.DEPARTED, DEPARTURE);
        pen.hours(2, 10);
        milestone(Milestone.ARRIVED, ARRIVAL);
        pen.minutes(30, 60);
        handoff("arrival", Actor.COURIER, COURIER_SCANNER, CARRIER, COURIER, ARRIVAL);
    }

    private void handoff(
            String what, Actor gives, String scanner, PartyId giver, PartyId taker, PlaceId place) {
        HandoffId id = pen.ids().handoff(name + "/" + what);
        pen.says(
                gives,
                scanner,
                new HandoffReleased(id, giver, taker, shipper, seal, materials, place),
                scans());
        pen.minutes(3, 15);
        pen.says(
                Actor.COURIER,
                COURIER_SCANNER,
                new HandoffAccepted(
                        id, giver, taker, shipper, seal, SealState.INTACT, materials, place),
                scans());
    }

    private void deliver() {
        HandoffId id = pen.ids().handoff(name + "/delivery");
        pen.says(
                Actor.COURIER,
                COURIER_SCANNER,
                new HandoffReleased(id, COURIER, to.party(), shipper, seal, materials, to.place()),
                scans());
        pen.minutes(3, 15);
        pen.says(
                to.actor,
                to.scanner(),
                new HandoffAccepted(
                        id,
                        COURIER,
                        to.party(),
                        shipper,
                        seal,
                        SealState.INTACT,
                        materials,
                        to.place()),
                scans());
    }

    private void milestone(Milestone milestone, PlaceId place) {
        pen.says(
                Actor.COURIER,
                COURIER_SCANNER,
                new TransportMilestoneReached(milestone, shipper, place),
                scans());
    }

    private List<MaterialLabel> labels() {
        return materials.stream().map(m -> new MaterialLabel(pen.coi(), m)).toList();
    }

    /// Nobody opens a shipper on the way: its own code and the seal's are scanned.
    private List<Scan> scans() {
        return List.of(
                new Scan(Symbology.CODE_128, shipper.value()),
                new Scan(Symbology.CODE_128, seal.value()));
    }
}
