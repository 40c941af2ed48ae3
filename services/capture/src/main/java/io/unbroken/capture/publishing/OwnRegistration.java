package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What the root vouched for about this service's key: for whom it may speak. Read from the log when it is first needed, and
/// again while it is not there.
public final class OwnRegistration {

    private static final TopicPartition KEYS = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RegistrationReader reader;
    private final PartyId party;
    private final KeyId key;
    private volatile @Nullable Set<PartyId> speaksFor;

    OwnRegistration(
            Supplier<Consumer<byte[], byte[]>> consumers,
            RegistrationReader reader,
            PartyId party,
            KeyId key) {
        this.consumers = consumers;
        this.reader = reader;
        this.party = party;
        this.key = key;
    }

    /// Whether this service may give or take custody in the name of `other`.
    ///
    /// @throws LogUnavailable if the registration cannot be read now
    public boolean speaksFor(PartyId other) {
        return party.equals(other) || parties().map(all -> all.contains(other)).orElse(false);
    }

    /// Whether the root registered the key; until then all that it signs is kept in quarantine.
    ///
    /// @throws LogUnavailable if the registration cannot be read now
    public boolean registered() {
        return parties().isPresent();
    }

    private Optional<Set<PartyId>> parties() {
        if (speaksFor == null) {
            speaksFor = read().orElse(null);
        }
        return Optional.ofNullable(speaksFor);
    }

    private Optional<Set<PartyId>> read() {
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
        return KeyRing.of(said)
                .find(key)
                .filter(registration -> registration.party().equals(party))
                .map(KeyRegistration::mayActAs);
    }
}
