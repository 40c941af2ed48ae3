package io.unbroken.benchmarks.baseline;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.ingest.UnsignedEvents;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One document an event: what a listener that saves each event with Spring Data does. No signature is verified, no history derived.
final class SpringDataRun {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final Stand stand;
    private final List<String> topics;

    SpringDataRun(Stand stand, List<String> topics) {
        this.stand = stand;
        this.topics = topics;
    }

    /// Runs it once, into an empty database.
    ///
    /// @return seconds from the first poll that gave records to the last commit
    double run(long records) {
        var events = new UnsignedEvents(stand.registry());
        try (MongoClient client = stand.store();
                var consumer =
                        stand.consumer(
                                Map.of(
                                        "group.id",
                                        "bench-" + UUID.randomUUID(),
                                        "auto.offset.reset",
                                        "earliest"))) {
            var template = new MongoTemplate(client, "bench-" + UUID.randomUUID());
            consumer.subscribe(topics);
            long saved = 0;
            long began = 0;
            while (saved < records) {
                long now = System.nanoTime();
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(LONGEST_POLL);
                if (polled.isEmpty()) {
                    continue;
                }
                began = saved == 0 ? now : began;
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    template.save(document(KafkaLogReader.read(record), events));
                }
                consumer.commitSync();
                saved += polled.count();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            template.getDb().drop();
            return seconds;
        }
    }

    private static EventDocument document(LogRecord record, Authenticator events) {
        if (!(events.event(record) instanceof Authentic(SignedEvent said))) {
            throw new IllegalStateException("expected good records only");
        }
        return new EventDocument(
                said.event().id().value(),
                said.event().coi().value(),
                said.event().fact().getClass().getSimpleName(),
                said.party().value(),
                said.event().by().value(),
                said.event().eventTime(),
                record.recordTime(),
                record.position().partition().topic(),
                record.position().partition().partition(),
                record.position().offset(),
                record.value().orElseThrow().array());
    }
}
