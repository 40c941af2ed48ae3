package io.unbroken.capture.following;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.EventResult;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.RegistryUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what parties said in the last days and then for ever, in a thread of its own. What is not authentic says nothing.
public final class EventsFollower {

    private static final Logger LOG = LoggerFactory.getLogger(EventsFollower.class);

    private static final Duration POLL = Duration.ofMillis(200);

    /// How often the brokers are asked how far the log goes, which also proves that they can be heard.
    private static final Duration ASK = Duration.ofSeconds(2);

    /// After a failure all is read again; brokers need a moment.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);

    private final Reading reading;
    private final Listening listener;
    private final EventReader events;
    private final RegistrationReader registrations;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /// What is read.
    ///
    /// @param since how far back it begins
    record Reading(String name, Set<PartyKind> kinds, Duration since) {
        Reading {
            kinds = Set.copyOf(kinds);
        }
    }

    EventsFollower(
            Reading reading,
            Listening listener,
            EventReader events,
            RegistrationReader registrations,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Clock clock) {
        this.reading = reading;
        this.listener = listener;
        this.events = events;
        this.registrations = registrations;
        this.consumers = consumers;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(reading.name()).unstarted(this::run);
    }

    /// Begins to read.
    public void start() {
        thread.start();
    }

    /// Reads no more, and waits for that.
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join();
    }

    private void run() {
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer, keys(consumer));
            } catch (KafkaException | RegistryUnavailable away) {
                LOG.warn(
                        "The log cannot be read for {} now and is read again: {}",
                        reading.name(),
                        away.getMessage());
                pause();
            }
        }
    }

    private KeyRing keys(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(KEYS));
        consumer.seekToBeginning(List.of(KEYS));
        long end = consumer.endOffsets(List.of(KEYS)).getOrDefault(KEYS, 0L);
        KeyRing ring = KeyRing.empty();
        while (running() && consumer.position(KEYS) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                ring = with(ring, record);
            }
        }
        return ring;
    }

    private KeyRing with(KeyRing ring, ConsumerRecord<byte[], byte[]> record) {
        return registrations.read(LogRecord.of(record))
                        instanceof RegistrationResult.Authentic authentic
                ? ring.with(authentic.statement())
                : ring;
    }

    /// Until the service stops, or until what is known of keys changes: then all is to be judged anew.
    private void follow(Consumer<byte[], byte[]> consumer, KeyRing ring) {
        listener.begin(ring);
        List<TopicPartition> all = partitions(consumer);
        long known = consumer.position(KEYS);
        seek(consumer, all, known);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long asked = System.nanoTime();
        boolean confirmed = false;
        while (running()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!record.topic().equals(KEYS.topic())) {
                    take(record, ring);
                } else if (!with(ring, record).equals(ring)) {
                    return;
                }
            }
            if (!confirmed && reached(consumer, ends)) {
                confirmed = true;
                listener.heardAll();
            }
            if (confirmed && System.nanoTime() - asked > ASK.toNanos()) {
                ends = consumer.endOffsets(consumer.assignment());
                asked = System.nanoTime();
                confirmed = false;
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return reading.kinds().stream()
                .map(kind -> TopicCatalogue.events(kind).name())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void seek(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long knownKeys) {
        var all = new ArrayList<>(partitions);
        all.add(KEYS);
        consumer.assign(all);
        consumer.seek(KEYS, knownKeys);
        long since = clock.instant().minus(reading.since()).toEpochMilli();
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp found = first.get(partition);
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        }
    }

    private static boolean reached(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record, KeyRing ring) {
        if (events.read(LogRecord.of(record), ring) instanceof EventResult.Authentic authentic) {
            listener.take(authentic.event());
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopped while waiting to read the log again.");
            }
        } catch (InterruptedException interrupted) {
            stopping.countDown();
        }
    }
}
