package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ReceiptInspected;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
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
import io.unbroken.custody.profile.SyntheticProfiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A journey that is told step by step, an hour apart, with readings every ten minutes in each leg.
final class Journeys {

    static final CoiId COI = new CoiId("CHA999926000001");
    static final CoiId OTHER = new CoiId("CHA999926000002");
    static final PatientToken PATIENT = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static final PartyId SITE = new PartyId("site-lindenhof");
    static final PartyId COURIER = new PartyId("courier-polaris");
    static final PartyId FACILITY = new PartyId("facility-rheintal");
    static final PartyId CENTRE = new PartyId("centre-seeblick");
    static final MaterialId BAG = new MaterialId("A999926000001-S1128V00");
    static final MaterialId DOSE = new MaterialId("LOT-1/1");
    static final LotId LOT = new LotId("LOT-1");
    static final PlaceId PLACE = new PlaceId("CHZRH");
    static final ShipperId BOX = new ShipperId("BOX-1");
    static final ShipperId DEWAR = new ShipperId("DRY-1");
    static final LoggerId WARM_LOGGER = new LoggerId("LOG-BOX");
    static final LoggerId COLD_LOGGER = new LoggerId("LOG-DRY");
    static final LoggerId STORE_LOGGER = new LoggerId("LOG-STORE");
    static final EquipmentId FREEZER = new EquipmentId("LN2-1");
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final List<SignedEvent> events = new ArrayList<>();
    private final Map<LoggerId, Readings> readings = new HashMap<>();
    private Instant now = START;
    private int serial;

    /// Vein to vein up to two confirmations at the bedside; nothing is wrong with it.
    static Journeys upToInfusion() {
        var journey = new Journeys();
        journey.collect();
        journey.transport(BOX, BAG, SITE, PartyKind.COLLECTION, FACILITY, WARM_LOGGER, "5.1");
        journey.manufacture();
        journey.transport(
                DEWAR, DOSE, FACILITY, PartyKind.MANUFACTURING, CENTRE, COLD_LOGGER, "-155");
        journey.prepare();
        return journey;
    }

    static Journeys wholeWay() {
        Journeys journey = upToInfusion();
        journey.infuse();
        return journey;
    }

    /// Vein to vein, the infusion right after the confirmations: nothing is wrong with it.
    static Journeys complete() {
        Journeys journey = upToInfusion();
        Instant confirmed = journey.events.getLast().event().eventTime();
        journey.now = confirmed.minus(Duration.ofMinutes(50));
        Instant ended = confirmed.plus(Duration.ofMinutes(10));
        journey.say(
                CENTRE,
                PartyKind.INFUSION,
                new ProductInfused(DOSE, confirmed, ended, 70, ProductInfused.Amount.WHOLE));
        return journey;
    }

    List<SignedEvent> events() {
        return events;
    }

    Map<LoggerId, Readings> readings() {
        return readings;
    }

    History history() {
        return History.derive(COI, events, SyntheticProfiles.all(), readings, List.of());
    }

    Instant now() {
        return now;
    }

    void collect() {
        say(
                SITE,
                PartyKind.COLLECTION,
                new TherapyOrdered(new OrderId("ORD-0001"), new ProfileId("SYN-CART-19")));
        say(SITE, PartyKind.COLLECTION, new PatientEnrolled(PATIENT, "3"));
        say(
                SITE,
                PartyKind.COLLECTION,
                new MaterialCollected(
                        new Din("A999926000001"),
                        MaterialCollected.Procedure.APHERESIS,
                        now,
                        now,
                        List.of(new Unit(BAG, 200))));
    }

    void transport(
            ShipperId shipper,
            MaterialId material,
            PartyId from,
            PartyKind kind,
            PartyId to,
            LoggerId logger,
            String celsius) {
        var seal = new SealNumber("SEAL-" + shipper);
        say(from, kind, new Packed(shipper, seal, List.of(label(material)), List.of(logger)));
        Instant packed = now;
        handoff(shipper, seal, material, from, kind, COURIER, PartyKind.COURIER);
        PartyKind taker = to.equals(CENTRE) ? PartyKind.INFUSION : PartyKind.MANUFACTURING;
        handoff(shipper, seal, material, COURIER, PartyKind.COURIER, to, taker);
        say(to, taker, new Unpacked(shipper, seal, List.of(material), List.of(logger)));
        readings(logger, packed, now, celsius);
        say(
                to,
                taker,
                new ReceiptInspected(
                        List.of(label(material)), ReceiptInspected.ReceiptOutcome.ACCEPTED));
    }

