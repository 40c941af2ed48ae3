package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The log of a simulation: what was acknowledged, the trees over it, and who can read what of it.
///
/// A line's first character says who can: `!` nobody, `?` who knows the late key, `~` everybody once the schema came, `-` who does not
/// know that its key was revoked, or knows that this was taken back.
final class SimulatedLog {

    private final World world;
    private final Map<LogPartition, List<LogRecord>> records = new TreeMap<>();
    private final Map<LogPartition, List<Frontier>> trees = new HashMap<>();
    private final Map<String, SignedEvent> events = new HashMap<>();
    private final Map<String, SignedReadings> readings = new HashMap<>();

    /// The topic of keys: a late key is registered, another is revoked, and that is withdrawn.
    static final int KEY = 1;

    static final int REVOCATION = 2;
    static final int WITHDRAWAL = 3;

    /// How much of it is out.
    int keys;

    /// How much of the topic of profiles is out.
    int editions;

    boolean schemaIsOut;

    SimulatedLog(World world) {
        this.world = world;
    }

    /// Makes the partition of this line.
    void create(World.Line line) {
        var at = new LogPartition(line.topic(), line.partition());
        records.computeIfAbsent(at, _ -> new ArrayList<>());
        trees.computeIfAbsent(at, _ -> new ArrayList<>(List.of(Frontier.EMPTY)));
    }

    void append(World.Line line, Instant recordTime) {
        var at = new LogPartition(line.topic(), line.partition());
        List<LogRecord> log = records.getOrDefault(at, List.of());
        var record =
                new LogRecord(
                        new LogPosition(at, log.size()),
                        recordTime,
                        Optional.empty(),
                        Optional.of(Bytes.of(line.text().getBytes(StandardCharsets.UTF_8))),
                        List.of());
        log.add(record);
        List<Frontier> tree = trees.getOrDefault(at, List.of());
        tree.add(tree.getLast().append(record.leaf()));
    }

    Map<LogPartition, List<LogRecord>> records() {
        return records;
    }

    Stream<LogRecord> all() {
        return records.values().stream().flatMap(List::stream);
    }

    /// The tree of the first records of a partition, computed from the log alone.
    Frontier tree(LogPartition partition, long size) {
        return trees.getOrDefault(partition, List.of()).get((int) size);
    }

    /// Somebody who reads, and learns of what is said of keys and of profiles at times of his own.
    final class Eyes implements Authenticator {

        int keys;
        int editions;
        private boolean knowsAll;

        @Override
        public Outcome<SignedEvent> event(LogRecord record) {
            String text = text(record);
            Optional<Unreadable<SignedEvent>> unreadable = unreadable(text);
            return unreadable.isPresent()
                    ? unreadable.get()
                    : new Authentic<>(events.computeIfAbsent(body(text), world::event));
        }

        @Override
        public Outcome<SignedReadings> readings(LogRecord record) {
            String text = text(record);
            Optional<Unreadable<SignedReadings>> unreadable = unreadable(text);
            return unreadable.isPresent()
                    ? unreadable.get()
                    : new Authentic<>(readings.computeIfAbsent(body(text), world::readings));
        }

        @Override
        public long revision() {
            return keys;
        }

        @Override
        public long changes() {
            return keys >= REVOCATION ? keys : 0;
        }

        @Override
        public KnownProfiles profiles() {
            return ToyEditions.known(keys, editions, changes());
        }

        private <T> Optional<Unreadable<T>> unreadable(String text) {
            return switch (text.charAt(0)) {
                case '!' -> Optional.of(new Unreadable<>("MALFORMED", "It is rubbish.", false));
                case '?' ->
                        keys >= KEY || knowsAll
                                ? Optional.empty()
                                : Optional.of(
                                        new Unreadable<>(
                                                "UNKNOWN_KEY", "Its key is unknown.", true));
                case '~' ->
                        schemaIsOut || knowsAll
                                ? Optional.empty()
                                : Optional.of(
                                        new Unreadable<>(
                                                "UNKNOWN_SCHEMA", "Its schema is unknown.", true));
                case '-' ->
                        keys != REVOCATION || knowsAll
                                ? Optional.empty()
                                : Optional.of(
                                        new Unreadable<>(
                                                "KEY_REVOKED", "Its key is revoked.", true));
                default -> Optional.empty();
            };
        }
    }

    /// Eyes that know all that is out.
    Eyes allKnowing() {
        var eyes = new Eyes();
        eyes.keys = keys;
        eyes.editions = editions;
        return eyes;
    }

    /// Eyes that read all that somebody will ever read.
    Eyes omniscient() {
        var eyes = new Eyes();
        eyes.knowsAll = true;
        return eyes;
    }

    private static String body(String text) {
        return "?~-".indexOf(text.charAt(0)) < 0 ? text : text.substring(1);
    }

    private static String text(LogRecord record) {
        return new String(record.value().orElseThrow().array(), StandardCharsets.UTF_8);
    }
}
