package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Publishes checkpoints to their topic, and finds there which was the last.
public final class KafkaCheckpointLog implements CheckpointLog {

    /// Among so many of the last records is one of ours, also if strangers could write to the topic or one was published again.
    private static final long LOOKED_THROUGH = 200;

    private static final Duration POLL = Duration.ofMillis(200);

    /// The producer gives up by itself before that.
    private static final long LONGEST_WAIT_SECONDS = 15;

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final VerifierKey key;

    /// @param consumers makes a consumer without a group
    /// @param key the log's
    public KafkaCheckpointLog(
            Producer<byte[], byte[]> producer,
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            VerifierKey key) {
        this.producer = producer;
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, 0);
        this.key = key;
    }

    @Override
    public Optional<Note> latest() {
        var own = new ArrayList<Note>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(begin, end - LOOKED_THROUGH));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    own(record.value()).ifPresent(own::add);
                }
            }
        }
        return own.stream()
                .max(Comparator.comparingLong(note -> Checkpoint.parse(note.text()).size()));
    }

    @Override
    public void publish(Published checkpoint) {
        var record =
                new ProducerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        key.name().getBytes(StandardCharsets.UTF_8),
                        checkpoint.note().bytes());
        record.headers().add(Seals.HEADS_HEADER, checkpoint.heads());
        record.headers()
                .add(Seals.PROOF_HEADER, checkpoint.proof().getBytes(StandardCharsets.US_ASCII));
        try {
            producer.send(record).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new KafkaException("the brokers did not take a checkpoint", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing a checkpoint", interrupted);
        }
    }

    private Optional<Note> own(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Note note = Note.parse(value);
            return key.standing(note) == VerifierKey.Standing.VALID
                    ? Optional.of(note)
                    : Optional.empty();
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
