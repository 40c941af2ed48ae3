package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.verifier.Result.Broken;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// No changed bundle passes, and no clean one is refused. How many are tried: `-Dunbroken.mutations=` and `-Dunbroken.clean=`.
final class TamperingTest {

    private static final int MUTATIONS = Integer.getInteger("unbroken.mutations", 2500);
    private static final int CLEAN = Integer.getInteger("unbroken.clean", 250);
    private static final int MANY = 1_000;
    private static final int WORLDS = MUTATIONS < MANY ? 1 : 8;
    private static final int JOURNEYS = 4;

    @Test
    void no_changed_bundle_passes() throws IOException {
        List<Subject> subjects = subjects(WORLDS);
        Map<Fault, Integer> found = new EnumMap<>(Fault.class);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            // given
            var random = new SplittableRandom(seed);
            Subject subject = subjects.get(random.nextInt(subjects.size()));
            Subject other = subject.others().get(random.nextInt(subject.others().size()));
            var mutations = new Mutations(random, subject.bundle(), other.bundle());
            byte[] changed =
                    switch (seed % 4) {
                        case 0 -> mutations.raw();
                        case 1 -> mutations.digested();
                        default -> mutations.edited();
                    };
            if (Arrays.equals(changed, subject.bundle())) {
                continue;
            }

            // when
            Result result = subject.check(changed);

            // then
            assertThat(result).as("seed %d: %s", seed, result.line()).isNotInstanceOf(Holds.class);
            if (result instanceof Broken broken) {
                found.merge(broken.fault(), 1, Integer::sum);
            }
        }
        if (MUTATIONS >= MANY) {
            assertThat(found.keySet()).containsExactlyInAnyOrder(Fault.values());
        }
    }

    @Test
    void no_clean_bundle_is_refused() throws IOException {
        int checked = 0;
        for (long seed = 0; checked < CLEAN; seed++) {
            for (Subject subject : world(seed)) {
                Result result = subject.check(subject.bundle());
                assertThat(result)
                        .as("world %d: %s", seed, result.line())
                        .isInstanceOf(Holds.class);
                checked++;
            }
        }
    }

    private static List<Subject> subjects(int worlds) {
        List<Subject> subjects = new ArrayList<>();
        for (long seed = 0; seed < worlds; seed++) {
            subjects.addAll(world(seed));
        }
        return subjects;
    }

    // Journeys of one log, some told in pieces, sealed now and then.
    private static List<Subject> world(long seed) {
        var random = new SplittableRandom(seed);
        var world = new World();
        List<Journey> journeys = new ArrayList<>();
        SealedLog held = world.log().seal();
        for (int number = 1; number <= JOURNEYS; number++) {
            var journey = new Journey(world, number, seed);
            journey.tell(random.nextInt(6, 18));
            journeys.add(journey);
            if (random.nextBoolean()) {
                world.log().seal();
            }
            if (random.nextInt(3) == 0) {
                held = world.log().seal();
            }
        }
        journeys.get(random.nextInt(JOURNEYS)).goOn(random.nextInt(1, 4));
        SealedLog sealed = world.log().seal();
        Checkpoint checkpoint = Checkpoint.parse(held.note().text());
        List<Subject> subjects = new ArrayList<>();
        for (Journey journey : journeys) {
            byte[] bundle =
                    world.bundle(
                            journey.coi(),
                            journey.loggers(),
                            sealed,
                            Optional.of(checkpoint.size()));
            subjects.add(new Subject(bundle, world.trust(), checkpoint, new ArrayList<>()));
        }
        subjects.forEach(one ->
                subjects.stream()
                        .filter(each -> !Arrays.equals(each.bundle(), one.bundle()))
                        .forEach(one.others()::add));
        return subjects;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by no one.
    private record Subject(byte[] bundle, Trust trust, Checkpoint held, List<Subject> others) {

        Result check(byte[] changed) throws IOException {
            return Verification.of(new ByteArrayInputStream(changed), trust, Optional.of(held));
        }
    }
}
