package io.unbroken.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.testing.ModelValues;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

final class ModelCodecTest {

    private static final int SEEDS = 200;

    private static final Map<PartyKind, ModelCodec<Event>> CODECS = new EnumMap<>(PartyKind.class);

    @Test
    void every_fact_of_every_party_comes_back_as_it_went() throws IOException {
        var travelled = new HashSet<String>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var values = new ModelValues(seed);
            for (Class<? extends Fact> type : ModelValues.facts()) {
                Event event = values.event(values.value(type));
                for (PartyKind kind : event.fact().statedBy()) {
                    assertThat(travel(events(kind), event)).as("seed %d", seed).isEqualTo(event);
                    travelled.add(kind + "." + type.getSimpleName());
                }
            }
        }
        assertThat(travelled).hasSize(branches());
    }

    @Test
    void a_fact_that_a_party_does_not_state_has_no_way_to_its_topic() {
        for (Class<? extends Fact> type : ModelValues.facts()) {
            var values = new ModelValues(1);
            Event event = values.event(values.value(type));
            for (PartyKind kind : PartyKind.values()) {
                // Who may say that depends on what it means, which its reader looks at.
                boolean byMeaning =
                        event.fact() instanceof Fact.CorrectionApproved
                                || event.fact() instanceof Fact.DeviationDispositioned
                                || event.fact() instanceof Fact.LabelPrinted;
                if (!event.fact().statedBy().contains(kind) && !byMeaning) {
                    assertThatThrownBy(() -> events(kind).encode(event))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(type.getSimpleName());
                }
            }
        }
    }

    @Test
    void statuses_come_back_as_they_went() throws IOException {
        ModelCodec<JourneyStatus> statuses =
                ModelCodec.of(JourneyStatus.class, SchemaCatalogue.of(TopicCatalogue.STATUS));
        for (int seed = 0; seed < SEEDS; seed++) {
            JourneyStatus status = new ModelValues(seed).value(JourneyStatus.class);
            assertThat(travel(statuses, status)).as("seed %d", seed).isEqualTo(status);
        }
    }

    @Test
    void what_has_no_counterpart_stops_the_build_naming_the_place() {
        Schema other = SchemaBuilder.record("Numbers").fields().requiredDouble("share").endRecord();
        assertThatThrownBy(() -> ModelCodec.of(Numbers.class, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Numbers.share");

        Schema more =
                SchemaBuilder.record("Numbers")
                        .fields()
                        .requiredDouble("share")
                        .requiredString("unit")
                        .endRecord();
        assertThatThrownBy(() -> ModelCodec.of(Numbers.class, more))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unit");
    }

    @Test
    void an_end_before_its_start_is_refused_without_repeating_texts() {
        var values = new ModelValues(3);
        ModelCodec<Event> codec = events(PartyKind.INFUSION);
        GenericRecord record = codec.encode(values.event(values.value(Fact.ProductInfused.class)));
        ((GenericRecord) record.get("fact")).put("ended", Instant.EPOCH.getEpochSecond());

        assertThatThrownBy(() -> codec.decode(record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ended:");
    }

    /// Fractions are no part of the wire.
    public record Numbers(double share) {}

    private static int branches() {
        int branches = 0;
        for (PartyKind kind : PartyKind.values()) {
            Topic topic = TopicCatalogue.events(kind);
            branches += SchemaCatalogue.of(topic).getField("fact").schema().getTypes().size();
        }
        return branches;
    }

    private static ModelCodec<Event> events(PartyKind kind) {
        return CODECS.computeIfAbsent(
                kind,
                each ->
                        ModelCodec.of(
                                Event.class, SchemaCatalogue.of(TopicCatalogue.events(each))));
    }

    private static <T> T travel(ModelCodec<T> codec, T value) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(codec.bytes(value), null);
        return codec.decode(
                new GenericDatumReader<GenericRecord>(codec.schema()).read(null, decoder));
    }
}
