package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.contracts.Releases;
import io.unbroken.schemas.contracts.Releases.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One example of everything that was ever released, as bytes and as text, and what today's reader makes of both.
final class GoldenBytesTest {

    private static final boolean RELEASE = Boolean.getBoolean("unbroken.release");

    @BeforeAll
    static void release() throws IOException {
        for (String subject : SchemaCatalogue.subjects()) {
            List<Release> released = Releases.of(subject);
            Schema current = SchemaCatalogue.current(subject);
            if (RELEASE && (released.isEmpty() || !released.getLast().schema().equals(current))) {
                String text = SchemaFormatter.format("json/pretty", current) + "\n";
                write(Releases.add(subject, released.size() + 1, current, text));
            }
        }
    }

    @Test
    void the_bytes_of_every_release_still_say_what_their_text_says() throws IOException {
        for (String subject : SchemaCatalogue.subjects()) {
            ModelExamples examples = ModelExamples.of(subject);
            for (Release release : Releases.of(subject)) {
                assertThat(release.examples()).isNotEmpty();
                for (String name : release.examples()) {
                    byte[] bytes =
                            HexFormat.of()
                                    .parseHex(
                                            Files.readString(release.golden(name, "hex")).strip());
                    String text = Files.readString(release.golden(name, "json"));

                    Object fromBytes =
                            examples.model(
                                    read(release, DecoderFactory.get().binaryDecoder(bytes, null)));
                    Object fromText =
                            examples.model(
                                    read(
                                            release,
                                            DecoderFactory.get()
                                                    .jsonDecoder(release.schema(), text)));

                    assertThat(fromBytes)
                            .as("%s %d %s", subject, release.version(), name)
                            .isEqualTo(fromText);
                }
            }
        }
    }

    @Test
    void today_the_same_value_gives_the_same_bytes() throws IOException {
        for (String subject : SchemaCatalogue.subjects()) {
            Release last = Releases.of(subject).getLast();
            if (!last.schema().equals(SchemaCatalogue.current(subject))) {
                continue; // A newer contract is in the making; its bytes are not promised yet.
            }
            ModelExamples examples = ModelExamples.of(subject);
            for (String name : last.examples()) {
                String hex = Files.readString(last.golden(name, "hex")).strip();
                Object model =
                        examples.model(
                                read(
                                        last,
                                        DecoderFactory.get()
                                                .binaryDecoder(
                                                        HexFormat.of().parseHex(hex), null)));
                assertThat(HexFormat.of().formatHex(bytes(examples.record(model))))
                        .as("%s %s", subject, name)
                        .isEqualTo(hex);
            }
        }
    }

    @Test
    void every_kind_of_fact_and_record_has_an_example() {
        for (String subject : SchemaCatalogue.subjects()) {
            Set<String> examples = new HashSet<>(Releases.of(subject).getLast().examples());
            assertThat(examples)
                    .as(subject)
                    .containsAll(ModelExamples.of(subject).values().keySet());
        }
        Set<String> all = new HashSet<>();
        SchemaCatalogue.subjects()
                .forEach(subject -> all.addAll(Releases.of(subject).getLast().examples()));
        for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
            assertThat(all).contains(fact.getSimpleName());
        }
    }

    private static GenericRecord read(Release release, Decoder decoder) throws IOException {
        Schema current = SchemaCatalogue.current(release.subject());
        return new GenericDatumReader<GenericRecord>(release.schema(), current).read(null, decoder);
    }

    private static void write(Release release) throws IOException {
        ModelExamples examples = ModelExamples.of(release.subject());
        for (Map.Entry<String, Object> example : examples.values().entrySet()) {
            GenericRecord record = examples.record(example.getValue());
            Files.writeString(
                    release.golden(example.getKey(), "hex"),
                    HexFormat.of().formatHex(bytes(record)) + "\n");
            Files.writeString(release.golden(example.getKey(), "json"), json(record) + "\n");
        }
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String json(GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out, true);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
