package io.unbroken.tracking.authentication;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topic of keys from its beginning and then for ever, in a thread of its own.
public final class KeyFollower {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    /// After a failure (the registry away, the topic not yet created) everything is read again.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// It writes nothing, so nothing is lost if it is still waiting for brokers that are away.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final RegisteredKeys keys;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread = Thread.ofPlatform().daemon().name("keys").unstarted(this::run);
    private volatile boolean stopping;

    /// @param consumers makes a consumer without a group
    public KeyFollower(RegisteredKeys keys, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.keys = keys;
        this.consumers = consumers;
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
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (RuntimeException failure) {
                LOG.warn("Keys cannot be read and are read again in {}.", PAUSE, failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(KEYS));
        consumer.seek(KEYS, 0);
        long end = consumer.endOffsets(List.of(KEYS)).getOrDefault(KEYS, 0L);
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
                keys.take(LogRecord.of(record), record.offset());
            }
            if (!keys.complete() && consumer.position(KEYS) >= end) {
                keys.readToItsEnd();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
