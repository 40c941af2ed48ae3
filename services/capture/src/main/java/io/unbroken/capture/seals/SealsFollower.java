package io.unbroken.capture.seals;

import io.unbroken.ledger.seals.Seals;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Follows the published checkpoints in a thread of its own, from the last that list all heads.
final class SealsFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SealsFollower.class);

    private static final TopicPartition CHECKPOINTS =
            new TopicPartition(TopicCatalogue.CHECKPOINTS.name(), 0);

    private static final Duration POLL = Duration.ofMillis(200);

    /// After a failure the last checkpoints are read again.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// It writes nothing, so nothing is lost if it is still waiting for brokers that are away.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /// So far back it reads more at each attempt, until it meets an entry with all heads.
    private static final int MORE = 4;

    private final Seals seals;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread = Thread.ofPlatform().daemon().name("seals").unstarted(this::run);
    private volatile boolean running;

    SealsFollower(Seals seals, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.seals = seals;
        this.consumers = consumers;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean told = false;
        while (running) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (RuntimeException failure) {
                if (!told) {
                    LOG.warn(
                            "Checkpoints cannot be read, and are tried again until they can. Devices keep what they sent.",
                            failure);
                    told = true;
                }
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> only = List.of(CHECKPOINTS);
        consumer.assign(only);
        long end = consumer.endOffsets(only).getOrDefault(CHECKPOINTS, 0L);
        long back = 2 * Seals.ALL_HEADS_EVERY;
        consumer.seek(CHECKPOINTS, Math.max(0, end - back));
        while (running) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            boolean more = !seals.complete() && end > back;
            if (more && consumer.position(CHECKPOINTS) >= end) {
                back *= MORE;
                consumer.seek(CHECKPOINTS, Math.max(0, end - back));
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Header heads = record.headers().lastHeader(Seals.HEADS_HEADER);
        Header proof = record.headers().lastHeader(Seals.PROOF_HEADER);
        if (record.value() == null || heads == null || proof == null) {
            return;
        }
        try {
            seals.take(record.value(), heads.value(), proof.value());
        } catch (IllegalArgumentException foreign) {
            LOG.warn(
                    "Offset {} of {} is no checkpoint of our log and is passed over: {}",
                    record.offset(),
                    CHECKPOINTS,
                    foreign.getMessage());
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
