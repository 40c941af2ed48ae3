package io.unbroken.tracking.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With the client library's own stand-in for a consumer, which alone can be told to fail; with a broker it runs in the acceptance
/// tests.
final class StatementFollowerTest {

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
    private static final long PATIENCE_SECONDS = 30;

    private final Realm realm = new Realm();
    private final RegisteredKeys keys = realm.keys();
    private final BlockingQueue<Consumer<byte[], byte[]>> consumers = new ArrayBlockingQueue<>(4);
    private final StatementFollower follower = StatementFollower.of(keys, this::next);

    @AfterEach
    void stop() {
        follower.stop();
    }

    @Test
    void all_keys_are_known_once_the_topic_is_read_to_the_end_that_it_had() throws Exception {
        // given
        var consumer = consumer(List.of(realm.registered(realm.registration())));
        var polled = new CountDownLatch(2);
        consumer.schedulePollTask(polled::countDown);
        consumer.schedulePollTask(polled::countDown);
        consumers.add(consumer);

        // when
        follower.start();
        assertThat(polled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(keys.complete()).isTrue();
        assertThat(keys.state().ring().registrations()).containsExactly(realm.registration());
    }

    @Test
    void keys_that_come_later_are_known_too() throws Exception {
        // given
        var consumer = consumer(List.of());
        var polled = new CountDownLatch(3);
        consumer.schedulePollTask(polled::countDown);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(realm.registered(realm.registration()), 0));
            polled.countDown();
        });
        consumer.schedulePollTask(polled::countDown);
        consumers.add(consumer);

        // when
        follower.start();
        assertThat(polled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(keys.state().revision()).isEqualTo(1);
    }

    @Test
    void after_a_failure_everything_is_read_again() throws Exception {
        // given
        var failing = consumer(List.of(realm.registered(realm.registration())));
        failing.setPollException(new KafkaException("the broker is away"));
        var healthy = consumer(List.of(realm.registered(realm.registration())));
        var polled = new CountDownLatch(2);
        healthy.schedulePollTask(polled::countDown);
        healthy.schedulePollTask(polled::countDown);
        consumers.add(failing);
        consumers.add(healthy);

        // when
        follower.start();
        assertThat(polled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(failing.closed()).isTrue();
        assertThat(keys.complete()).isTrue();
        assertThat(keys.state().revision()).isEqualTo(1);
    }

    @Test
    void once_stopped_it_reads_no_more() throws Exception {
        // given
        var consumer = consumer(List.of());
        var polled = new CountDownLatch(1);
        consumer.schedulePollTask(polled::countDown);
        consumers.add(consumer);
        follower.start();
        assertThat(polled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // when
        follower.stop();

        // then
        assertThat(consumer.closed()).isTrue();
    }

    private Consumer<byte[], byte[]> next() {
        try {
            Consumer<byte[], byte[]> next = consumers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new KafkaException("expected a consumer");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new KafkaException(interrupted);
        }
    }

    /// One for a topic that has these statements.
    private static MockConsumer<byte[], byte[]> consumer(
            List<ProducerRecord<byte[], byte[]>> statements) {
        var consumer = new MockConsumer<byte[], byte[]>("none");
        consumer.updateBeginningOffsets(Map.of(KEYS, 0L));
        consumer.updateEndOffsets(Map.of(KEYS, (long) statements.size()));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < statements.size(); offset++) {
                consumer.addRecord(record(statements.get(offset), offset));
            }
        });
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> record(
            ProducerRecord<byte[], byte[]> said, long offset) {
        return new ConsumerRecord<>(
                KEYS.topic(),
                KEYS.partition(),
                offset,
                Realm.SAID.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                said.key().length,
                said.value().length,
                said.key(),
                said.value(),
                said.headers(),
                java.util.Optional.empty());
    }
}
