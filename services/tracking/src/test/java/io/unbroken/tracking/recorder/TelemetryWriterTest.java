package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.TelemetryWriter.Written;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.DayDigest;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// How blocks come into their days, what a day may hold, and what its digest says without reading it again.
final class TelemetryWriterTest {

    private static final int MOST_BYTES = Rederivation.MOST_BYTES;
    private static final CoiId JOURNEY = ToyWorld.coi(1);
    private static final LoggerId LOGGER = new LoggerId("L0-x");
    private static final BucketId DAY = new BucketId(LOGGER, LocalDate.parse("2026-11-01"));

    private final ToyLog log = new ToyLog();
    private final SimulatedLog.Eyes eyes = log.eyes();
    private final AskedAuthenticator authenticator = new AskedAuthenticator(eyes);
    private final InstantSource clock = InstantSource.fixed(ToyWorld.START);
    private final MemoryStore store = new MemoryStore(clock);
    private final TelemetryWriter writer = writer(store);

    @Test
    void a_batch_without_readings_concerns_nobody() {
        Written written = writer.write(ToyLog.sorted(log.events("1 101 7 1"), authenticator));

        assertThat(written).isEqualTo(new Written(Telling.Told.NOBODY, List.of()));
    }

    @Test
    void a_block_is_kept_once_where_it_stood_first_on_the_log() {
        List<LogRecord> first = log.readings("L0-x 0 500");
        write(writer, first);
        BucketDocument before = day();

        write(writer, log.readings("L0-x 0 500"));

        assertThat(day()).isSameAs(before);
        assertThat(before.blocks()).extracting(KeptBlock::record).containsExactlyElementsOf(first);
    }

    @Test
    void a_day_may_hold_as_much_as_its_limit_and_no_byte_more() {
        write(writer, log.readings(block(0, MOST_BYTES - 100)));
        write(writer, log.readings(block(1, 100)));

        Written full = write(writer, log.readings(block(2, 20)));

        assertThat(day().blocks()).hasSize(2);
        assertThat(full.refused())
                .extracting(QuarantinedRecord::reason, QuarantinedRecord::retriable)
                .containsExactly(tuple("BUCKET_FULL", false));
        assertThat(store.quarantined().values()).containsExactlyElementsOf(full.refused());
    }

    @Test
    void what_does_not_fit_leaves_room_for_what_does() {
        List<LogRecord> records =
                log.readings(
                        block(0, MOST_BYTES - 1_000),
                        block(1, MOST_BYTES / 2),
                        block(2, 900),
                        block(3, 100),
                        block(4, 20));

        Written written = write(writer, records);

        assertThat(day().blocks())
                .extracting(KeptBlock::record)
                .containsExactly(records.get(0), records.get(2), records.get(3));
        assertThat(written.refused())
                .extracting(QuarantinedRecord::record)
                .containsExactly(records.get(1), records.get(4));
    }

    @Test
    void a_block_that_comes_twice_takes_room_once() {
        String most = block(0, MOST_BYTES - 100);
        write(writer, log.readings(most, most));

        Written written = write(writer, log.readings(most, block(1, 100)));

        assertThat(written.refused()).isEmpty();
        assertThat(day().blocks()).hasSize(2);
    }

    @Test
    void readings_that_go_on_tell_nothing_new_unless_some_of_them_were_not_kept() {
        bind();
        write(writer, log.readings(block(0, MOST_BYTES - 100)));

        Written goesOn = write(writer, log.readings(block(1, 20)));
        Written misses = write(writer, log.readings(block(2, 200), block(3, 20)));

        assertThat(goesOn.told().affected()).isEmpty();
        assertThat(misses.refused()).hasSize(1);
        assertThat(misses.told().affected()).containsExactly(JOURNEY);
    }

    @Test
    void what_another_writer_put_into_the_day_meanwhile_is_kept() {
        var meeting = new Between(store);
        meeting.before.add(() -> write(writer, log.readings("L0-x 5 510")));

        write(writer(meeting), log.readings("L0-x 0 500"));

        assertThat(day().blocks()).hasSize(2);
        assertThat(digest().hours().getFirst().count()).isEqualTo(2);
    }

