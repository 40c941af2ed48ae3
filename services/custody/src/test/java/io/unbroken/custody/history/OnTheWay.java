package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dose in a dry shipper with two loggers.
final class OnTheWay {

    static final LoggerId ONE = new LoggerId("LOG-A");
    static final LoggerId OTHER = new LoggerId("LOG-B");
    private static final SealNumber SEAL = new SealNumber("SEAL-1");

    private final Journeys journey = new Journeys();
    private final List<ConditionBlock> conditions = new ArrayList<>();
    private final List<LoggerId> loggers;
    private final Instant packed;
    private ProductProfiles profiles = SyntheticProfiles.all();

    private OnTheWay(List<LoggerId> loggers) {
        this.loggers = loggers;
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new TherapyOrdered(new OrderId("ORD-0001"), new ProfileId("SYN-CART-19")));
        journey.say(
                Journeys.SITE, PartyKind.COLLECTION, new PatientEnrolled(Journeys.PATIENT, "3"));
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new ProductFormulated(
                        Journeys.LOT,
                        List.of(new Unit(Journeys.DOSE, 70)),
                        Journeys.START.plus(Duration.ofDays(300))));
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new Packed(Journeys.DEWAR, SEAL, List.of(Journeys.label(Journeys.DOSE)), loggers));
        packed = journey.now();
    }

    static OnTheWay with(LoggerId... loggers) {
        return new OnTheWay(List.of(loggers));
    }

    OnTheWay by(ProductProfiles others) {
        profiles = others;
        return this;
    }

    /// Readings each ten minutes, from and to these minutes after it was packed.
    OnTheWay reads(LoggerId logger, int from, int until, String celsius) {
        var samples = new ArrayList<Sample>();
        for (int minute = from; minute <= until; minute += 10) {
            samples.add(new Sample(minute(minute), Celsius.parse(celsius)));
        }
        journey.readings().merge(logger, Readings.of(samples), Readings::union);
        return this;
    }

    OnTheWay says(LoggerId logger, Condition condition) {
        conditions.add(
                new ConditionBlock(
                        new BlockId("00000000-0000-4000-a000-%012d".formatted(conditions.size())),
                        logger,
                        TelemetryBlock.Source.LIVE,
                        List.of(condition),
                        Optional.empty()));
        return this;
    }

    /// The centre opens it so many minutes after it was packed.
    OnTheWay opened(int minute) {
        journey.waits(Duration.between(journey.now(), minute(minute)).minus(Duration.ofHours(1)));
        journey.say(
                Journeys.CENTRE,
                PartyKind.INFUSION,
                new Unpacked(Journeys.DEWAR, SEAL, List.of(Journeys.DOSE), loggers));
        return this;
    }

    Instant minute(int minute) {
        return packed.plus(Duration.ofMinutes(minute));
    }

    Journeys journey() {
        return journey;
    }

    History history() {
        return History.derive(
                Journeys.COI, journey.events(), profiles, journey.readings(), conditions);
    }
}
