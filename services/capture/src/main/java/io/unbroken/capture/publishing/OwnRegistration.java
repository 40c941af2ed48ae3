package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import java.time.Duration;
import java.util.HashSet;
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
        Set<PartyId> found = new HashSet<>();
        boolean registered = false;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(KEYS));
            consumer.seekToBeginning(List.of(KEYS));
            long end = consumer.endOffsets(List.of(KEYS)).getOrDefault(KEYS, 0L);
            while (consumer.position(KEYS) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<KeyRegistration> mine = mine(record);
                    registered |= mine.isPresent();
                    mine.ifPresent(registration -> found.addAll(registration.mayActAs()));
                }
            }
        } catch (KafkaException away) {
            throw new LogUnavailable("the key registrations cannot be read", away);
        }
        return registered ? Optional.of(Set.copyOf(found)) : Optional.empty();
    }

    private Optional<KeyRegistration> mine(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(LogRecord.of(record)) instanceof RegistrationResult.Authentic authentic
                        && authentic.registration().key().equals(key)
                        && authentic.registration().party().equals(party)
                ? Optional.of(authentic.registration())
                : Optional.empty();
    }
}
