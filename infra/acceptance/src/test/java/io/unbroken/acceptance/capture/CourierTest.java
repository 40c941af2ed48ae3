package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.LinkReader;
import io.unbroken.schemas.wire.LinkReader.Link;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a courier's scanner may rely on, whatever happens to broker and service.
@Tag("one-platform")
class CourierTest {

    private static final String TOPIC = TopicCatalogue.COURIER_EVENTS.name();

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COURIER);

    private final RawLog log = new RawLog(PLATFORM.brokers());
    private final Device courier = Device.at(PLATFORM, Part.COURIER, "courier");

    @Test
    void an_event_sent_again_gives_the_same_receipt_and_is_on_the_log_once() throws Exception {
        // given
        String event = departed("CHA999926100001", id(), "HUB-1");

        // when
        HttpResponse<String> first = courier.postJson("/api/events", event);
        HttpResponse<String> again = courier.postJson("/api/events", event);

        // then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(chain("CHA999926100001")).hasSize(1);
    }

    @Test
    void an_id_with_another_content_is_recorded_too_and_said_to_conflict() throws Exception {
        // given
        String id = id();
        courier.postJson("/api/events", departed("CHA999926100002", id, "HUB-1"));

        // when
        HttpResponse<String> other =
                courier.postJson("/api/events", departed("CHA999926100002", id, "HUB-2"));

        // then
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(chain("CHA999926100002")).hasSize(2);
    }

    @Test
    void many_at_once_make_one_chain_each_without_gap_or_fork() throws Exception {
        // given
        int chains = 5;
        int each = 20;

        // when
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < chains * each; i++) {
                String event = departed("CHA99992620000" + i % chains, id(), "HUB-" + i);
                answers.add(
                        threads.submit(() -> courier.postJson("/api/events", event).statusCode()));
            }
        }

        // then
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(201);
        }
        for (int chain = 0; chain < chains; chain++) {
            assertLinear(chain("CHA99992620000" + chain), each);
        }
    }

    @Test
    void
            without_the_broker_nothing_is_acknowledged_and_the_same_event_is_taken_once_when_it_is_back()
                    throws Exception {
        // given
        String coi = "CHA999926100003";
        assertThat(courier.postJson("/api/events", departed(coi, id(), "HUB-1")).statusCode())
                .isEqualTo(201);
        String event = departed(coi, id(), "HUB-2");

        // when
        PLATFORM.killBroker();
        HttpResponse<String> away = courier.postJson("/api/events", event);
        PLATFORM.restartBroker();

        // then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(away.headers().firstValue("Content-Type")).contains("application/problem+json");
        Await.until(
                "the event is taken",
                () -> courier.postJson("/api/events", event).statusCode() == 201);
        assertLinear(chain(coi), 2);
    }

    @Test
    void a_service_that_was_killed_goes_on_with_its_chains_and_remembers_its_receipts()
            throws Exception {
        // given
        String coi = "CHA999926100004";
        String first = departed(coi, id(), "HUB-1");
        HttpResponse<String> receipt = courier.postJson("/api/events", first);

        // when
        PLATFORM.kill(Part.COURIER);
        PLATFORM.restart(Part.COURIER);
        HttpResponse<String> again = courier.postJson("/api/events", first);
        HttpResponse<String> next = courier.postJson("/api/events", departed(coi, id(), "HUB-2"));

        // then
        assertThat(again.body()).isEqualTo(receipt.body());
        assertThat(next.statusCode()).isEqualTo(201);
        assertLinear(chain(coi), 2);
    }

    @Test
    void the_registry_refuses_a_contract_that_could_not_read_what_is_on_the_log() {
        var registry = RegistrySchemas.client(PLATFORM.registryUrl(), Map.of());
        for (String subject : SchemaCatalogue.subjects()) {
            // given
            Schema current = SchemaCatalogue.current(subject);
            var fields =
                    new ArrayList<>(
                            current.getFields().stream()
                                    .map(field -> new Schema.Field(field, field.schema()))
                                    .toList());
            fields.add(new Schema.Field("demanded", Schema.create(Schema.Type.STRING)));
            var demanding =
                    Schema.createRecord(
                            current.getName(), "", current.getNamespace(), false, fields);

            // when
            RestClientException refused =
                    catchThrowableOfType(
                            RestClientException.class,
                            () -> registry.register(subject, new AvroSchema(demanding)));

            // then
            assertThat(refused).as(subject).isNotNull();
            assertThat(refused.getStatus()).as(subject).isEqualTo(409);
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String departed(String coi, String id, String place) {
        return """
        {"id":"%s","coi":"%s","eventTime":"2026-11-20T10:15:30Z","offsetMinutes":60,"device":"scanner-7","scans":[],
         "fact":{"type":"TransportMilestoneReached","milestone":"DEPARTED","shipper":"DRY-00017","place":"%s"}}\
        """
                .formatted(id, coi, place);
    }

    /// The links of a chain on the courier's topic, in their order.
    private List<Link> chain(String coi) {
        var reader =
                new LinkReader(
                        TopicCatalogue.COURIER_EVENTS,
                        new RegistrySchemas(
                                RegistrySchemas.client(PLATFORM.registryUrl(), Map.of())));
        return log.records(TOPIC).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(coi))
                .map(record -> reader.read(LogRecord.of(record)).orElseThrow())
                .toList();
    }

    private static void assertLinear(List<Link> chain, int length) {
        assertThat(chain).hasSize(length);
        Map<Long, String> previous = new LinkedHashMap<>();
        chain.forEach(link ->
                previous.put(link.position().sequence(), link.position().previous().value()));
        assertThat(previous.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, length).mapToObj(i -> (long) i).toList());
        for (int i = 1; i < length; i++) {
            assertThat(chain.get(i).position().previous()).isEqualTo(chain.get(i - 1).hash());
        }
    }
}
