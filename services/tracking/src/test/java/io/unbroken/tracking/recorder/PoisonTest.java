package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.tracking.authentication.KnownKeys;
import io.unbroken.tracking.authentication.LogAuthenticator;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.log.LogRecords;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// As many poison records as good ones, in any order, in every partition: `-Dunbroken.poison=` of each.
///
/// Time is what the recorder's thread computed, so that a busy machine changes nothing; its minutes pass each second, so that
/// what may become readable later is tried again and again meanwhile.
final class PoisonTest {

    private static final int GOOD = Integer.getInteger("unbroken.poison", 2_000);
    private static final int EVENTS_OF_A_JOURNEY = 8;
    private static final int MINUTE_EVERY_SECOND = 60;
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(1);

    private final Random random = new Random(1);
    private final Map<LogPartition, List<LogRecord>> log = new TreeMap<>();
    private final Set<String> poison = new TreeSet<>();
    private final Set<String> good = new TreeSet<>();
    private final MemoryStore store = new MemoryStore(this::now);

    @Test
    void poison_is_put_aside_and_holds_nothing_up() {
        // given
        Authenticator authenticator = writeLog();
        var recorder =
                new Recorder(
                        new MemoryLog(log, _ -> true, random),
                        store,
                        authenticator,
                        new HistoryModel(),
                        _ -> {},
                        new Deaf(),
                        this::now,
                        TopicCatalogue.TELEMETRY.name());
        var held = new Held();

        // when
        while (!(recorder.step() instanceof Recorder.Step.Idle) || !held.waiting().isEmpty()) {
            held.look();
            store.settle();
        }

        // then
        System.out.printf(
                "%d good and %d poison records in %d partitions: %d ms of computing, no partition held up for more than %d ms%n",
                good.size(),
                poison.size(),
                log.size(),
                computed().toMillis() - held.begun.toMillis(),
                held.longest.toMillis());
        assertThat(store.quarantined().keySet()).isEqualTo(poison);
        assertThat(applied()).isEqualTo(good);
        assertThat(held.longest).isLessThan(LONGEST_HOLD);
    }

    /// How long each partition with something to read stood still.
    private final class Held {
        private final Duration begun = computed();
        private final Map<LogPartition, Long> reached = new TreeMap<>();
        private final Map<LogPartition, Duration> since = new TreeMap<>();
        private Duration longest = Duration.ZERO;

        void look() {
            Duration now = computed();
            for (LogPartition partition : waiting()) {
                long next = next(partition);
                if (reached.getOrDefault(partition, -1L) == next) {
                    Duration stood = now.minus(since.getOrDefault(partition, now));
                    longest = stood.compareTo(longest) > 0 ? stood : longest;
                } else {
                    reached.put(partition, next);
                    since.put(partition, now);
                }
            }
        }

        private List<LogPartition> waiting() {
            return log.entrySet().stream()
                    .filter(entry -> next(entry.getKey()) < entry.getValue().size())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private long next(LogPartition partition) {
            var progress = store.progress.get(partition);
            return progress == null ? 0 : progress.next();
        }
    }

    private Authenticator writeLog() {
        var world = new World();
        for (int told = 0, number = 1; told < GOOD; number++) {
            int events = Math.min(EVENTS_OF_A_JOURNEY, GOOD - told);
            new Journey(world, number, 1).tell(events);
            told += events;
        }
        List<LogRecord> said =
                Stream.concat(
                                Stream.of(PartyKind.values()).map(TopicCatalogue::events),
                                Stream.of(TopicCatalogue.TELEMETRY))
                        .flatMap(topic -> world.log().records(topic.name()).stream())
                        .map(LogRecords::of)
                        .toList();
        for (LogRecord record : said) {
            boolean before = random.nextBoolean();
            if (before) {
                poison.add(append(poisoned(record)));
            }
            good.add(append(record));
            if (!before) {
                poison.add(append(poisoned(record)));
            }
        }
        var keys =
                KnownKeys.of(
                        new RegistrationReader(world.schemas(), world.trust().root()),
                        world.log().records(TopicCatalogue.KEYS.name()).stream()
                                .map(LogRecords::wire)
                                .toList());
        return new RememberingAuthenticator(
                new LogAuthenticator(
                        keys,
                        KnownKeys.profiles(
                                keys,
                                new ProfileReader(world.schemas()),
                                world.log().records(TopicCatalogue.PROFILES.name()).stream()
                                        .map(LogRecords::wire)
                                        .toList()),
                        new EventReader(world.schemas()),
                        new TelemetryReader(world.schemas())));
    }

    private String append(LogRecord record) {
        List<LogRecord> partition =
                log.computeIfAbsent(record.position().partition(), _ -> new ArrayList<>());
        var position = new LogPosition(record.position().partition(), partition.size());
        partition.add(LogRecords.at(position, record));
        return position.id();
    }

    // Nine kinds of what nobody can read or attribute.
    private LogRecord poisoned(LogRecord record) {
        byte[] value = record.value().orElseThrow().array();
        return switch (random.nextInt(9)) {
            case 0 -> with(record, Optional.empty(), record.headers());
            case 1 -> with(record, bytes(new byte[0]), record.headers());
            case 2 -> with(record, bytes(noise()), record.headers());
            case 3 -> with(record, bytes(flipped(value)), record.headers());
            case 4 ->
                    with(
                            record,
                            bytes(Arrays.copyOf(value, random.nextInt(value.length))),
                            record.headers());
            case 5 -> with(record, record.value(), List.of());
            case 6 -> with(record, record.value(), otherHeader(record, "ub-signature"));
            // May be readable one day, and is tried again and again.
            case 7 -> with(record, record.value(), otherHeader(record, "ub-key"));
            default -> with(record, bytes(anotherSchema(value)), record.headers());
        };
    }

    private List<LogHeader> otherHeader(LogRecord record, String name) {
        return record.headers().stream()
                .map(header ->
                        header.name().equals(name)
                                ? new LogHeader(
                                        name,
                                        bytes(
                                                "%064x"
                                                        .formatted(random.nextLong() >>> 1)
                                                        .substring(
                                                                64
                                                                        - header.value()
                                                                                        .orElseThrow()
                                                                                        .size()
                                                                                % 65)
                                                        .getBytes(StandardCharsets.US_ASCII)))
                                : header)
                .toList();
    }

    private static byte[] anotherSchema(byte[] value) {
        byte[] changed = value.clone();
        changed[4] ^= 0x7f;
        return changed;
    }

    private byte[] flipped(byte[] value) {
        byte[] changed = value.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(4_000)];
        random.nextBytes(noise);
        return noise;
    }

    private static Optional<Bytes> bytes(byte[] bytes) {
        return Optional.of(Bytes.of(bytes));
    }

    private static LogRecord with(
            LogRecord record, Optional<Bytes> value, List<LogHeader> headers) {
        return new LogRecord(record.position(), record.recordTime(), record.key(), value, headers);
    }

    private Set<String> applied() {
        var applied = new TreeSet<String>();
        store.journeys.values().stream()
                .flatMap(journey -> journey.inbox().stream())
                .forEach(kept -> applied.add(kept.record().position().id()));
        store.buckets.values().stream()
                .flatMap(bucket -> bucket.blocks().stream())
                .forEach(kept -> applied.add(kept.record().position().id()));
        return applied;
    }

    private Instant now() {
        return ToyWorld.START.plus(computed().multipliedBy(MINUTE_EVERY_SECOND));
    }

    private static Duration computed() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
