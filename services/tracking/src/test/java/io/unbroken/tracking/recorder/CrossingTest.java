package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Recorder.Step;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two owners, one of events and one of readings: the binding of a logger and its only block cross at each point where they
/// can, and the block is in the history every time.
final class CrossingTest {

    private static final int MORE_CALLS_THAN_A_STEP_HAS = 60;

    @Test
    void the_block_comes_while_the_binding_is_being_written() {
        for (int call = 0; call < MORE_CALLS_THAN_A_STEP_HAS; call++) {
            crossing(0, call);
        }
    }

    @Test
    void the_binding_comes_while_the_block_is_being_written() {
        for (int call = 0; call < MORE_CALLS_THAN_A_STEP_HAS; call++) {
            crossing(1, call);
        }
    }

    private static void crossing(int first, int call) {
        for (boolean knownJourney : new boolean[] {true, false}) {
            var world = new ToyWorld();
            var store = new MemoryStore(InstantSource.fixed(ToyWorld.START));
            var owners =
                    List.of(owner("events", world, store), owner(ToyWorld.TELEMETRY, world, store));
            if (knownJourney) {
                world.write("events", 0, "1 1 1 1");
            }
            world.write("events", 1, "!");
            world.write(ToyWorld.TELEMETRY, 1, "!");
            owners.forEach(CrossingTest::toTheEnd);
            world.write("events", 0, "1 2 2 2 L-x 0 200");
            world.write(ToyWorld.TELEMETRY, 0, "L-x 100 500 510");

            int[] calls = {0};
            store.around =
                    () -> {
                        if (calls[0]++ == call) {
                            toTheEnd(owners.get(1 - first));
                        }
                    };
            toTheEnd(owners.get(first));
            store.around = () -> {};
            owners.forEach(CrossingTest::toTheEnd);

            var histories = new TreeMap<CoiId, Bytes>();
            store.journeys.forEach((coi, document) -> histories.put(coi, document.history()));
            assertThat(histories)
                    .as("crossing at call %d of owner %d", call, first)
                    .isEqualTo(world.histories());
            assertThat(store.journeys.values())
                    .extracting(document -> document.summary().samples())
                    .containsExactly(2);
        }
    }

    private static Recorder owner(String topic, ToyWorld world, MemoryStore store) {
        return new Recorder(
                new MemoryLog(world.records(), p -> p.topic().equals(topic), new Random(1)),
                store,
                world,
                world,
                _ -> {},
                new Deaf(),
                InstantSource.fixed(ToyWorld.START),
                ToyWorld.TELEMETRY);
    }

    private static void toTheEnd(Recorder recorder) {
        for (int idle = 0; idle < 20; ) {
            idle = recorder.step() instanceof Step.Idle ? idle + 1 : 0;
        }
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
