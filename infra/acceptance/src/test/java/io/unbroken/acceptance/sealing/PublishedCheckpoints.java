package io.unbroken.acceptance.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Everything on `checkpoints.v1`, each compared with all before it.
///
/// @param notes the notes in the order of their publication
/// @param seals what a follower knows at the end
record PublishedCheckpoints(List<Note> notes, Seals seals) {

    private static final TopicPartition TOPIC =
            new TopicPartition(TopicCatalogue.CHECKPOINTS.name(), 0);

    static PublishedCheckpoints verified(Brokers brokers, VerifierKey log) {
        var seals = new Seals(log);
        var notes = new ArrayList<Note>();
        // The master tree after each entry, and the heads so far: what must only grow.
        var trees = new ArrayList<>(List.of(Frontier.EMPTY));
        var entries = new ArrayList<Heads>();
        Map<TreeName, Head> heads = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(brokers)) {
            Heads entry =
                    seals.take(
                            record.value(),
                            record.headers().lastHeader(Seals.HEADS_HEADER).value(),
                            record.headers().lastHeader(Seals.PROOF_HEADER).value());
            Note note = Note.parse(record.value());
            notes.add(note);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            int size = (int) checkpoint.size();
            assertThat(size).as("no gap").isLessThanOrEqualTo(entries.size() + 1);
            if (size == entries.size() + 1) {
                entries.add(entry);
                trees.add(trees.getLast().append(Hash.leaf(entry.bytes())));
                entry.heads()
                        .forEach(head -> {
                            Head before = heads.put(head.tree(), head);
                            assertThat(before == null || before.size() <= head.size()).isTrue();
                        });
            }
            assertThat(entry).isEqualTo(entries.get(size - 1));
            assertThat(checkpoint.root()).isEqualTo(trees.get(size).root());
        }
        return new PublishedCheckpoints(notes, seals);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Brokers brokers) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        brokers.client(Map.of("auto.offset.reset", "earliest")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
            while (consumer.position(TOPIC) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
