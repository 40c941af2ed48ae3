package io.unbroken.platform.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.Addresses;
import io.unbroken.platform.DataDirectory;
import io.unbroken.platform.Doors;
import io.unbroken.platform.Installation;
import io.unbroken.platform.Part;
import io.unbroken.platform.Platform;
import io.unbroken.platform.Ports;
import io.unbroken.platform.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the real broker makes of a record that the network held up: on this stands how the party services publish their chains.
class FrozenRecordTest {
    private static final int LIMIT_SECONDS = 60;
    private static final String TOPIC = "chains";

    @TempDir private Path data;
    private Platform platform;
    private Detour detour;

    @BeforeEach
    void start() throws Exception {
        var ports = Ports.free(Torture.PORTS);
        var doors = new Doors(ports.base() + 10, ports.base() + 11);
        detour = new Detour(ports.of(Part.BROKER), doors.broker());
        platform =
                Platform.on(
                        Installation.find(),
                        DataDirectory.open(data),
                        new Addresses(ports, Optional.empty()),
                        doors);
        platform.start(List.of(Part.BROKER), Progress.SILENT);
        try (var admin = Admin.create(platform.brokers().client())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() {
        detour.close();
        platform.close();
    }

    @Test
    void
            a_record_that_its_producer_sent_again_is_on_the_log_once_however_late_the_first_copy_comes()
                    throws Exception {
        try (var producer = producer()) {
            send(producer, "first");
            detour.cut(Manner.FROZEN);
            // Only a new connection gets it through.
            send(producer, "second");
            detour.heal();
            send(producer, "third");
        }

        assertThat(log(3)).containsExactly("first", "second", "third");
    }

    @Test
    void a_record_that_its_producer_gave_up_comes_after_what_another_one_sent_since()
            throws Exception {
        var given = producer();
        send(given, "first");
        detour.cut(Manner.FROZEN);
        var _ = given.send(new ProducerRecord<>(TOPIC, "given up"));
        awaitHeld();
        given.close(Duration.ZERO);
        try (var producer = producer()) {
            send(producer, "second");
        }
        detour.heal();

        assertThat(log(3)).containsExactly("first", "second", "given up");
    }

    private void awaitHeld() throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (detour.held() == 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(detour.held()).isPositive();
    }

    private static void send(Producer<String, String> producer, String value) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, value)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /// As the party services set it up.
    private Producer<String, String> producer() {
        return new KafkaProducer<>(
                platform.brokers()
                        .client(
                                Map.of(
                                        "acks",
                                        "all",
                                        "enable.idempotence",
                                        true,
                                        "linger.ms",
                                        0,
                                        "delivery.timeout.ms",
                                        Integer.MAX_VALUE,
                                        "request.timeout.ms",
                                        1_500)),
                new StringSerializer(),
                new StringSerializer());
    }

    /// All values, once there are so many.
    private List<String> log(int count) {
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        platform.brokers().client(Map.of("auto.offset.reset", "earliest")),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
