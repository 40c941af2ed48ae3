package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.HeardConditions;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Replacement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Readings from days' digests, beside the same from their blocks.
final class LoggerDataTest {

    private static final int SEEDS = 300;
    private static final int DAYS = 6;
    private static final int MINUTES_OF_A_DAY = 1_440;
    private static final int MINUTES_APART = 90;
    private static final LoggerId LOGGER = new LoggerId("L-x");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant END =
            MIDNIGHT.plus(Duration.ofDays(DAYS)).minus(Duration.ofMinutes(MINUTES_APART));

    private final ToyWorld world = new ToyWorld();
    private final MemoryStore store = new MemoryStore(() -> MIDNIGHT);
    private final Set<BucketId> asked = new HashSet<>();
    private final Map<LoggerId, LoggerDocument> loggers = loggers();

    @Test
    void of_whole_days_no_block_is_read() {
        write(new Random(1), true);

        LoggerReadings readings = readings(leg(MIDNIGHT, Optional.empty()), List.of());
        Optional<?> all = readings.segment(new Interval(MIDNIGHT, Instant.MAX), ToyWorld.RULE);

        assertThat(all).isPresent();
        assertThat(asked).isEmpty();
    }

    @Test
    void of_days_that_a_leg_cuts_the_blocks_are_read_at_once() {
        write(new Random(1), true);
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));

        readings(leg(noon, Optional.of(noon.plus(Duration.ofDays(3)))), List.of());

        assertThat(asked).isEqualTo(Set.of(day(0), day(3)));
    }

    @Test
    void of_days_that_are_looked_at_closely_too() {
        write(new Random(1), true);
        Instant late = MIDNIGHT.plus(Duration.ofHours(30));

        readings(
                leg(MIDNIGHT, Optional.empty()),
                List.of(new Interval(late, late.plus(Duration.ofHours(20)))));

        assertThat(asked).isEqualTo(Set.of(day(1), day(2)));
    }

    @Test
    void they_are_what_all_blocks_say() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            write(random, false);
            LoggerAssignment leg = leg(random);
            List<Interval> closely =
                    random.nextBoolean() ? List.of() : List.of(interval(leg(random)));
            LoggerReadings expected =
                    LoggerData.of(List.of(leg), loggers, Buckets.ofBlocks(store, world)).of(LOGGER);

            LoggerReadings found = readings(leg, closely);

            for (Interval each : List.of(interval(leg), interval(leg(random)))) {
                assertThat(found.segment(each, ToyWorld.RULE))
                        .as("seed %d, %s", seed, each)
                        .isEqualTo(expected.segment(each, ToyWorld.RULE));
                assertThat(found.hours(each))
                        .as("seed %d, %s", seed, each)
                        .isEqualTo(expected.hours(each));
                assertThat(found.within(each))
                        .as("seed %d, %s", seed, each)
                        .isEqualTo(expected.within(each));
            }
        }
    }

    private LoggerReadings readings(LoggerAssignment leg, List<Interval> closely) {
        var counting =
                new ForwardingStore(store) {
                    @Override
                    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
                        asked.addAll(ids);
                        return super.buckets(ids);
                    }
                };
        return LoggerData.readings(List.of(leg), loggers, closely, Buckets.of(counting, world))
                .of(LOGGER);
    }

    private static LoggerAssignment leg(Instant from, Optional<Instant> until) {
        return new LoggerAssignment(LOGGER, from, until, ToyWorld.RULE);
    }

    private static LoggerAssignment leg(Random random) {
        Instant from = MIDNIGHT.plus(Duration.ofMinutes(random.nextInt(DAYS * MINUTES_OF_A_DAY)));
        return leg(
                from,
                random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(
                                from.plus(
                                        Duration.ofMinutes(
                                                random.nextInt(DAYS * MINUTES_OF_A_DAY)))));
    }

    private static Interval interval(LoggerAssignment leg) {
        return new Interval(leg.from(), leg.until().orElse(Instant.MAX));
    }

    private static BucketId day(int number) {
        return new BucketId(LOGGER, LocalDate.ofInstant(MIDNIGHT, ZoneOffset.UTC).plusDays(number));
    }

    private static Map<LoggerId, LoggerDocument> loggers() {
        var days = new HashSet<LocalDate>();
        for (int day = 0; day < DAYS; day++) {
            days.add(day(day).day());
        }
        var last = new Celsius(1);
        return Map.of(
                LOGGER,
                LoggerDocument.unknown(LOGGER)
                        .grown(
                                days,
                                Optional.of(new LastMoment(END, last, last, 0)),
                                HeardConditions.NONE,
                                1));
    }

    /// A block every so often, up to the end.
    ///
    /// @param digests whether each day has one
    private void write(Random random, boolean digests) {
        store.empty();
        for (int day = 0; day < DAYS; day++) {
            var blocks = new ArrayList<KeptBlock>();
            for (int minute = 0; minute < MINUTES_OF_A_DAY; minute += MINUTES_APART) {
                blocks.add(block(day * MINUTES_OF_A_DAY + minute, random.nextInt(800)));
            }
            var bucket = new BucketDocument(day(day), 1, 0, blocks, Optional.empty());
            Set<ThermalRule> rules =
                    digests || random.nextInt(4) > 0 ? Set.of(ToyWorld.RULE) : Set.of();
            store.replaceBuckets(
                    List.of(
                            new Replacement<>(
                                    0,
                                    digests || random.nextInt(4) > 0
                                            ? bucket.with(KeptDay.digest(bucket, rules, world))
                                            : bucket)));
        }
    }

    /// The toy's readings begin two minutes after the minute that they name.
    private static KeptBlock block(int minute, int hundredths) {
        long offset = Duration.between(ToyWorld.START, MIDNIGHT).toMinutes() + minute - 2;
        SignedReadings said = ToyWorld.block("L-x %d %d".formatted(offset, hundredths));
        return new KeptBlock(
                said.statement(),
                new LogRecord(
                        new LogPosition(new LogPartition(ToyWorld.TELEMETRY, 0), minute),
                        ToyWorld.START,
                        Optional.empty(),
                        Optional.of(Bytes.of(said.statement().getBytes(StandardCharsets.UTF_8))),
                        List.of()));
    }
}
