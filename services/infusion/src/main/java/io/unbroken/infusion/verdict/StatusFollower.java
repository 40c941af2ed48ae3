package io.unbroken.infusion.verdict;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistryUnavailable;
import io.unbroken.schemas.wire.StatusReader;
import io.unbroken.schemas.wire.StatusResult;
import io.unbroken.schemas.wire.Unreadable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the statuses from the beginning and then for ever, in a thread of its own.
final class StatusFollower {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /// How often the brokers are asked how far the log goes, which also proves that they can be heard.
    private static final Duration ASK = Duration.ofSeconds(5);

    /// After a failure all is read again; brokers need a moment.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Statuses statuses;
    private final StatusReader reader;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("statuses").unstarted(this::run);

    StatusFollower(
            Statuses statuses, StatusReader reader, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.statuses = statuses;
        this.reader = reader;
        this.consumers = consumers;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join();
    }

    private void run() {
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (KafkaException | RegistryUnavailable away) {
                LOG.warn("Statuses cannot be read now and are read again: {}", away.getMessage());
                pause();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(TopicCatalogue.STATUS.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long asked = System.nanoTime();
        boolean confirmed = false;
        while (running()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            if (!confirmed && reached(consumer, ends)) {
                confirmed = true;
                statuses.heardAll();
            }
            if (confirmed && System.nanoTime() - asked > ASK.toNanos()) {
                ends = consumer.endOffsets(partitions);
                asked = System.nanoTime();
                confirmed = false;
            }
        }
    }

    private static boolean reached(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        switch (reader.read(LogRecord.of(record))) {
            case StatusResult.Current current -> statuses.take(current.status());
            case Unreadable unreadable ->
                    LOG.warn(
                            "A status at {}-{} {} cannot be read: {}",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            unreadable.detail());
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopped while waiting to read the statuses again.");
            }
        } catch (InterruptedException interrupted) {
            stopping.countDown();
        }
    }
}
