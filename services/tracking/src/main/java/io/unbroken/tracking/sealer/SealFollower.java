package io.unbroken.tracking.sealer;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.seals.Seals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the published checkpoints in a thread of its own, whoever seals, and tells of each that is new.
public final class SealFollower {

    private static final Logger LOG = LoggerFactory.getLogger(SealFollower.class);

    private static final Duration POLL = Duration.ofMillis(200);

    /// After a failure the last checkpoints are read again.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// It writes nothing, so nothing is lost if it is still waiting for brokers that are away.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /// So far back it reads more at each attempt, until it meets an entry with all heads.
    private static final int MORE = 4;

    private final Seals seals;
    private final Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final Consumer<NewCheckpoint> listener;
    private final Thread thread = Thread.ofPlatform().daemon().name("seals").unstarted(this::run);
    private volatile boolean stopping;

    /// A checkpoint that came while we listened.
    ///
    /// @param checkpoint its size
    /// @param sealed how many records of each tree that grew it covers, by the tree's name
    public record NewCheckpoint(long checkpoint, Map<String, Long> sealed) {}

    /// @param seals what is known; also without this, where checkpoints are read
    /// @param consumers makes a consumer without a group
    public SealFollower(
            Seals seals,
            Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
            String topic,
            Consumer<NewCheckpoint> listener) {
        this.seals = seals;
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, 0);
        this.listener = listener;
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
                follow(consumer);
            } catch (RuntimeException failure) {
                LOG.warn("Checkpoints cannot be read and are read again in {}.", PAUSE, failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
        long back = 2 * Seals.ALL_HEADS_EVERY;
        consumer.seek(partition, Math.max(begin, end - back));
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record, record.offset() >= end);
            }
            boolean more = !seals.complete() && end - back > begin;
            if (more && consumer.position(partition) >= end) {
                back *= MORE;
                consumer.seek(partition, Math.max(begin, end - back));
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, boolean tell) {
        long before = seals.size();
        Optional<Heads> taken = heads(record);
        if (tell && seals.size() > before) {
            taken.ifPresent(heads -> {
                var sealed = new LinkedHashMap<String, Long>();
                for (Head head : heads.heads()) {
                    sealed.put(head.tree().toString(), head.size());
                }
                listener.accept(new NewCheckpoint(seals.size(), sealed));
            });
        }
    }

    private Optional<Heads> heads(ConsumerRecord<byte[], byte[]> record) {
        Header heads = record.headers().lastHeader(Seals.HEADS_HEADER);
        Header proof = record.headers().lastHeader(Seals.PROOF_HEADER);
        if (record.value() == null || heads == null || proof == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(seals.take(record.value(), heads.value(), proof.value()));
        } catch (IllegalArgumentException foreign) {
            LOG.warn(
                    "{} of {} is no checkpoint of this log and is passed over: {}",
                    record.offset(),
                    partition,
                    foreign.getMessage());
            return Optional.empty();
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
