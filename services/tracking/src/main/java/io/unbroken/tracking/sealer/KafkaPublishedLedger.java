package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// Reads the topic of checkpoints up to its end. What is not of our log, strangers have written, and it is passed over.
public final class KafkaPublishedLedger implements PublishedLedger {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final VerifierKey key;

    /// @param consumers makes a consumer without a group
    public KafkaPublishedLedger(
            Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
            String topic,
            VerifierKey key) {
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, 0);
        this.key = key;
    }

    @Override
    public void read(Consumer<Entry> each) {
        var seals = new Seals(key);
        try (var consumer = consumers.get()) {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
            consumer.seek(partition, consumer.beginningOffsets(only).getOrDefault(partition, 0L));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    entry(seals, record).ifPresent(each);
                }
            }
        }
    }

    private static Optional<Entry> entry(Seals seals, ConsumerRecord<byte[], byte[]> record) {
        Header heads = record.headers().lastHeader(Seals.HEADS_HEADER);
        Header proof = record.headers().lastHeader(Seals.PROOF_HEADER);
        if (record.value() == null || heads == null || proof == null) {
            return Optional.empty();
        }
        try {
            Heads entry = seals.take(record.value(), heads.value(), proof.value());
            Note note = Note.parse(record.value());
            return Optional.of(new Entry(note, Checkpoint.parse(note.text()), entry));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
