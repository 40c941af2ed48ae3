package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStanding;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.LinkReader;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what this party has said from the log itself: nothing in memory is needed after a restart. Its present key goes on with its chains; what
/// its former keys said is known too, so that it is not said, or signed by a person, a second time.
final class OwnLog {

    private static final Logger LOG = LoggerFactory.getLogger(OwnLog.class);

    private static final Duration POLL = Duration.ofMillis(200);

    /// One record; a person waits for it.
    private static final Duration LONGEST_READ = Duration.ofSeconds(3);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final WriterSchemas schemas;
    private final PartyId party;
    private final KeyId key;
    private final PublicKey.Verifier verifier;
    private final Supplier<KeyRing> keys;

    /// @param key the present one
    /// @param keys what the root says of keys now
    OwnLog(
            Supplier<Consumer<byte[], byte[]>> consumers,
            WriterSchemas schemas,
            PartyId party,
            PublicKey key,
            Supplier<KeyRing> keys) {
        this.consumers = consumers;
        this.schemas = schemas;
        this.party = party;
        this.key = key.id();
        this.verifier = key.verifier();
        this.keys = keys;
    }

    /// Everything that is on the log now. Others write to some topics too and can name our keys: what these did not sign is passed over.
    Chains read(List<Topic> topics) {
        var chains = new Chains();
        KeyRing ring = keys.get();
        long forged = 0;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            for (Topic topic : topics) {
                forged += read(topic, consumer, ring, chains);
            }
        }
        if (forged > 0) {
            LOG.warn(
                    "Passed over {} records that name a key of {} and were not signed with it; find out who writes them.",
                    forged,
                    party);
        }
        return chains;
    }

    private long read(Topic topic, Consumer<byte[], byte[]> consumer, KeyRing ring, Chains chains) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var links = new LinkReader(topic, schemas);
        long forged = 0;
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!put(record, links, ring, chains)) {
                    forged++;
                }
            }
        }
        return forged;
    }

    /// False if the record is forged.
    private boolean put(
            ConsumerRecord<byte[], byte[]> record, LinkReader links, KeyRing ring, Chains chains) {
        LogRecord logged = LogRecord.of(record);
        Optional<LinkReader.Link> read = links.read(logged);
        if (read.isEmpty()) {
            return true;
        }
        LinkReader.Link link = read.get();
        boolean present = link.key().equals(key);
        if (!present && !isFormer(link.key(), logged.recordTime(), ring)) {
            return true;
        }
        PublicKey.Verifier signer = present ? verifier : ring.verifier(link.key()).orElseThrow();
        if (!links.isSigned(logged, signer)) {
            return false;
        }
        if (present) {
            chains.recorded(said(record, link), link);
        } else {
            chains.recordedBefore(said(record, link));
        }
        return true;
    }

    /// What came after a key's end, or while another may have had it, is not ours to repeat.
    private boolean isFormer(KeyId other, Instant recordTime, KeyRing ring) {
        return ring.find(other).filter(each -> each.party().equals(party)).isPresent()
                && ring.judge(other, recordTime) instanceof KeyStanding.Valid;
    }

    /// The record that is at a place; empty if the log has none there any more.
    ///
    /// @throws LogUnavailable if the log does not give it in time
    Optional<LogRecord> record(Receipt.Place place) {
        var partition = new TopicPartition(place.topic(), place.partition());
        long end = System.nanoTime() + LONGEST_READ.toNanos();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            while (consumer.position(partition) == place.offset()) {
                Iterator<ConsumerRecord<byte[], byte[]>> found = consumer.poll(POLL).iterator();
                if (found.hasNext()) {
                    return Optional.of(found.next())
                            .filter(record -> record.offset() == place.offset())
                            .map(LogRecord::of);
                }
                if (System.nanoTime() > end) {
                    throw new LogUnavailable(
                            "a record was not read in time", new IllegalStateException());
                }
            }
            return Optional.empty();
        } catch (KafkaException away) {
            throw new LogUnavailable("the log cannot be read", away);
        }
    }

    private static Chains.Said said(ConsumerRecord<byte[], byte[]> record, LinkReader.Link link) {
        return new Chains.Said(
                new Receipt.Place(
                        link.id(),
                        new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp())),
                link.content());
    }
}
