package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Days with digests, some of which do not hold, beside all readings at once.
final class KeptReadingsTest {

    private static final int SEEDS = 300;
    private static final LoggerId LOGGER = new LoggerId("L-x");
    private static final ThermalRule OTHER =
            ThermalRule.exact(TemperatureRange.atMost(new Celsius(300)), Duration.ofMinutes(20));

    private final ToyWorld world = new ToyWorld();

    @Test
    void an_interval_is_judged_and_read_as_if_all_its_readings_were_in_memory() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<SignedReadings> blocks = blocks(random);
            Readings all = readings(blocks);
            Instant last = all.samples().getLast().time();
            KeptReadings kept = new KeptReadings(days(blocks, random), Optional.of(last));
            for (ThermalRule rule : List.of(ToyWorld.RULE, OTHER)) {
                Interval interval = interval(random, last);

                assertThat(kept.segment(interval, rule))
                        .as("seed %d, %s", seed, interval)
                        .isEqualTo(all.segment(interval, rule));
                assertThat(kept.within(interval))
                        .as("seed %d, %s", seed, interval)
                        .isEqualTo(all.within(interval));
                assertThat(kept.hours(interval))
                        .as("seed %d, %s", seed, interval)
                        .isEqualTo(all.hours(interval));
            }
        }
    }

    @Test
    void without_an_end_readings_go_as_far_as_they_were_told() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<SignedReadings> blocks = blocks(random);
            Readings all = readings(blocks);
            Instant told = all.samples().get(random.nextInt(all.samples().size())).time();
            KeptReadings kept = new KeptReadings(days(blocks, random), Optional.of(told));
            Instant from = ToyWorld.START.plusSeconds(60L * random.nextInt(4_000));
            var open = new Interval(from, Instant.MAX);

            if (from.isAfter(told)) {
                assertThat(kept.segment(open, ToyWorld.RULE)).as("seed %d", seed).isEmpty();
            } else {
                assertThat(kept.segment(open, ToyWorld.RULE))
                        .as("seed %d", seed)
                        .isEqualTo(all.segment(new Interval(from, told), ToyWorld.RULE));
            }
        }
    }

    @Test
    void envelopes_have_each_reading_once_at_its_step() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<SignedReadings> blocks = blocks(random);
            Readings all = readings(blocks);
            Instant last = all.samples().getLast().time();
            KeptReadings kept = new KeptReadings(days(blocks, random), Optional.of(last));
            // From midnight, so that hours lie in steps of hours.
            var interval = new Interval(Instant.parse("2026-11-01T00:00:00Z"), last);
            Duration step =
                    random.nextBoolean()
                            ? Duration.ofHours(1 + random.nextInt(30))
                            : Duration.ofMinutes(1 + random.nextInt(50));

            var expected = new TreeMap<Instant, Envelope>();
            for (Sample sample : all.within(interval).samples()) {
                long number = Duration.between(interval.from(), sample.time()).dividedBy(step);
                Instant from = interval.from().plus(step.multipliedBy(number));
                int hundredths = sample.temperature().hundredths();
                expected.merge(
                        from,
                        new Envelope(from, 1, hundredths, hundredths, hundredths),
                        Envelope::plus);
            }
            assertThat(kept.envelopes(interval, step))
                    .as("seed %d, %s", seed, step)
                    .containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    void one_reading_an_hour_is_told_at_its_own_time_or_with_the_step_that_it_is_told_by() {
        var midnight = Instant.parse("2026-11-02T00:00:00Z");
        List<SignedReadings> blocks = new ArrayList<>();
        for (int hour = 0; hour < 72; hour++) {
            // At ten to each hour: the world begins two hours before midnight, and a block two
            // minutes after its number.
            blocks.add(ToyWorld.block("L-x %d 500".formatted(168 + 60 * hour)));
        }
        Instant last = readings(blocks).samples().getLast().time();
        for (long seed = 0; seed < 10; seed++) {
            KeptReadings kept = new KeptReadings(days(blocks, new Random(seed)), Optional.of(last));

            Curve close =
                    kept.curve(
                            new Interval(midnight, midnight.plus(Duration.ofHours(36))),
                            Duration.ofSeconds(64));
            assertThat(close.step()).isZero();
            assertThat(close.envelopes())
                    .hasSize(36)
                    .allMatch(each -> each.from().toString().endsWith(":50:00Z"));

            Curve far = kept.curve(new Interval(midnight, last), Duration.ofHours(1));
            assertThat(far.step()).isEqualTo(Duration.ofHours(1));
            assertThat(far.envelopes())
                    .hasSize(72)
                    .allMatch(each -> each.from().toString().endsWith(":00:00Z"));

            Curve crowded = kept.curve(new Interval(midnight, last), Duration.ofHours(24));
            assertThat(crowded.step()).isEqualTo(Duration.ofHours(24));
            assertThat(crowded.envelopes()).hasSize(3).allMatch(each -> each.count() == 24);
        }
    }

    private static Interval interval(Random random, Instant last) {
        Instant from = ToyWorld.START.plusSeconds(60L * random.nextInt(4_000));
        Instant until = from.plusSeconds(60L * random.nextInt(5_000));
        return switch (random.nextInt(3)) {
            case 0 -> new Interval(Instant.EPOCH, last);
            case 1 -> new Interval(from, until);
            default ->
                    new Interval(
                            Instant.parse("2026-11-02T00:00:00Z"),
                            Instant.parse("2026-11-03T23:59:59.999999999Z"));
        };
    }

    /// Over four days, some across midnight, some twice and some against each other.
    private static List<SignedReadings> blocks(Random random) {
        var blocks = new ArrayList<SignedReadings>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            var text = new StringBuilder("L-x " + random.nextInt(5_000));
            for (int sample = 0; sample <= random.nextInt(20); sample++) {
                text.append(' ').append(random.nextInt(800));
            }
            blocks.add(ToyWorld.block(text.toString()));
        }
        return blocks;
    }

    private static Readings readings(List<SignedReadings> blocks) {
        return Readings.of(blocks.stream().flatMap(each -> each.samples().stream()).toList());
    }

    private List<KeptDay> days(List<SignedReadings> blocks, Random random) {
        var byDay = new TreeMap<LocalDate, List<KeptBlock>>();
        for (SignedReadings block : blocks) {
            block.samples().stream()
                    .map(sample -> LocalDate.ofInstant(sample.time(), ZoneOffset.UTC))
                    .distinct()
                    .forEach(day ->
                            byDay.computeIfAbsent(day, _ -> new ArrayList<>())
                                    .add(new KeptBlock(block.statement(), record(block))));
        }
        var days = new ArrayList<KeptDay>();
        byDay.forEach((day, kept) -> {
            var bucket =
                    new BucketDocument(new BucketId(LOGGER, day), 1, 0, kept, Optional.empty());
            Set<ThermalRule> rules =
                    random.nextBoolean() ? Set.of(ToyWorld.RULE, OTHER) : Set.of(ToyWorld.RULE);
            days.add(
                    new KeptDay(
                            bucket.with(KeptDay.digest(bucket, rules, world)),
                            world,
                            random.nextInt(4) > 0));
        });
        return days;
    }

    private static LogRecord record(SignedReadings block) {
        return new LogRecord(
                new LogPosition(new LogPartition(ToyWorld.TELEMETRY, 0), 0),
                ToyWorld.START,
                Optional.empty(),
                Optional.of(Bytes.of(block.statement().getBytes(StandardCharsets.UTF_8))),
                List.of());
    }
}
