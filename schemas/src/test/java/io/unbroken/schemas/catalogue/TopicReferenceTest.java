package io.unbroken.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.contracts.CommittedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class TopicReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/topics.md");
    private static final short REPLICATION = 3;

    @Test
    void the_reference_page_is_what_the_catalogue_gives() throws IOException {
        CommittedFile.check(PAGE, page());
    }

    @Test
    void event_topics_have_one_partition_count_and_are_kept_whole_for_ever() {
        for (PartyKind kind : PartyKind.values()) {
            Topic topic = TopicCatalogue.events(kind);
            assertThat(topic.partitions(6)).isEqualTo(6);
            assertThat(TopicCatalogue.kind(topic.name())).contains(kind);
            assertThat(topic.configuration(REPLICATION))
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("retention.bytes", "-1")
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("min.insync.replicas", "2");
        }
        assertThat(TopicCatalogue.KEYS.partitions(6)).isEqualTo(1);
        assertThat(TopicCatalogue.PROFILES.partitions(6)).isEqualTo(1);
        assertThat(TopicCatalogue.CHECKPOINTS.partitions(6)).isEqualTo(1);
        assertThat(TopicCatalogue.STATUS.configuration((short) 1))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.insync.replicas", "1");
    }

    private static String page() {
        var page = new StringBuilder();
        page.append(
                """
                # Topics

                <!-- Made from TopicCatalogue and the contracts; run: mvn -pl schemas -am test -Dunbroken.regenerate=true -->

                Keys are UTF-8 text. Values are Avro in Confluent's wire format (a zero byte, the schema's id as four bytes, the Avro
                bytes) unless the page says otherwise; the contracts stand below. Each record of an event, telemetry, key or profile topic is signed
                ([signed bytes](signed-bytes.md)). All topics take the broker's time (`LogAppendTime`) and never elect an unclean leader.

                | topic | key | value | written by | read by | partitions | kept | registry subject |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Topic topic : TopicCatalogue.all()) {
            page.append(row(topic));
        }
        page.append(
                """

                The topics with %d partitions here have as many as the operator says, all the same; %d is the default. A replication of N wants N - 1 in-sync
                replicas for each write (at least one).

                ## Contracts
                """
                        .formatted(
                                TopicCatalogue.DEFAULT_EVENT_PARTITIONS,
                                TopicCatalogue.DEFAULT_EVENT_PARTITIONS));
        for (Topic topic : TopicCatalogue.all()) {
            if (topic.subject().isPresent()) {
                contract(topic, page);
            }
        }
        return page.toString();
    }

    private static String row(Topic topic) {
        String kept =
                switch (topic.retention()) {
                    case ALL -> "every record, for ever";
                    case LATEST_PER_KEY -> "the latest of each key";
                };
        return "| `%s` | %s | %s | %s | %s | %d | %s | %s |\n"
                .formatted(
                        topic.name(),
                        topic.key(),
                        topic.meaning(),
                        String.join(", ", topic.writers()),
                        String.join(", ", topic.readers()),
                        topic.partitions(TopicCatalogue.DEFAULT_EVENT_PARTITIONS),
                        kept,
                        topic.subject().map(subject -> "`" + subject + "`").orElse("none"));
    }

    private static void contract(Topic topic, StringBuilder page) {
        Schema schema = SchemaCatalogue.of(topic);
        page.append(
                "\n### %s: %s\n\n%s\n\n"
                        .formatted(topic.name(), schema.getName(), schema.getDoc()));
        fields(schema, page);
        for (Schema.Field field : schema.getFields()) {
            if (field.schema().getType() == Schema.Type.UNION) {
                field.schema().getTypes().stream()
                        .filter(branch -> branch.getType() == Schema.Type.RECORD)
                        .forEach(branch -> {
                            page.append(
                                    "\n#### %s\n\n%s\n\n"
                                            .formatted(branch.getName(), line(branch.getDoc())));
                            fields(branch, page);
                        });
            }
        }
    }

    private static void fields(Schema schema, StringBuilder page) {
        page.append("| field | type | meaning |\n| --- | --- | --- |\n");
        for (Schema.Field field : schema.getFields()) {
            page.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(field.name(), type(field.schema()), line(field.doc())));
        }
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> "array of " + type(schema.getElementType());
            case UNION ->
                    schema.getTypes().getFirst().getType() == Schema.Type.NULL
                            ? type(schema.getTypes().get(1)) + ", optional"
                            : "one of the records below";
            case ENUM -> schema.getEnumSymbols().stream().collect(Collectors.joining(", "));
            case RECORD -> schema.getName();
            default ->
                    schema.getLogicalType() == null
                            ? schema.getName()
                            : schema.getLogicalType().getName();
        };
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }
}
