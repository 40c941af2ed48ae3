package io.unbroken.simulator.logger;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The shortest journey with a scene's carriage in it, as custody derives it from what the loggers handed over.
final class Custody {

    private static final CoiId COI = CoiId.issue("A9999", 26, 1);
    private static final MaterialId BAG = new MaterialId("A999926000001-S1128V00");
    private static final MaterialId VIAL = new MaterialId("LOT-1/1");
    private static final LotId LOT = new LotId("LOT-1");
    private static final ShipperId SHIPPER = new ShipperId("BOX-1");
    private static final SealNumber SEAL = new SealNumber("SEAL-1");

    private final Scene scene;
    private final List<SignedEvent> events = new ArrayList<>();

    private Custody(Scene scene) {
        this.scene = scene;
    }

    static History of(Scene scene, List<Logger> loggers) {
        return ofSamples(scene, loggers.stream().map(each -> samples(scene, each)).toList());
    }

    /// @param samples those of each logger
    static History ofSamples(Scene scene, List<List<Sample>> samples) {
        var custody = new Custody(scene);
        Map<LoggerId, Readings> readings = new HashMap<>();
        samples.forEach(some -> readings.put(id(readings.size()), Readings.of(some)));
        custody.tell(List.copyOf(readings.keySet()));
        return History.derive(COI, custody.events, SyntheticProfiles.all(), readings, List.of());
    }

    /// What is believed of what a logger handed over.
    static List<Sample> samples(Scene scene, Logger logger) {
        return logger.records(scene.truth(), scene.stay()).stream()
                .flatMap(batch ->
                        TelemetryBlock.of(
                                new BlockId(new UUID(0, 1).toString()),
                                id(0),
                                batch.source(),
                                batch.readings(),
                                Optional.of(batch.clock()),
                                TemperatureUnit.CELSIUS)
                                .samples()
                                .stream())
                .toList();
    }

    private static LoggerId id(int number) {
        return new LoggerId("TAG-" + number);
    }

    private void tell(List<LoggerId> loggers) {
        Instant packed = scene.stay().from();
        Instant before = packed.minus(Duration.ofDays(1));
        say(
                before,
                PartyKind.COLLECTION,
                new Fact.TherapyOrdered(new OrderId("ORD-1"), scene.product()));
        say(
                before,
                PartyKind.COLLECTION,
                new Fact.PatientEnrolled(new PatientToken("PT" + "A".repeat(26)), "1"));
        say(
                before.plusSeconds(7_200),
                PartyKind.COLLECTION,
                new Fact.MaterialCollected(
                        new Din("A999926000001"),
                        Fact.MaterialCollected.Procedure.APHERESIS,
                        before.plusSeconds(60),
                        before.plusSeconds(3_600),
                        List.of(new Unit(BAG, 200))));
        MaterialId carried = BAG;
        PartyKind packs = PartyKind.COLLECTION;
        if (scene.frozen()) {
            carried = VIAL;
            packs = PartyKind.MANUFACTURING;
            say(before.plusSeconds(8_000), packs, new Fact.LotStarted(LOT, List.of(BAG)));
            say(
                    before.plusSeconds(9_000),
                    packs,
                    new Fact.ProductFormulated(
                            LOT, List.of(new Unit(VIAL, 60)), packed.plus(Duration.ofDays(300))));
        }
        say(
                packed,
                packs,
                new Fact.Packed(
                        SHIPPER, SEAL, List.of(new Fact.MaterialLabel(COI, carried)), loggers));
        say(
                scene.stay().until(),
                packs,
                new Fact.Unpacked(SHIPPER, SEAL, List.of(carried), loggers));
    }

    private void say(Instant time, PartyKind kind, Fact fact) {
        var id = new UUID(0, events.size() + 1L);
        events.add(
                new SignedEvent(
                        new Event(
                                new EventId(id.toString()),
                                COI,
                                time,
                                60,
                                new PersonId("nobody"),
                                new DeviceId("scanner-1"),
                                List.of(),
                                fact),
                        new ContentHash("%064x".formatted(events.size())),
                        new PartyId("party-" + kind.name().toLowerCase(java.util.Locale.ROOT)),
                        kind,
                        new KeyId("00f1e2d3c4b5a697"),
                        1));
    }
}
