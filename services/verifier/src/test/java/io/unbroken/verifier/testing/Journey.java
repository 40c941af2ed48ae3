package io.unbroken.verifier.testing;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.COURIER;
import static io.unbroken.custody.event.PartyKind.INFUSION;
import static io.unbroken.custody.event.PartyKind.MANUFACTURING;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// One journey told by four parties, with what its logger measured on the way.
public final class Journey {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final World world;
    private final SplittableRandom random;
    private final CoiId coi;
    private final int number;
    private final LoggerId logger;
    private Instant now;
    private int serial;
    private Instant lastMeasured = START;

    /// @param number tells journeys of one world apart
    public Journey(World world, int number, long seed) {
        this.world = world;
        this.number = number;
        this.random = new SplittableRandom(seed * 1_000_003 + number);
        this.coi = new CoiId("CHA999926%06d".formatted(number));
        this.logger = new LoggerId("LOG-" + number);
        this.now = START.plus(Duration.ofHours(number));
    }

    public CoiId coi() {
        return coi;
    }

    public Set<LoggerId> loggers() {
        return Set.of(logger);
    }

    public LoggerId logger() {
        return logger;
    }

    /// When its logger measured for the last time.
    public Instant lastMeasured() {
        return lastMeasured;
    }

    /// Tells the journey from the order to the receipt at the manufacturer, or any beginning of it.
    ///
    /// @param steps how many events at most
    public void tell(int steps) {
        var bag = new MaterialId("A9999260%05d-S1128V00".formatted(number));
        var label = new Fact.MaterialLabel(coi, bag);
        var box = new ShipperId("BOX-" + number);
        var seal = new SealNumber("SEAL-" + number);
        var place = new PlaceId("CHZRH");
        List<MaterialId> bags = List.of(bag);
        List<Told> told = new ArrayList<>();
        told.add(
                new Told(
                        COLLECTION,
                        new Fact.TherapyOrdered(new OrderId("ORD-" + number), World.PRODUCT)));
        told.add(
                new Told(
                        COLLECTION,
                        new Fact.PatientEnrolled(
                                new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "3")));
        told.add(
                new Told(
                        COLLECTION,
                        new Fact.MaterialCollected(
                                new Din("A9999260%05d".formatted(number)),
                                Fact.MaterialCollected.Procedure.APHERESIS,
                                now,
                                now.plusSeconds(3600),
                                List.of(new Fact.Unit(bag, 200)))));
        told.add(new Told(COLLECTION, new Fact.Packed(box, seal, List.of(label), List.of(logger))));
        handoff(told, COLLECTION, COURIER, box, seal, bags, place);
        told.add(
                new Told(
                        COURIER,
                        new Fact.TransportMilestoneReached(
                                Fact.TransportMilestoneReached.Milestone.DEPARTED, box, place)));
        handoff(told, COURIER, MANUFACTURING, box, seal, bags, place);
        told.add(new Told(MANUFACTURING, new Fact.Unpacked(box, seal, bags, List.of(logger))));
        told.add(
                new Told(
                        MANUFACTURING,
                        new Fact.ReceiptInspected(
                                List.of(label), Fact.ReceiptInspected.ReceiptOutcome.ACCEPTED)));
        told.add(new Told(MANUFACTURING, new Fact.LotStarted(new LotId("LOT-" + number), bags)));
        told.add(new Told(INFUSION, new Fact.LymphodepletionGiven("fludarabine", 1, 3)));
        told.add(new Told(INFUSION, new Fact.LymphodepletionGiven("fludarabine", 2, 3)));
        for (Told each : told.subList(0, Math.min(steps, told.size()))) {
            say(each);
        }
    }

    /// Says that the donation and the bag of another journey are this one's.
    public void claimAgain(Journey other) {
        var bag = new MaterialId("A9999260%05d-S1128V00".formatted(other.number));
        say(
                new Told(
                        COLLECTION,
                        new Fact.MaterialCollected(
                                new Din("A9999260%05d".formatted(other.number)),
                                Fact.MaterialCollected.Procedure.APHERESIS,
                                now,
                                now.plusSeconds(3600),
                                List.of(new Fact.Unit(bag, 200)))));
    }

    /// Says one thing more, again and again, for journeys of any length.
    public void goOn(int events) {
        for (int i = 0; i < events; i++) {
            say(
                    new Told(
                            COURIER,
                            new Fact.TransportMilestoneReached(
                                    Fact.TransportMilestoneReached.Milestone.DEPARTED,
                                    new ShipperId("BOX-" + number),
                                    new PlaceId("CHZRH"))));
        }
    }

    private void handoff(
            List<Told> told,
            PartyKind from,
            PartyKind to,
            ShipperId box,
            SealNumber seal,
            List<MaterialId> bags,
            PlaceId place) {
        var id =
                new HandoffId(
                        "00000000-0000-4000-8%03d-%012d".formatted(to == COURIER ? 1 : 2, number));
        told.add(
                new Told(
                        from,
                        new Fact.HandoffReleased(
                                id, World.party(from), World.party(to), box, seal, bags, place)));
        told.add(
                new Told(
                        to,
                        new Fact.HandoffAccepted(
                                id,
                                World.party(from),
                                World.party(to),
                                box,
                                seal,
                                Fact.SealState.INTACT,
                                bags,
                                place)));
    }

    private void say(Told told) {
        boolean riding =
                told.fact() instanceof Fact.HandoffReleased
                        || told.fact() instanceof Fact.HandoffAccepted
                        || told.fact() instanceof Fact.Unpacked;
        Instant before = now;
        now = now.plus(Duration.ofMinutes(random.nextInt(20, 90)));
        if (riding) {
            measure(before);
        }
        serial++;
        world.say(
                told.kind(),
                new Event(
                        new EventId(
                                "00000000-0000-4000-9%03d-%012d".formatted(number % 1000, serial)),
                        coi,
                        now,
                        60,
                        new PersonId("staff-" + random.nextInt(1, 9)),
                        new DeviceId("scanner-" + random.nextInt(1, 9)),
                        List.of(),
                        told.fact()));
    }

    private void measure(Instant from) {
        List<Sample> samples = new ArrayList<>();
        for (Instant at = from.plusSeconds(60); at.isBefore(now); at = at.plusSeconds(600)) {
            samples.add(new Sample(at, new Celsius(random.nextInt(300, 700))));
        }
        lastMeasured = samples.getLast().time();
        serial++;
        world.tell(
                new TelemetryBlock(
                        new BlockId(
                                "00000000-0000-4000-a%03d-%012d".formatted(number % 1000, serial)),
                        logger,
                        TelemetryBlock.Source.LIVE,
                        samples));
    }

    private record Told(PartyKind kind, Fact fact) {}
}
