package io.unbroken.benchmarks.telemetry;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One document a sample: what a listener that saves what it gets with Spring Data does, a batch of sixty in one call. No signature is
/// verified, nothing is judged.
final class SamplesRun {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final Stand stand;
    private final UnsignedReadings readings;

    SamplesRun(Stand stand) {
        this.stand = stand;
        this.readings = new UnsignedReadings();
    }

    /// Saves the first blocks of the topic into an empty database.
    ///
    /// @return samples a second, from the first poll that gave records
    double run(int blocks) {
        try (MongoClient client = stand.store();
                var consumer =
                        stand.consumer(
                                Map.of(
                                        "group.id",
                                        "bench-" + UUID.randomUUID(),
                                        "auto.offset.reset",
                                        "earliest"))) {
            var template = new MongoTemplate(client, "bench-" + UUID.randomUUID());
            consumer.subscribe(List.of(TopicCatalogue.TELEMETRY.name()));
            int saved = 0;
            long began = 0;
            while (saved < blocks) {
                long now = System.nanoTime();
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(LONGEST_POLL);
                if (polled.isEmpty()) {
                    continue;
                }
                began = saved == 0 ? now : began;
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    template.insertAll(documents(record.value()));
                }
                consumer.commitSync();
                saved += polled.count();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            template.getDb().drop();
            return saved * Measurements.SAMPLES / seconds;
        }
    }

    /// What such documents take, without any index.
    ///
    /// @return bytes of the mean document of a block
    double documentBytes(byte[] block) {
        try (MongoClient client = stand.store()) {
            var converter = new MongoTemplate(client, "bench").getConverter();
            return documents(block).stream()
                    .mapToInt(sample -> {
                        var document = new Document();
                        converter.write(sample, document);
                        return new RawBsonDocument(document, new DocumentCodec())
                                .getByteBuffer()
                                .remaining();
                    })
                    .average()
                    .orElseThrow();
        }
    }

    private List<SampleDocument> documents(byte[] value) {
        var block = readings.of(value);
        var documents = new ArrayList<SampleDocument>();
        for (Sample sample : block.samples()) {
            documents.add(
                    new SampleDocument(
                            block.logger() + "/" + sample.time(),
                            block.logger().value(),
                            sample.time(),
                            sample.temperature().hundredths() / 100.0));
        }
        return documents;
    }
}