    @Test
    void a_store_that_always_has_another_version_ends_in_a_conflict() {
        var losing =
                new ForwardingStore(store) {
                    @Override
                    public Set<BucketId> replaceBuckets(
                            Collection<Replacement<BucketDocument>> next) {
                        return next.stream()
                                .map(each -> each.after().id())
                                .collect(Collectors.toSet());
                    }
                };

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> write(writer(losing), log.readings("L0-x 0 500")))
                .withMessageContaining("telemetry");
    }

    @Test
    void a_days_digest_says_what_its_readings_come_to_by_the_rules_that_watch_it() {
        bind();

        write(writer, log.readings("L0-x 0 500 700"));

        assertThat(digest().hours()).containsExactly(new DayDigest.Hour(22, 2, 1_200, 500, 700));
        assertThat(digest().segments()).containsOnlyKeys(ToyWorld.RULE);
    }

    @Test
    void a_digest_goes_on_without_reading_the_blocks_before_again() {
        bind();
        List<LogRecord> before = log.readings("L0-x 0 500");
        write(writer, before);
        authenticator.asked.clear();

        write(writer, log.readings("L0-x 10 700"));

        assertThat(authenticator.asked).doesNotContain(before.getFirst().position());
        assertThat(digest())
                .isEqualTo(KeptDay.digest(day(), List.of(ToyWorld.RULE), eyes).orElseThrow());
        assertThat(digest().hours().getFirst().count()).isEqualTo(2);
    }

    @Test
    void readings_before_the_end_of_a_day_let_it_be_read_again() {
        List<LogRecord> later = log.readings("L0-x 10 700");
        write(writer, later);
        authenticator.asked.clear();

        write(writer, log.readings("L0-x 0 500"));

        assertThat(authenticator.asked).contains(later.getFirst().position());
        assertThat(digest().hours().getFirst().count()).isEqualTo(2);
    }

    @Test
    void a_digest_by_other_keys_does_not_go_on() {
        List<LogRecord> before = log.readings("L0-x 0 500");
        write(writer, before);
        eyes.keys = SimulatedLog.REVOCATION;
        authenticator.asked.clear();

        write(writer, log.readings("L0-x 10 700"));

        assertThat(authenticator.asked).contains(before.getFirst().position());
        assertThat(digest().changes()).isEqualTo(eyes.changes());
        assertThat(day().keys()).isEqualTo(SimulatedLog.REVOCATION);
    }

    @Test
    void a_day_with_a_block_that_cannot_be_believed_any_more_has_no_digest() {
        write(writer, log.readings("-L0-x 0 500"));
        eyes.keys = SimulatedLog.REVOCATION;

        write(writer, log.readings("L0-x 10 700"));

        assertThat(day().blocks()).hasSize(2);
        assertThat(day().digest()).isEmpty();
    }

    /// Before each replacement of buckets, the next of some things happens.
    private static final class Between extends ForwardingStore {
        final Deque<Runnable> before = new ArrayDeque<>();

        Between(Store store) {
            super(store);
        }

        @Override
        public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
            if (!before.isEmpty()) {
                before.remove().run();
            }
            return super.replaceBuckets(next);
        }
    }

    private TelemetryWriter writer(Store through) {
        return new TelemetryWriter(through, authenticator, clock);
    }

    private Written write(TelemetryWriter by, List<LogRecord> records) {
        Sorted batch = ToyLog.sorted(records, eyes);
        return by.write(batch);
    }

    /// One reading of 5 °C, in so many bytes.
    private static String block(int minute, int bytes) {
        String before = "L0-x %d ".formatted(minute);
        return before + "0".repeat(bytes - before.length() - 3) + "500";
    }

    private void bind() {
        var binding = new Binding(JOURNEY, ToyWorld.START, Optional.empty(), ToyWorld.RULE);
        var bound = new LoggerDocument(LOGGER, 1, Set.of(binding), Set.of(), Optional.empty());
        assertThat(store.replaceLoggers(List.of(new Replacement<>(0, bound)))).isEmpty();
    }

    private BucketDocument day() {
        return store.buckets(Set.of(DAY)).values().iterator().next();
    }

    private DayDigest digest() {
        return day().digest().orElseThrow();
    }
}
