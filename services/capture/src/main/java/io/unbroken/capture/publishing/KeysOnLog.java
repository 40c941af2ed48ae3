package io.unbroken.capture.publishing;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// What the root said of keys, read from the log.
record KeysOnLog(Supplier<Consumer<byte[], byte[]>> consumers, RegistrationReader reader) {

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(200);

    /// All that is on the log now.
    ///
    /// @throws LogUnavailable if it cannot be read now
    KeyRing read() {
        var said = new ArrayList<KeyStatement>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(KEYS));
            consumer.seekToBeginning(List.of(KEYS));
            long end = consumer.endOffsets(List.of(KEYS)).getOrDefault(KEYS, 0L);
            while (consumer.position(KEYS) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (reader.read(LogRecord.of(record))
                            instanceof RegistrationResult.Authentic authentic) {
                        said.add(authentic.statement());
                    }
                }
            }
        } catch (KafkaException away) {
            throw new LogUnavailable("the key registrations cannot be read", away);
        }
        return KeyRing.of(said);
    }
}
