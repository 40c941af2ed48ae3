package io.unbroken.acceptance.pages;

import static io.unbroken.custody.event.PartyKind.COLLECTION;

import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// A shipper that was packed thirty days ago with many loggers, of which each reads every minute.
record LongTransport(Parties parties) {

    static final int LOGGERS = 24;
    static final int SAMPLES = LOGGERS * (int) Duration.ofDays(30).toMinutes();

    private static final Instant PACKED = Instant.parse("2026-10-01T06:00:00Z");
    private static final MaterialId BAG = new MaterialId("A999926000790-S1128V00");

    CoiId coi() {
        return CoiId.issue("A9999", 2026, 790);
    }

    void tell() throws Exception {
        say(0, new TherapyOrdered(new OrderId("ORD-0790"), new ProfileId("SYN-CART-19")));
        say(10, new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
        say(
                150,
                new MaterialCollected(
                        new Din("A999926000790"),
                        MaterialCollected.Procedure.APHERESIS,
                        at(30),
                        at(140),
                        List.of(new Fact.Unit(BAG, 200))));
        say(
                180,
                new Packed(
                        new ShipperId("BOX-790"),
                        new SealNumber("SEAL-790"),
                        List.of(new MaterialLabel(coi(), BAG)),
                        IntStream.range(0, LOGGERS).mapToObj(LongTransport::logger).toList()));
        // All loggers end at one time: then nearly all is there when the last one is.
        var blocks = new ArrayList<TelemetryBlock>();
        for (int minute = 0; minute < SAMPLES / LOGGERS; minute += TelemetryBlock.MOST_SAMPLES) {
            for (int logger = 0; logger < LOGGERS; logger++) {
                blocks.add(block(logger, minute));
            }
        }
        parties.measureAll(blocks);
    }

    private static TelemetryBlock block(int logger, int from) {
        List<Sample> samples =
                IntStream.range(from, from + TelemetryBlock.MOST_SAMPLES)
                        .mapToObj(minute ->
                                new Sample(
                                        at(180 + minute),
                                        new Celsius(
                                                500
                                                        + 10 * logger / LOGGERS
                                                        + (int) (100 * Math.sin(minute / 700.0)))))
                        .toList();
        return new TelemetryBlock(
                new BlockId(UUID.randomUUID().toString()),
                logger(logger),
                TelemetryBlock.Source.LIVE,
                samples);
    }

    /// When the last readings were made.
    static Instant end() {
        return at(180 + SAMPLES / LOGGERS - 1);
    }

    private void say(int minute, Fact fact) throws Exception {
        parties.say(COLLECTION, Parties.event(coi(), at(minute), fact));
    }

    private static Instant at(int minute) {
        return PACKED.plus(Duration.ofMinutes(minute));
    }

    private static LoggerId logger(int number) {
        return new LoggerId("LOG-LONG-%02d".formatted(number));
    }
}
