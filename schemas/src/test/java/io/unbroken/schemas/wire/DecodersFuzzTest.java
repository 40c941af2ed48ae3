package io.unbroken.schemas.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A reader of the log gives what a record says, or the reason why it cannot; it never throws. What it gives is written back as a record
/// that says the same.
///
/// The bytes are signed here before they are read, for behind a bad signature no decoder is reached.
class DecodersFuzzTest {

    private static final Instant TIME = Instant.parse("2026-06-01T08:00:00Z");
    private static final List<PartyKind> KINDS =
            List.of(
                    PartyKind.COLLECTION,
                    PartyKind.COURIER,
                    PartyKind.MANUFACTURING,
                    PartyKind.INFUSION);
    private static final PartyId PARTY = new PartyId("site-lindenhof");
    private static final int SCHEMA_ID = 1;

    @FuzzTest
    void event(byte[] data) {
        if (data.length > 0) {
            PartyKind kind = KINDS.get(Math.floorMod(data[0], KINDS.size()));
            Topic topic = TopicCatalogue.events(kind);
            LogRecord record = signed(topic, Arrays.copyOfRange(data, 1, data.length));
            var said = new EventReader(schemas(topic)).read(record, keys(kind));
            if (said instanceof EventResult.Authentic authentic) {
                same(topic, authentic.event().event());
            }
        }
    }

    @FuzzTest
    void telemetry(byte[] data) {
        Topic topic = TopicCatalogue.TELEMETRY;
        var said =
                new TelemetryReader(schemas(topic))
                        .read(signed(topic, data), keys(PartyKind.COURIER));
        if (said instanceof TelemetryResult.Authentic authentic) {
            same(topic, authentic.record());
        }
    }

    @FuzzTest
    void keyStatement(byte[] data) {
        Topic topic = TopicCatalogue.KEYS;
        var reader = new RegistrationReader(schemas(topic), key().publicKey());
        if (reader.read(signed(topic, data)) instanceof RegistrationResult.Authentic authentic) {
            KeyStatement said = authentic.statement();
            same(topic, new KeyStatementCodec.Said(said.about(), said.change()));
        }
    }

    @FuzzTest
    void profileEdition(byte[] data) {
        Topic topic = TopicCatalogue.PROFILES;
        var said =
                new ProfileReader(schemas(topic))
                        .read(signed(topic, data), keys(PartyKind.MANUFACTURING));
        if (said instanceof ProfileResult.Authentic authentic) {
            same(topic, authentic.edition());
        }
    }

    /// Everything of a record is anybody's: value and headers, as lines.
    @FuzzTest
    void unsigned(byte[] data) {
        String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
        Headers headers = new RecordHeaders();
        String[] names = {
            HeaderNames.KEY,
            HeaderNames.SIGNATURE,
            HeaderNames.SEQUENCE,
            HeaderNames.PREVIOUS,
            HeaderNames.ID
        };
        for (int i = 0; i < names.length && i + 1 < lines.length; i++) {
            headers.add(names[i], lines[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        Topic topic = TopicCatalogue.events(PartyKind.COLLECTION);
        byte[] value = lines[0].getBytes(StandardCharsets.ISO_8859_1);
        new EventReader(schemas(topic))
                .read(
                        new LogRecord(topic.name(), TIME, new byte[] {'C'}, value, headers),
                        keys(PartyKind.COLLECTION));
    }

    /// @param data the Kafka key and the id, each after its length in one byte, and the Avro bytes
    private static LogRecord signed(Topic topic, byte[] data) {
        byte[] kafkaKey = field(data, 0);
        byte[] idBytes = field(data, 1 + kafkaKey.length);
        String id = new String(idBytes, StandardCharsets.UTF_8);
        int from = Math.min(2 + kafkaKey.length + idBytes.length, data.length);
        byte[] avro = Arrays.copyOfRange(data, from, data.length);
        byte[] signedBytes =
                SignedBytes.of(
                        topic.name(), kafkaKey, schema(topic), id, ChainPosition.first(), avro);
        Headers headers = new RecordHeaders();
        put(headers, HeaderNames.KEY, key().id().value());
        put(
                headers,
                HeaderNames.SIGNATURE,
                Base64.getEncoder().encodeToString(key().sign(signedBytes)));
        put(headers, HeaderNames.SEQUENCE, "1");
        put(headers, HeaderNames.PREVIOUS, RecordHash.NONE.value());
        put(headers, HeaderNames.ID, id);
        byte[] value =
                ByteBuffer.allocate(AvroWriter.PREFIX + avro.length)
                        .put((byte) 0)
                        .putInt(SCHEMA_ID)
                        .put(avro)
                        .array();
        return new LogRecord(topic.name(), TIME, kafkaKey, value, headers);
    }

    private static byte[] field(byte[] data, int at) {
        if (at >= data.length) {
            return new byte[0];
        }
        int length = Math.min(data[at] & 0xff, data.length - at - 1);
        return Arrays.copyOfRange(data, at + 1, at + 1 + length);
    }

    private static void same(Topic topic, Object said) {
        var examples = ModelExamples.of(topic.name() + "-value");
        if (!examples.model(examples.record(said)).equals(said)) {
            throw new AssertionError("what was read is written back as something else");
        }
    }

    private static KeyRing keys(PartyKind kind) {
        return KeyRing.empty()
                .with(
                        new KeyStatement(
                                new ContentHash("0".repeat(64)),
                                KeyRegistration.of(key().publicKey(), PARTY, kind, Set.of(), TIME),
                                Optional.empty()));
    }

    private static WriterSchemas schemas(Topic topic) {
        return id -> id == SCHEMA_ID ? Optional.of(schema(topic)) : Optional.empty();
    }

    private static Schema schema(Topic topic) {
        return SchemaCatalogue.current(topic.name() + "-value");
    }

    private static SigningKey key() {
        return SigningKey.of(new byte[32]);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
