package io.unbroken.benchmarks.ingest;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.SignedBytes;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.KnownProfiles;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.Knowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/// Reads events and believes all of them: what the recorder costs with signatures off, and what those read who have none.
public final class UnsignedEvents implements Authenticator {

    /// A zero byte and the schema's id in the registry.
    private static final int PREFIX = 5;

    private final WriterSchemas schemas;
    private final Map<String, Topic> topics = new HashMap<>();

    public UnsignedEvents(SchemaRegistryClient registry) {
        this.schemas = new RegistrySchemas(registry);
        for (PartyKind kind : PartyKind.values()) {
            topics.put(TopicCatalogue.events(kind).name(), new Topic(kind));
        }
    }

    @Override
    public Outcome<SignedEvent> event(LogRecord record) {
        Topic topic = Objects.requireNonNull(topics.get(record.position().partition().topic()));
        byte[] value = record.value().orElseThrow().array();
        Schema schema = schemas.byId(ByteBuffer.wrap(value).getInt(1)).orElseThrow();
        return new Authentic<>(
                new SignedEvent(
                        topic.codec.decode(topic.read(schema, value)),
                        content(schema, value),
                        new PartyId(header(record, HeaderNames.SOURCE)),
                        topic.kind,
                        new KeyId(header(record, HeaderNames.KEY)),
                        Long.parseLong(header(record, HeaderNames.SEQUENCE))));
    }

    @Override
    public Outcome<SignedReadings> readings(LogRecord record) {
        throw new UnsupportedOperationException("this comparison is about events alone");
    }

    @Override
    public long revision() {
        return 1;
    }

    @Override
    public long changes() {
        return 0;
    }

    @Override
    public KnownProfiles profiles() {
        return new KnownProfiles(SyntheticProfiles.all(), new Knowledge(1, 1), Knowledge.NONE);
    }

    private static ContentHash content(Schema schema, byte[] value) {
        return SignedBytes.contentHash(schema, Arrays.copyOfRange(value, PREFIX, value.length));
    }

    private static String header(LogRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name))
                .flatMap(header -> header.value().stream())
                .map(value -> new String(value.array(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static final class Topic {

        private final PartyKind kind;
        private final Schema current;
        private final ModelCodec<Event> codec;
        private final Map<Schema, GenericDatumReader<GenericRecord>> readers =
                new ConcurrentHashMap<>();

        Topic(PartyKind kind) {
            this.kind = kind;
            this.current = SchemaCatalogue.of(TopicCatalogue.events(kind));
            this.codec = ModelCodec.of(Event.class, current);
        }

        GenericRecord read(Schema writer, byte[] value) {
            var reader =
                    readers.computeIfAbsent(
                            writer, each -> new GenericDatumReader<>(each, current));
            try {
                return Objects.requireNonNull(
                        reader.read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(
                                                value, PREFIX, value.length - PREFIX, null)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
