package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.StatusReader;
import io.unbroken.schemas.wire.StatusResult;
import io.unbroken.schemas.wire.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the topic of statuses in a thread of its own, and brings the alerts of each journey up to date.
///
/// A recorder publishes the status of each journey of a batch after it has written the journey and before it moves its progress, again if it
/// was killed in between. The group's offsets are committed here after what follows was told. So no version goes unheard, each is looked at
/// by one instance, and what is heard twice changes nothing.
public final class AlertFollower {

    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);

    /// Short enough that a shutdown is not noticed.
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// The namespace in force is known within a second. Of what is not there by then the store lost its newest versions, and the recorder
    /// writes and publishes them again.
    private static final Duration LONGEST_BEHIND = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// A journey takes milliseconds.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final AlertWriter writer;
    private final StatusReader reader;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().daemon().name("alerts").unstarted(this::run);
    private volatile boolean stopping;

    /// @param consumers makes a consumer with a group, that begins at the first record
    public AlertFollower(
            AlertWriter writer,
            StatusReader reader,
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            InstantSource clock) {
        this.writer = writer;
        this.reader = reader;
        this.consumers = consumers;
        this.topic = topic;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        stopping = true;
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (var consumer = consumers.get()) {
                consumer.subscribe(List.of(topic));
                while (!stopping) {
                    follow(consumer);
                }
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Alerts wait, and go on in {} where they were. Check broker, registry and store.",
                        PAUSE,
                        failure);
                if (!pause(PAUSE)) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        var newest = new LinkedHashMap<CoiId, Long>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (reader.read(LogRecord.of(record))) {
                case StatusResult.Current(var status) ->
                        newest.merge(status.coi(), status.version(), Math::max);
                case Unreadable unreadable ->
                        LOG.warn(
                                "{} of {} is no status and is passed over: {}",
                                record.offset(),
                                record.topic(),
                                unreadable.reason());
            }
        }
        bring(newest);
        if (!stopping || newest.isEmpty()) {
            consumer.commitSync();
        }
    }

    /// Empties the map, but for what is not there in time.
    private void bring(Map<CoiId, Long> newest) {
        Instant end = clock.instant().plus(LONGEST_BEHIND);
        do {
            newest.entrySet().removeIf(each -> writer.bring(each.getKey(), each.getValue()));
        } while (!newest.isEmpty()
                && !stopping
                && clock.instant().isBefore(end)
                && pause(BETWEEN_LOOKS));
    }

    private static boolean pause(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
