package io.unbroken.acceptance.pages;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.COURIER;
import static io.unbroken.custody.event.PartyKind.MANUFACTURING;

import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The first leg of a journey, told step by step.
///
/// @param serial tells journeys apart; below 10
record Transport(Parties parties, int serial) {

    private static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    CoiId coi() {
        return CoiId.issue("A9999", 2026, 700 + serial);
    }

    void order() throws Exception {
        say(
                COLLECTION,
                0,
                new TherapyOrdered(new OrderId("ORD-070" + serial), new ProfileId("SYN-CART-19")));
    }

    void collectAndPack() throws Exception {
        say(
                COLLECTION,
                10,
                new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
        say(
                COLLECTION,
                150,
                new MaterialCollected(
                        new Din("A99992600070" + serial),
                        MaterialCollected.Procedure.APHERESIS,
                        at(30),
                        at(140),
                        List.of(new Fact.Unit(bag(), 200))));
        say(
                COLLECTION,
                180,
                new Packed(
                        shipper(),
                        seal(),
                        List.of(new MaterialLabel(coi(), bag())),
                        List.of(logger())));
    }

    void handToCourier() throws Exception {
        release(COLLECTION, COURIER, 200);
        accept(COLLECTION, COURIER, 205);
    }

    void courierGivesToFacility() throws Exception {
        release(COURIER, MANUFACTURING, 600);
    }

    void facilityTakes() throws Exception {
        accept(COURIER, MANUFACTURING, 610);
    }

    /// Readings every five minutes, from a minute of the journey, as hundredths of a degree.
    void measure(int fromMinute, int... hundredths) throws Exception {
        var samples =
                IntStream.range(0, hundredths.length)
                        .mapToObj(i ->
                                new Sample(
                                        at(fromMinute).plus(STEP.multipliedBy(i)),
                                        new Celsius(hundredths[i])))
                        .toList();
        parties.measure(
                new TelemetryBlock(
                        new BlockId(UUID.randomUUID().toString()),
                        logger(),
                        TelemetryBlock.Source.LIVE,
                        samples));
    }

    /// What the logger says beside temperatures.
    void tell(Condition... conditions) throws Exception {
        parties.measure(
                new ConditionBlock(
                        new BlockId(UUID.randomUUID().toString()),
                        logger(),
                        TelemetryBlock.Source.LIVE,
                        List.of(conditions),
                        Optional.empty()));
    }

    /// Readings that cannot be true as they stand.
    void mark(MarkedSample... marked) throws Exception {
        parties.measure(
                new TelemetryBlock(
                        new BlockId(UUID.randomUUID().toString()),
                        logger(),
                        TelemetryBlock.Source.LIVE,
                        List.of(),
                        List.of(marked),
                        Optional.empty(),
                        TemperatureUnit.CELSIUS));
    }

    private void release(PartyKind from, PartyKind to, int minute) throws Exception {
        say(
                from,
                minute,
                new HandoffReleased(
                        handoff(to),
                        Parties.party(from),
                        Parties.party(to),
                        shipper(),
                        seal(),
                        List.of(bag()),
                        new PlaceId("CHZRH")));
    }

    private void accept(PartyKind from, PartyKind to, int minute) throws Exception {
        say(
                to,
                minute,
                new HandoffAccepted(
                        handoff(to),
                        Parties.party(from),
                        Parties.party(to),
                        shipper(),
                        seal(),
                        Fact.SealState.INTACT,
                        List.of(bag()),
                        new PlaceId("CHZRH")));
    }

    private void say(PartyKind kind, int minute, Fact fact) throws Exception {
        parties.say(kind, Parties.event(coi(), at(minute), fact));
    }

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private HandoffId handoff(PartyKind to) {
        return new HandoffId(
                UUID.nameUUIDFromBytes((coi() + " to " + to).getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    private MaterialId bag() {
        return new MaterialId("A99992600070" + serial + "-S1128V00");
    }

    private ShipperId shipper() {
        return new ShipperId("BOX-" + serial);
    }

    private SealNumber seal() {
        return new SealNumber("SEAL-" + serial);
    }

    private LoggerId logger() {
        return new LoggerId("LOG-PAGES-" + serial);
    }
}