    void handoff(
            ShipperId shipper,
            SealNumber seal,
            MaterialId material,
            PartyId from,
            PartyKind fromKind,
            PartyId to,
            PartyKind toKind) {
        HandoffId id = new HandoffId("00000000-0000-4000-8000-%012d".formatted(serial));
        List<MaterialId> materials = List.of(material);
        say(from, fromKind, new HandoffReleased(id, from, to, shipper, seal, materials, PLACE));
        say(
                to,
                toKind,
                new HandoffAccepted(
                        id, from, to, shipper, seal, SealState.INTACT, materials, PLACE));
    }

    void manufacture() {
        manufacture(() -> {});
    }

    /// @param beforeRelease what else is said before quality decides
    void manufacture(Runnable beforeRelease) {
        PartyKind kind = PartyKind.MANUFACTURING;
        say(FACILITY, kind, new LotStarted(LOT, List.of(BAG)));
        say(
                FACILITY,
                kind,
                new ProductFormulated(
                        LOT, List.of(new Unit(DOSE, 70)), START.plus(Duration.ofDays(300))));
        store(FACILITY, kind);
        for (QcResultReported.Test test : QcResultReported.Test.values()) {
            say(
                    FACILITY,
                    kind,
                    new QcResultReported(
                            LOT,
                            test,
                            Optional.of(new BigDecimal("92.5")),
                            "%",
                            "QC-1",
                            QcResultReported.TestOutcome.PASS));
        }
        beforeRelease.run();
        say(
                FACILITY,
                kind,
                new LotDecided(
                        LOT, LotDecided.Decision.RELEASED, List.of(DOSE), "Released for infusion"));
        say(FACILITY, kind, new Retrieved(List.of(DOSE), FREEZER));
        readings(STORE_LOGGER, START, now, "-160");
    }

    void store(PartyId party, PartyKind kind) {
        say(party, kind, new Stored(List.of(DOSE), FREEZER, List.of(STORE_LOGGER)));
    }

    void prepare() {
        PartyKind kind = PartyKind.INFUSION;
        for (int day = 1; day <= 3; day++) {
            say(CENTRE, kind, new LymphodepletionGiven("fludarabine", day, 3));
        }
        say(CENTRE, kind, new ThawStarted(DOSE));
        now = now.minus(Duration.ofMinutes(50));
        confirm("ward-1");
        now = now.minus(Duration.ofMinutes(55));
        confirm("ward-2");
        now = now.minus(Duration.ofMinutes(55));
    }

    void confirm(String person) {
        say(
                person,
                CENTRE,
                PartyKind.INFUSION,
                new IdentityConfirmed(
                        IdentityConfirmed.Purpose.INFUSION, PATIENT, List.of(label(DOSE))));
    }

    void infuse() {
        say(
                CENTRE,
                PartyKind.INFUSION,
                new ProductInfused(DOSE, now, now, 70, ProductInfused.Amount.WHOLE));
    }

    void waits(Duration length) {
        now = now.plus(length);
    }

    void say(PartyId party, PartyKind kind, Fact fact) {
        say("staff-1", party, kind, fact);
    }

    void say(String person, PartyId party, PartyKind kind, Fact fact) {
        now = now.plus(Duration.ofHours(1));
        serial++;
        events.add(signed(serial, person, party, kind, now, fact));
    }

    static SignedEvent signed(
            int serial, String person, PartyId party, PartyKind kind, Instant time, Fact fact) {
        return new SignedEvent(
                new Event(
                        new EventId("00000000-0000-4000-9000-%012d".formatted(serial)),
                        COI,
                        time,
                        60,
                        new PersonId(person),
                        new DeviceId("scanner-1"),
                        List.of(),
                        fact),
                new ContentHash("%064x".formatted(fact.hashCode() & 0xffffffffL)),
                party,
                kind,
                new KeyId("00f1e2d3c4b5a697"),
                serial);
    }

    static MaterialLabel label(MaterialId material) {
        return new MaterialLabel(COI, material);
    }

    private void readings(LoggerId logger, Instant from, Instant until, String celsius) {
        var samples = new ArrayList<Sample>();
        for (Instant at = from; !at.isAfter(until); at = at.plus(Duration.ofMinutes(10))) {
            samples.add(new Sample(at, Celsius.parse(celsius)));
        }
        readings.merge(logger, Readings.of(samples), Readings::union);
    }
}
