package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.platform.broker.BrokerLogins;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.BrokerRights;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The real broker, asked by each service's own login, beside the catalogue.
final class BrokerRightsTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final List<String> SERVICES =
            List.of("collection", "courier", "manufacturing", "infusion", "tracking");

    private static final int LIMIT_MILLIS = 10_000;

    @Test
    void each_service_may_do_with_each_topic_what_the_catalogue_says_and_nothing_else()
            throws Exception {
        for (String service : SERVICES) {
            Map<String, Set<AclOperation>> found = new TreeMap<>();
            Map<String, Set<AclOperation>> expected = new TreeMap<>();
            try (Admin admin = Admin.create(login(service).client())) {
                for (Topic topic : TopicCatalogue.all()) {
                    found.put(topic.name(), operations(admin, topic));
                    expected.put(topic.name(), operations(service, topic));
                }
            }

            assertThat(found).as(service).isEqualTo(expected);
        }
    }

    @Test
    void a_record_on_a_topic_of_another_is_refused_and_not_there() throws Exception {
        for (String service : SERVICES) {
            Map<String, Long> before = sizes();
            try (var producer =
                    new KafkaProducer<>(
                            login(service).client(Map.of("max.block.ms", LIMIT_MILLIS)),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                for (Topic topic : TopicCatalogue.all()) {
                    if (!topic.writers().contains(service)) {
                        var record =
                                new ProducerRecord<>(topic.name(), new byte[] {1}, new byte[] {2});

                        assertThatThrownBy(() ->
                                        producer.send(record)
                                                .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS))
                                .as("%s writes to %s", service, topic.name())
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(TopicAuthorizationException.class);
                    }
                }
            }
            assertThat(sizes()).as(service).isEqualTo(before);
        }
    }

    @Test
    void the_records_of_another_cannot_be_read() {
        for (String service : SERVICES) {
            try (var consumer =
                    new KafkaConsumer<>(
                            login(service).client(Map.of("auto.offset.reset", "earliest")),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                for (Topic topic : TopicCatalogue.all()) {
                    if (!topic.readers().contains(service)) {
                        consumer.assign(List.of(new TopicPartition(topic.name(), 0)));

                        assertThatThrownBy(() -> consumer.poll(Duration.ofMillis(LIMIT_MILLIS)))
                                .as("%s reads %s", service, topic.name())
                                .isInstanceOf(TopicAuthorizationException.class);
                    }
                }
            }
        }
    }

    @Test
    void no_service_makes_topics_or_rights_or_joins_the_group_of_another() {
        for (String service : SERVICES) {
            try (Admin admin = Admin.create(login(service).client())) {
                assertThatThrownBy(() ->
                                admin.createTopics(List.of(new NewTopic("own", 1, (short) 1)))
                                        .all()
                                        .get())
                        .as(service)
                        .hasCauseInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() -> admin.createAcls(BrokerRights.all()).all().get())
                        .as(service)
                        .hasCauseInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() ->
                                admin.deleteTopics(List.of(TopicCatalogue.KEYS.name())).all().get())
                        .as(service)
                        .hasCauseInstanceOf(AuthorizationException.class);
                if (!service.equals(TopicCatalogue.TRACKING)) {
                    assertThatThrownBy(() ->
                                    admin.listConsumerGroupOffsets("tracking")
                                            .partitionsToOffsetAndMetadata()
                                            .get())
                            .as(service)
                            .hasCauseInstanceOf(AuthorizationException.class);
                }
            }
        }
    }

    @Test
    void who_does_not_say_who_it_is_or_has_another_secret_is_not_let_in() {
        var nobody = new Brokers(PLATFORM.bootstrapServers(), Map.of());
        var other = new TreeMap<>(login("courier").login());
        other.computeIfPresent(
                "sasl.jaas.config", (_, value) -> value.replaceAll("password=\".", "password=\"x"));
        var wrong = new Brokers(PLATFORM.bootstrapServers(), other);

        assertThatThrownBy(() -> topics(nobody)).hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> topics(wrong))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void a_right_that_is_not_in_the_catalogue_is_taken_away_when_the_platform_comes_up()
            throws Exception {
        try (Admin admin = Admin.create(PLATFORM.brokers().client())) {
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsExactlyInAnyOrderElementsOf(BrokerRights.all());
        }
    }

    @Test
    void secrets_are_for_their_owner_alone() throws Exception {
        var logins = new BrokerLogins(PLATFORM.secrets().directory());
        for (String name : BrokerLogins.names()) {
            for (var file : List.of(logins.secret(name), logins.settings(name))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    private static Set<AclOperation> operations(String service, Topic topic) {
        Set<AclOperation> operations = EnumSet.noneOf(AclOperation.class);
        if (topic.writers().contains(service)) {
            operations.add(AclOperation.WRITE);
        }
        if (topic.readers().contains(service)) {
            operations.add(AclOperation.READ);
        }
        if (!operations.isEmpty()) {
            operations.add(AclOperation.DESCRIBE);
        }
        return operations;
    }

    private static Set<AclOperation> operations(Admin admin, Topic topic)
            throws InterruptedException {
        try {
            var described =
                    admin.describeTopics(
                                    List.of(topic.name()),
                                    new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .allTopicNames()
                            .get();
            return described.values().iterator().next().authorizedOperations();
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(TopicAuthorizationException.class);
            return Set.of();
        }
    }

    private static Map<String, Long> sizes() {
        try (var consumer =
                new KafkaConsumer<>(
                        PLATFORM.brokers().client(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var sizes = new TreeMap<String, Long>();
            for (Topic topic : TopicCatalogue.all()) {
                var partitions =
                        consumer.partitionsFor(topic.name()).stream()
                                .map(info -> new TopicPartition(info.topic(), info.partition()))
                                .toList();
                sizes.put(
                        topic.name(),
                        consumer.endOffsets(partitions).values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
            return sizes;
        }
    }

    private static Set<String> topics(Brokers as) throws Exception {
        var hurried =
                as.client(Map.of("default.api.timeout.ms", 3_000, "request.timeout.ms", 2_000));
        try (Admin admin = Admin.create(hurried)) {
            return admin.listTopics().names().get();
        }
    }

    private static Brokers login(String service) {
        return Brokers.of(PLATFORM.bootstrapServers(), PLATFORM.brokerSettings(service));
    }
}
