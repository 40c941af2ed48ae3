package io.unbroken.tracking.authentication;

import io.unbroken.schemas.catalogue.Topic;
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

/// Reads a topic of statements from its beginning and then for ever, in a thread of its own.
public final class StatementFollower {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFollower.class);

    /// Short enough that a shutdown is not noticed.
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    /// After a failure (the registry away, the topic not yet created) everything is read again.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// It writes nothing, so nothing is lost if it is still waiting for brokers that are away.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final TopicPartition partition;
    private final Statements statements;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread;
    private volatile boolean stopping;

    private StatementFollower(
            Topic topic, Statements statements, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.partition = new TopicPartition(topic.name(), 0);
        this.statements = statements;
        this.consumers = consumers;
        this.thread = Thread.ofPlatform().daemon().name(topic.name()).unstarted(this::run);
    }

    /// What the root says of keys.
    ///
    /// @param consumers makes a consumer without a group
    public static StatementFollower of(
            RegisteredKeys keys, Supplier<Consumer<byte[], byte[]>> consumers) {
        return new StatementFollower(TopicCatalogue.KEYS, keys, consumers);
    }

    /// What manufacturing parties say of their products' rules.
    ///
    /// @param consumers makes a consumer without a group
    public static StatementFollower of(
            PublishedProfiles profiles, Supplier<Consumer<byte[], byte[]>> consumers) {
        return new StatementFollower(TopicCatalogue.PROFILES, profiles, consumers);
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
                LOG.warn(
                        "{} cannot be read and is read again in {}.",
                        partition.topic(),
                        PAUSE,
                        failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        consumer.seek(partition, 0);
        long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
                statements.take(LogRecord.of(record), record.offset());
            }
            if (!statements.complete() && consumer.position(partition) >= end) {
                statements.readToItsEnd();
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
