package io.unbroken.schemas.contracts;

import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;

final class ContractFilesTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    @Test
    void each_committed_contract_is_what_its_idl_gives() throws IOException {
        for (Topic topic : TopicCatalogue.all()) {
            if (topic.subject().isPresent()) {
                CommittedFile.check(
                        CONTRACTS.resolve(topic.subject().get() + ".avsc"),
                        text(Idl.schema(topic)));
            }
        }
    }

    /// A contract as it is committed.
    static String text(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema) + "\n";
    }
}
