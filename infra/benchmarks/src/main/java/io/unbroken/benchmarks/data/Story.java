package io.unbroken.benchmarks.data;

import static io.unbroken.platform.Party.LINDENHOF;
import static io.unbroken.platform.Party.POLARIS;
import static io.unbroken.platform.Party.RHEINTAL;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
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
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.platform.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What happens to one patient's cells on their way from the site to the facility. The same number always tells the same.
public final class Story {

    /// How many events a story has.
    public static final int LENGTH = 12;

    /// All journeys of the benchmarks begin on this day: it is over, so no clock is ahead.
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    /// Which event packs the cells.
    private static final int PACKED = 3;

    private static final Duration BETWEEN = Duration.ofMinutes(47);

    private final int number;
    private final CoiId coi;

    /// @param number tells the journeys of one log apart, below a million
    public Story(int number) {
        this.number = number;
        this.coi = new CoiId("CHA999926%06d".formatted(number));
    }

    /// An event and who says it.
    public record Told(Party party, Event event) {}

    public CoiId coi() {
        return coi;
    }

    /// The logger that rides with the cells.
    public LoggerId logger() {
        return logger(number);
    }

    static LoggerId logger(int number) {
        return new LoggerId("LOG-BENCH-" + number);
    }

    /// The first four events of the story, up to the cells being packed, with several loggers: those of this number and the next ones.
    public List<Told> packed(int loggers) {
        List<Told> told = new ArrayList<>(first(PACKED));
        Fact.Packed packed = (Fact.Packed) all().get(PACKED).fact;
        List<LoggerId> several = new ArrayList<>();
        for (int i = 0; i < loggers; i++) {
            several.add(logger(number + i));
        }
        told.add(
                new Told(
                        LINDENHOF,
                        event(
                                PACKED,
                                new Fact.Packed(
                                        packed.shipper(),
                                        packed.seal(),
                                        packed.contents(),
                                        several))));
        return told;
    }

    /// The first events of the story.
    public List<Told> first(int events) {
        List<Said> all = all();
        var told = new ArrayList<Told>();
        for (int i = 0; i < events; i++) {
            told.add(new Told(all.get(i).party, event(i, all.get(i).fact)));
        }
        return told;
    }

    private Event event(int serial, Fact fact) {
        return new Event(
                new EventId("00000000-0000-4000-9%03d-%012d".formatted(serial, number)),
                coi,
                START.plus(BETWEEN.multipliedBy(serial)),
                60,
                new PersonId("staff-" + number % 9),
                new DeviceId("scanner-" + number % 9),
                List.of(),
                fact);
    }

    private List<Said> all() {
        var bag = new MaterialId("A999926%06d-S1128V00".formatted(number));
        var label = new Fact.MaterialLabel(coi, bag);
        var box = new ShipperId("BOX-" + number);
        var seal = new SealNumber("SEAL-" + number);
        var place = new PlaceId("CHZRH");
        List<MaterialId> bags = List.of(bag);
        Instant began = START.plus(BETWEEN);
        var collected =
                new Fact.MaterialCollected(
                        new Din("A999926%06d".formatted(number)),
                        Fact.MaterialCollected.Procedure.APHERESIS,
                        began,
                        began.plusSeconds(1800),
                        List.of(new Fact.Unit(bag, 200)));
        return List.of(
                new Said(
                        LINDENHOF,
                        new Fact.TherapyOrdered(
                                new OrderId("ORD-" + number), new ProfileId("SYN-CART-19"))),
                new Said(
                        LINDENHOF,
                        new Fact.PatientEnrolled(
                                new PatientToken("PTABCDEFGHIJKLMNOPQR" + letters(number)), "3")),
                new Said(LINDENHOF, collected),
                new Said(LINDENHOF, new Fact.Packed(box, seal, List.of(label), List.of(logger()))),
                released(1, LINDENHOF, POLARIS, box, seal, bags, place),
                accepted(1, LINDENHOF, POLARIS, box, seal, bags, place),
                new Said(
                        POLARIS,
                        new Fact.TransportMilestoneReached(
                                Fact.TransportMilestoneReached.Milestone.DEPARTED, box, place)),
                released(2, POLARIS, RHEINTAL, box, seal, bags, place),
                accepted(2, POLARIS, RHEINTAL, box, seal, bags, place),
                new Said(RHEINTAL, new Fact.Unpacked(box, seal, bags, List.of(logger()))),
                new Said(
                        RHEINTAL,
                        new Fact.ReceiptInspected(
                                List.of(label), Fact.ReceiptInspected.ReceiptOutcome.ACCEPTED)),
                new Said(RHEINTAL, new Fact.LotStarted(new LotId("LOT-" + number), bags)));
    }

    private Said released(
            int leg,
            Party from,
            Party to,
            ShipperId box,
            SealNumber seal,
            List<MaterialId> bags,
            PlaceId place) {
        return new Said(
                from,
                new Fact.HandoffReleased(handoff(leg), from.id(), to.id(), box, seal, bags, place));
    }

    private Said accepted(
            int leg,
            Party from,
            Party to,
            ShipperId box,
            SealNumber seal,
            List<MaterialId> bags,
            PlaceId place) {
        return new Said(
                to,
                new Fact.HandoffAccepted(
                        handoff(leg),
                        from.id(),
                        to.id(),
                        box,
                        seal,
                        Fact.SealState.INTACT,
                        bags,
                        place));
    }

    private HandoffId handoff(int leg) {
        return new HandoffId("00000000-0000-4000-8%03d-%012d".formatted(leg, number));
    }

    /// Patients' tokens have no digits.
    private static String letters(int number) {
        var letters = new StringBuilder();
        for (char digit : "%08d".formatted(number).toCharArray()) {
            letters.append((char) ('A' + digit - '0'));
        }
        return letters.toString();
    }

    private record Said(Party party, Fact fact) {}
}
