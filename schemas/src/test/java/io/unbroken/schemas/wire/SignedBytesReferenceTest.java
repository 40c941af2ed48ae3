package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.contracts.CommittedFile;
import io.unbroken.schemas.keys.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/// The reference of what is signed, with a vector against which other implementations can check themselves.
final class SignedBytesReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/signed-bytes.md");
    private static final HexFormat HEX = HexFormat.of();

    private final Schema schema = SchemaCatalogue.of(TopicCatalogue.COLLECTION_EVENTS);

    @Test
    void the_reference_page_shows_what_the_code_does() throws IOException {
        CommittedFile.check(PAGE, page());
    }

    @Test
    void two_records_never_have_the_same_signed_bytes() {
        byte[] ab = bytes("ab");
        byte[] one = SignedBytes.of("t", ab, schema, "c", ChainPosition.first(), new byte[0]);
        byte[] other =
                SignedBytes.of("ta", bytes("b"), schema, "c", ChainPosition.first(), new byte[0]);
        byte[] third =
                SignedBytes.of("t", bytes("a"), schema, "bc", ChainPosition.first(), new byte[0]);
        assertThat(one).isNotEqualTo(other).isNotEqualTo(third);
    }

    private String page() {
        var key = SigningKey.of(new byte[32]);
        String topic = TopicCatalogue.COLLECTION_EVENTS.name();
        Event event = event();
        byte[] avro = ModelCodec.of(Event.class, schema).bytes(event);
        byte[] signed =
                SignedBytes.of(
                        topic,
                        bytes(event.coi().value()),
                        schema,
                        event.id().value(),
                        ChainPosition.first(),
                        avro);
        return """
        # Signed bytes

        Every event, telemetry record, statement about a key and edition of a product's rules is signed with Ed25519 (RFC 8032). This page says what the signature covers; it is
        made by a test from the code (`mvn -pl schemas -am test -Dunbroken.regenerate=true`).

        ## Layout, version `%s`

        Eight fields one after the other, each preceded by its length in bytes as an unsigned 32-bit big-endian number:

        | # | field | bytes |
        | --- | --- | --- |
        | 1 | version tag | the ASCII text `%s` |
        | 2 | topic | UTF-8 |
        | 3 | Kafka key | as on the topic: chain of identity id, logger id, party or product profile id |
        | 4 | schema | SHA-256 of the Parsing Canonical Form (Avro specification) of the schema it was written with, 32 bytes |
        | 5 | id | the event's, block's or edition's id, or the registered key's id: header `ce_id`, UTF-8 |
        | 6 | sequence | the signer's running number for this Kafka key, from 1: 64-bit big-endian |
        | 7 | previous | record hash of the signer's record before for this Kafka key; 32 zero bytes for the first |
        | 8 | value | the Avro bytes, which are the record's value without its first 5 bytes |

        The 5 bytes that are left out (a zero byte and the schema's id) differ between registries; field 4 stands for them.

        - **Record hash** = SHA-256 of the signed bytes. The next record's field 7.
        - **Content hash** = SHA-256 of (field 4's 32 bytes, then field 8): what was said, without who said it and when. Two events with one
          id and one content hash are the same event; one id and two content hashes are an `INTEGRITY_CONFLICT`.
        - **Key id** = the first 16 hexadecimal digits of the SHA-256 of the 32 bytes of the public key.

        ## Headers

        | header | value (UTF-8 text) |
        | --- | --- |
        | `ub-key` | key id |
        | `ub-signature` | the 64 bytes in Base64 |
        | `ub-sequence` | field 6, decimal |
        | `ub-previous` | field 7, 64 hexadecimal digits |
        | `ce_id` | field 5 |
        | `ce_type`, `ce_source`, `ce_time`, `ce_specversion`, `content-type` | CloudEvents 1.0, binary mode: for routing; not signed, and not used to judge |
        | `traceparent` | W3C trace context, if the sender has one; not signed |

        ## How a record is judged

        Wire format and schema (`NOT_AVRO`, `UNKNOWN_SCHEMA`, `FOREIGN_SCHEMA`), headers (`MISSING_HEADER`), key (`UNKNOWN_KEY`), signature
        (`BAD_SIGNATURE`), and only then what it says: bytes (`UNDECODABLE`), values (`INVALID_VALUE`), Kafka key (`WRONG_KEY`), and whether this
        party may say it here and in that name (`NOT_ENTITLED`). Last comes what the key's signature was worth when the log had the record, by
        its record time (`LogAppendTime`): from the key's revocation on it counts no more (`KEY_REVOKED`), from its retirement on neither
        (`KEY_RETIRED`); from `compromisedSince` until the revocation it counts as doubtful, and holds every point of use that rests on it.

        Public keys of small order are refused when they are registered, and so are encodings that are no point or not the only one of
        their point: under such keys a signature fits more than one message. Which key is whose, and what became of it, is told on
        `keys.v1`, signed by the root key in the same way; all statements together count as a set, in whatever order they came
        ([keys](../operating/keys.md)).

        ## Test vector

        The private key is 32 zero bytes; the contract is the current one of `collection.events.v1-value`.

        | what | hexadecimal |
        | --- | --- |
        | public key | `%s` |
        | key id | `%s` |
        | Kafka key (text) | `%s` |
        | id (text) | `%s` |
        | schema (field 4) | `%s` |
        | Avro bytes (field 8) | `%s` |
        | signed bytes | `%s` |
        | signature | `%s` |
        | signature (Base64) | `%s` |
        | record hash | `%s` |
        | content hash | `%s` |
        """
                .formatted(
                        SignedBytes.VERSION_TAG,
                        SignedBytes.VERSION_TAG,
                        key.publicKey(),
                        key.id(),
                        event.coi(),
                        event.id(),
                        HEX.formatHex(Sha256.of(schema)),
                        HEX.formatHex(avro),
                        HEX.formatHex(signed),
                        HEX.formatHex(key.sign(signed)),
                        Base64.getEncoder().encodeToString(key.sign(signed)),
                        SignedBytes.recordHash(signed),
                        SignedBytes.contentHash(schema, avro));
    }

    private static Event event() {
        return new Event(
                new EventId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                new CoiId("CHA999926000001"),
                Instant.parse("2026-03-01T08:15:30.123456Z"),
                60,
                new PersonId("lin-0042"),
                new DeviceId("scanner-7"),
                List.of(new Scan(Scan.Symbology.CODE_128, "&/CHA999926000001")),
                new Fact.TherapyOrdered(
                        new OrderId("ORD-2026-000001"), new ProfileId("SYN-CART-19")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
