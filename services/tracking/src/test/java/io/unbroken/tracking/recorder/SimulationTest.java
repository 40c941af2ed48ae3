package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The recorders under everything that can happen, by seeds. Each seed is one thread; some run side by side.
///
/// A seed that failed is run again alone by `-Dunbroken.seed=N`; how many there are, `-Dunbroken.seeds=N`.
final class SimulationTest {

    private static final int SEEDS = Integer.getInteger("unbroken.seeds", 20_000);
    private static final long FIRST = Long.getLong("unbroken.first", 0L);
    private static final int MOST_UNTIL_FOUND = 5_000;
    private static final int THREADS = 2;

    @Test
    void whatever_happens_the_store_comes_to_what_the_set_of_records_gives() throws Exception {
        OptionalLong one = one();
        if (one.isPresent()) {
            new Simulation(one.getAsLong(), new ToyParties(), Plant.NONE).run();
            return;
        }
        all(SEEDS, ToyParties::new);
    }

    @Tag("planted")
    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void a_planted_bug_is_found(PlantedBug bug) {
        OptionalLong found =
                LongStream.range(0, MOST_UNTIL_FOUND).filter(seed -> finds(seed, bug)).findFirst();

        System.out.println(bug + " is found by seed " + found);
        assertThat(found).as(bug.name()).isPresent();
    }

    private static boolean finds(long seed, PlantedBug bug) {
        PlantedBug.POLLED.clear();
        try {
            new Simulation(seed, new ToyParties(), bug).run();
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }

    private static OptionalLong one() {
        Long seed = Long.getLong("unbroken.seed");
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    private static void all(int seeds, Supplier<World> worlds) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Integer>> ranges =
                    IntStream.range(0, THREADS)
                            .<Callable<Integer>>mapToObj(thread ->
                                    () -> {
                                        int ran = 0;
                                        for (long seed = FIRST + thread;
                                                seed < FIRST + seeds;
                                                seed += THREADS, ran++) {
                                            new Simulation(seed, worlds.get(), Plant.NONE).run();
                                        }
                                        return ran;
                                    })
                            .toList();
            int ran = 0;
            for (Future<Integer> range : threads.invokeAll(ranges)) {
                ran += range.get();
            }
            assertThat(ran).isEqualTo(seeds);
        }
    }
}
