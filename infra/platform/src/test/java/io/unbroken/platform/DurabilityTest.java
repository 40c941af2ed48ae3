package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was acknowledged is there after the process was killed.
final class DurabilityTest {
    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final int STORE_KILLS = 4;
    private static final int WRITERS = 4;
    private static final int RECORDS = 2_000;

    @Test
    void a_killed_broker_keeps_its_topics_and_every_acknowledged_record() throws Exception {
        // given
        var topic = "durability";
        try (var admin = Admin.create(PLATFORM.brokers().client())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        try (var producer =
                new KafkaProducer<>(
                        PLATFORM.brokers().client(Map.of("acks", "all")),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (var number = 0; number < RECORDS; number++) {
                var value = Integer.toString(number);
                var _ =
                        producer.send(
                                new ProducerRecord<>(topic, value),
                                (_, failure) -> {
                                    if (failure == null) {
                                        acknowledged.add(value);
                                    }
                                });
            }
            producer.flush();
        }

        // when
        PLATFORM.killBroker();
        PLATFORM.restartBroker();

        // then
        assertThat(acknowledged).hasSize(RECORDS);
        assertThat(read(topic)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void a_killed_store_keeps_every_acknowledged_write_and_its_indexes() throws Exception {
        var acknowledged = ConcurrentHashMap.<Integer>newKeySet();
        var next = new AtomicInteger();
        for (var round = 0; round < STORE_KILLS; round++) {
            // given
            var reached = new CompletableFuture<Void>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var writer = 0; writer < WRITERS; writer++) {
                    var _ = threads.submit(() -> writeUntilRefused(next, acknowledged, reached));
                }

                // when
                reached.get(60, TimeUnit.SECONDS);
                PLATFORM.killStore();
            }
            PLATFORM.restartStore();

            // then
            try (var client = MongoClients.create(PLATFORM.mongoUri())) {
                var documents = client.getDatabase("durability").getCollection("writes");
                var found = new HashSet<Integer>();
                documents.find().forEach(document -> found.add(document.getInteger("_id")));
                assertThat(found).as("after kill %d", round + 1).containsAll(acknowledged);
                assertThat(found)
                        .allSatisfy(id ->
                                assertThat(
                                                documents
                                                        .find(new Document("label", "label-" + id))
                                                        .first())
                                        .as("through the unique index")
                                        .isNotNull());
                var unacknowledged = new HashSet<>(found);
                unacknowledged.removeAll(acknowledged);
                assertThat(unacknowledged)
                        .as("at most what was under way")
                        .hasSizeLessThanOrEqualTo(WRITERS * (round + 1));
            }
        }
    }

    @Test
    void a_restarted_registry_keeps_subjects_and_their_ids() throws Exception {
        // given
        var body =
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Kept\\\",\\\"fields\\\":[]}\"}";
        var registered = post("/subjects/durability-value/versions", body);

        // when
        PLATFORM.kill(Part.REGISTRY);
        PLATFORM.restart(Part.REGISTRY);

        // then
        assertThat(registered).contains("\"id\"");
        assertThat(post("/subjects/durability-value/versions", body)).isEqualTo(registered);
    }

    private static void writeUntilRefused(
            AtomicInteger next, Set<Integer> acknowledged, CompletableFuture<Void> reached) {
        var address = PLATFORM.mongoUri() + "/?serverSelectionTimeoutMS=2000&retryWrites=false";
        try (var client = MongoClients.create(address)) {
            var documents = client.getDatabase("durability").getCollection("writes");
            documents.createIndex(Indexes.ascending("label"), new IndexOptions().unique(true));
            var target = acknowledged.size() + 500;
            while (true) {
                write(documents, next.getAndIncrement(), acknowledged);
                if (acknowledged.size() >= target) {
                    reached.complete(null);
                }
            }
        } catch (MongoException killed) {
            reached.complete(null);
        }
    }

    private static void write(
            MongoCollection<Document> documents, int id, Set<Integer> acknowledged) {
        documents.insertOne(
                new Document("_id", id)
                        .append("label", "label-" + id)
                        .append("filler", "x".repeat(300)));
        acknowledged.add(id);
    }

    private static List<String> read(String topic) {
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        PLATFORM.brokers().client(Map.of("auto.offset.reset", "earliest")),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static String post(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(PLATFORM.registryUrl() + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
