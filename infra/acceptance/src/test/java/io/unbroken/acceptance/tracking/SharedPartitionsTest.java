package io.unbroken.acceptance.tracking;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several instances of tracking share the partitions of the real broker, come and go, die, and wake up as zombies.
final class SharedPartitionsTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final int JOURNEYS = 8;
    private static final int EVENTS = 4;
    private static final int BLOCKS = 3;
    private static final int SAMPLES = 30;

    private static Parties parties;
    private static StubIssuer issuer;

    private final List<CoiId> journeys =
            IntStream.rangeClosed(1, JOURNEYS)
                    .mapToObj(serial -> CoiId.issue("A9999", 2026, serial))
                    .toList();

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
        parties.close();
    }

    @Test
    void instances_that_come_go_die_and_wake_up_give_the_histories_of_an_undisturbed_run()
            throws Exception {
        Iterator<Callable<?>> unsaid = everything().iterator();

        TrackingProcess first = process("shared");
        first.awaitReady();
        say(unsaid, 12);
        TrackingProcess second = process("shared");
        second.awaitReady();
        say(unsaid, 12);
        TrackingProcess third = process("shared");
        say(unsaid, 6);
        second.kill();
        say(unsaid, 8);
        third.awaitReady();
        // Longer than the session of a group's member: its partitions go to the other one, which
        // reads on. Then it wakes up in the middle of what it did.
        first.suspend();
        var marker = CoiId.issue("A9999", 2026, JOURNEYS + 1);
        for (int serial = 0; serial < 12; serial++) {
            parties.say(COLLECTION, order(CoiId.issue("A9999", 2026, 100 + serial)));
        }
        parties.say(COLLECTION, order(marker));
        for (int serial = 0; serial < 12; serial++) {
            awaitEvents(third, CoiId.issue("A9999", 2026, 100 + serial), 1);
        }
        awaitEvents(third, marker, 1);
        first.resume();
        say(unsaid, 6);
        PLATFORM.killStore();
        PLATFORM.restartStore();
        say(unsaid, Integer.MAX_VALUE);
        Map<CoiId, String> histories = histories(third);
        first.close();
        third.close();
        TrackingProcess undisturbed = process("undisturbed");
        undisturbed.awaitReady();

        assertThat(histories(undisturbed)).isEqualTo(histories);
        undisturbed.close();
    }

    private static TrackingProcess process(String database) throws Exception {
        return new TrackingProcess(PLATFORM, parties.trustRoot(), database, issuer);
    }

    private static void say(Iterator<Callable<?>> unsaid, int atMost) throws Exception {
        for (int i = 0; i < atMost && unsaid.hasNext(); i++) {
            assertThat(unsaid.next().call()).isNotNull();
        }
    }

    private List<Callable<?>> everything() {
        var all = new ArrayList<Callable<?>>();
        for (CoiId coi : journeys) {
            var logger = new LoggerId("LOG-" + coi.value());
            for (Event event : events(coi, logger)) {
                all.add(() -> parties.say(COLLECTION, event));
            }
            for (int block = 0; block < BLOCKS; block++) {
                Instant from = START.plusSeconds(7_200 + 1_800L * block);
                all.add(() -> parties.measure(block(logger, from)));
            }
        }
        Collections.shuffle(all, new Random(5));
        return all;
    }

    private Map<CoiId, String> histories(TrackingProcess tracking) throws Exception {
        var histories = new TreeMap<CoiId, String>();
        for (CoiId coi : journeys) {
            awaitEvents(tracking, coi, EVENTS);
            Await.until(
                    coi + " has all samples",
                    () ->
                            tracking.json("/api/journeys/" + coi).at("/counts/samples").asInt(0)
                                    == BLOCKS * SAMPLES);
            // Samples are counted as soon as their days are kept, a moment before the history has
            // them.
            Await.until(
                    coi + "'s history has all samples",
                    () -> !history(tracking, coi).contains("No reading from"));
            histories.put(coi, history(tracking, coi));
        }
        return histories;
    }

    private static String history(TrackingProcess tracking, CoiId coi) throws Exception {
        return tracking.get("/api/journeys/" + coi + "/history").body();
    }

    private static void awaitEvents(TrackingProcess tracking, CoiId coi, int events)
            throws Exception {
        Await.until(
                coi + " has " + events + " events",
                () ->
                        tracking.json("/api/journeys/" + coi).at("/counts/events").asInt(0)
                                == events);
    }

    private static Event order(CoiId coi) {
        return Parties.event(
                coi,
                START,
                new TherapyOrdered(
                        new OrderId("ORD-" + coi.value().substring(9)),
                        new ProfileId("SYN-CART-19")));
    }

    private static List<Event> events(CoiId coi, LoggerId logger) {
        var bag = new MaterialId("BAG-" + coi.value());
        return List.of(
                order(coi),
                Parties.event(coi, START.plusSeconds(600), new LabelsReconciled(4, 4, 0)),
                Parties.event(coi, START.plusSeconds(1_200), new LabelsReconciled(6, 6, 0)),
                Parties.event(
                        coi,
                        START.plusSeconds(7_200),
                        new Packed(
                                new ShipperId("DRY-1"),
                                new SealNumber("SEAL-1"),
                                List.of(new MaterialLabel(coi, bag)),
                                List.of(logger))));
    }

    private static TelemetryBlock block(LoggerId logger, Instant from) {
        var all = new ArrayList<Sample>();
        for (int i = 0; i < SAMPLES; i++) {
            all.add(new Sample(from.plusSeconds(60L * i), new Celsius(400 + i)));
        }
        return new TelemetryBlock(
                new BlockId(UUID.randomUUID().toString()), logger, TelemetryBlock.Source.LIVE, all);
    }
}
