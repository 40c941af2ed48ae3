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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what parties said in the last days and then for ever, in a thread of its own. What is not authentic says nothing.
///
/// Nothing ends it but [#stop()]: whatever fails is logged, counted and told by [#course()], and all is read again, after a pause that grows if
/// nobody expected it. A record that cannot be taken costs nothing but itself.
public final class EventsFollower {

    private static final Logger LOG = LoggerFactory.getLogger(EventsFollower.class);

    private static final Duration POLL = Duration.ofMillis(200);

    /// How often the brokers are asked how far the log goes, which also proves that they can be heard.
    private static final Duration ASK = Duration.ofSeconds(2);

    /// After a failure all is read again; brokers need a moment.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// After many failures in a row that nobody expected; what does not mend itself should not keep a processor busy.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);

    private final Reading reading;
    private final Listening listener;
    private final EventReader events;
    private final RegistrationReader registrations;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong passedOver = new AtomicLong();
    private volatile Instant heard = Instant.EPOCH;
    private volatile Optional<String> trouble = Optional.empty();
    private Duration pause = PAUSE;

    /// How it goes.
    ///
    /// @param alive whether it reads at all
    /// @param heard when it had read everything last; the epoch if it never has
    /// @param failures how often reading broke off since the start
    /// @param passedOver records that could not be taken
    /// @param trouble why reading broke off last, while it has not got to the end again
    record Course(
            boolean alive,
            Instant heard,
            long failures,
            long passedOver,
            Optional<String> trouble) {}

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

    String name() {
        return reading.name();
    }

    Course course() {
        return new Course(thread.isAlive(), heard, failures.get(), passedOver.get(), trouble);
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
                failed(away, PAUSE);
            } catch (RuntimeException unexpected) {
                LOG.error(
                        "Reading the log for {} broke off and begins again. Please report this.",
                        reading.name(),
                        unexpected);
                failed(unexpected, pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }

    private void failed(RuntimeException why, Duration rest) {
        failures.incrementAndGet();
        trouble = Optional.of(why.getClass().getSimpleName());
        try {
            if (stopping.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopped while waiting to read the log again.");
            }
        } catch (InterruptedException interrupted) {
            stopping.countDown();
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
                heard = clock.instant();
                trouble = Optional.empty();
                pause = PAUSE;
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
        LogRecord entry = LogRecord.of(record);
        try {
            if (events.read(entry, ring) instanceof EventResult.Authentic authentic) {
                listener.take(authentic.event(), entry.recordTime());
            }
        } catch (KafkaException | RegistryUnavailable away) {
            throw away;
        } catch (RuntimeException unexpected) {
            passedOver.incrementAndGet();
            LOG.error(
                    "{} passes over offset {} of {}, which it cannot take. Please report this.",
                    reading.name(),
                    record.offset(),
                    new TopicPartition(record.topic(), record.partition()),
                    unexpected);
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }
}
