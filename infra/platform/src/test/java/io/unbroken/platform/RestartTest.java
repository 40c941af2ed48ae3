package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.unbroken.platform.provisioning.Provisioning;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second start goes on with what the first one left, on other ports too.
final class RestartTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void a_second_start_finds_the_topics_contracts_documents_and_keys_of_the_first()
            throws Exception {
        // given
        Map<String, Integer> contracts;
        String key;
        try (var first = started()) {
            contracts = contracts(first);
            key = first.secrets().pageClientSecret();
            try (var store = MongoClients.create(first.addresses().mongodb())) {
                store.getDatabase("kept").getCollection("kept").insertOne(new Document("_id", 1));
            }
        }

        // when
        try (var second = started()) {

            // then
            assertThat(contracts(second))
                    .isEqualTo(contracts)
                    .hasSameSizeAs(SchemaCatalogue.subjects());
            assertThat(second.secrets().pageClientSecret()).isEqualTo(key);
            assertThat(keysOnLog(second)).isEqualTo(Party.values().length);
            try (var store = MongoClients.create(second.addresses().mongodb())) {
                assertThat(store.getDatabase("kept").getCollection("kept").countDocuments())
                        .isEqualTo(1);
            }
        }
    }

    private Platform started() {
        var addresses = new Addresses(Ports.free(), Optional.empty());
        var platform = Platform.on(Installation.find(), DataDirectory.open(directory), addresses);
        platform.requireFreePorts(Part.FOUNDATION);
        platform.start(Part.FOUNDATION, Progress.SILENT);
        Provisioning.forPlatform(platform).run();
        return platform;
    }

    private static Map<String, Integer> contracts(Platform platform) throws Exception {
        var registry = RegistrySchemas.client(platform.addresses().registry(), Map.of());
        var ids = new HashMap<String, Integer>();
        for (var subject : SchemaCatalogue.subjects()) {
            ids.put(subject, registry.getLatestSchemaMetadata(subject).getId());
        }
        return ids;
    }

    private static long keysOnLog(Platform platform) throws Exception {
        try (var admin = Admin.create(platform.brokers().client())) {
            var partition = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
