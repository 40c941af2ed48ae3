package io.unbroken.simulator.script;

import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Identifiers of one journey of one run: the same for the same seed and start, other ones for any other run, because an
/// identifier is never used twice.
record Identities(long seed, Instant start, int index) {

    /// The facility identification number of ICCBBA's examples: no real site has it.
    private static final String FACILITY = "A9999";

    private static final int DINS_A_YEAR = 1_000_000;

    UUID uuid(String what) {
        String name = "unbroken/%d/%s/%d/%s".formatted(seed, start, index, what);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    EventId event(String what) {
        return new EventId(uuid("event/" + what).toString());
    }

    BlockId block(String what) {
        return new BlockId(uuid("block/" + what).toString());
    }

    HandoffId handoff(String what) {
        return new HandoffId(uuid("handoff/" + what).toString());
    }

    OrderId order() {
        return new OrderId("ORD-" + number("order"));
    }

    LotId lot() {
        return new LotId("LOT-" + year() + "-" + number("lot"));
    }

    LotId vectorLot() {
        return new LotId("LV-" + year() + "-0" + (1 + index / 8 % 9));
    }

    LoggerId logger(String what) {
        return new LoggerId("TAG-" + number("logger/" + what));
    }

    ShipperId shipper(String kind) {
        return new ShipperId(kind + "-" + number("shipper/" + kind));
    }

    SealNumber seal(String what) {
        return new SealNumber("SEAL-" + number("seal/" + what));
    }

    /// Counts on from a number that the run draws, so that no two journeys of a run share one.
    Din din() {
        var run = new Identities(seed, start, 0).uuid("din");
        int first = Math.floorMod(run.getLeastSignificantBits(), DINS_A_YEAR);
        return new Din("%s%02d%06d".formatted(FACILITY, year(), (first + index) % DINS_A_YEAR));
    }

    /// Randomness for everything that is no identifier.
    Random random() {
        return new Random(uuid("random").getMostSignificantBits());
    }

    /// Randomness for one thing, whatever else happens.
    Random random(String what) {
        return new Random(uuid("random/" + what).getMostSignificantBits());
    }

    private int year() {
        return start.atOffset(ZoneOffset.UTC).getYear() % 100;
    }

    private String number(String what) {
        return uuid(what).toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
