package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a collection site's service refuses, and what it keeps to itself.
@Tag("one-platform")
class CollectionTest {

    private static final String TOPIC = TopicCatalogue.COLLECTION_EVENTS.name();
    private static final int TOO_LARGE = 70_000;

    /// Words that occur nowhere else: found anywhere but in the vault's answer, they are patient data that got out.
    private static final List<String> CANARIES =
            List.of("Zwiebelkuchen", "1947-03-29", "MRN-7718-QX");

    private static final String EVENT =
            """
            {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","coi":"CHA999926000001","eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,
            "device":"scanner-7","scans":[{"symbology":"DATA_MATRIX","raw":"=A99992112345663"}],"fact":{"type":"MaterialCollected",
            "din":"A999921123456","procedure":"APHERESIS","started":"2026-11-20T09:00:00Z","ended":"2026-11-20T10:00:00Z",
            "units":[{"material":"A999921123456-S1128V00","millilitres":200}]}}\
            """;

    private static final String BLOCK =
            """
            {"id":"6e1b6ca3-4ea5-4d41-9d2f-3c8f4a9a1d10","samples":[{"time":"2026-11-20T10:15:00Z","celsius":4.5}]}\
            """;

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COLLECTION, Part.INFUSION);

    private final RawLog log = new RawLog(PLATFORM.brokers());
    private final Device collection = Device.at(PLATFORM, Part.COLLECTION, "collection");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    "coi":                    | "coi"                      | malformed-json |
                    "device":"scanner-7",     | "device":"scanner-7","x":1, | invalid-field | x
                    "offsetMinutes":60        | "offsetMinutes":"60"       | invalid-field  | offsetMinutes
                    "offsetMinutes":60        | "offsetMinutes":1081       | invalid-field  | offsetMinutes
                    "offsetMinutes":60,       | ^^                         | invalid-field  | offsetMinutes
                    2026-11-20T10:15:30.123Z  | 2126-11-20T10:15:30.123Z   | invalid-field  | eventTime
                    2026-11-20T10:15:30.123Z  | 1926-11-20T10:15:30.123Z   | invalid-field  | eventTime
                    2026-11-20T10:15:30.123Z  | yesterday                  | invalid-field  | eventTime
                    "millilitres":200         | "millilitres":5001         | invalid-field  | fact.units[0].millilitres
                    "MaterialCollected"       | "MaterialInvented"         | invalid-field  | fact.type
                    CHA999926000001           | &/CHA9999260000010         | invalid-field  | coi
                    "raw":"=A99992112345663"  | "raw":"=A99992112345664"  | invalid-field  | scans[0].raw
                    """)
    void what_is_wrong_is_named_and_nothing_is_recorded(
            String find, String replace, String problem, String field) throws Exception {
        // given
        int before = log.records(TOPIC).size();
        String body = EVENT.replace("\n", "").replace(find, replace == null ? "" : replace);
        assertThat(body).isNotEqualTo(EVENT.replace("\n", ""));

        // when
        HttpResponse<String> answer = collection.postJson("/api/events", body);

        // then
        assertProblem(answer, 400, problem);
        if (field != null) {
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(log.records(TOPIC)).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "\"warm\"", "1e40"})
    void what_is_no_temperature_is_refused(String celsius) throws Exception {
        HttpResponse<String> answer =
                collection.postJson("/api/loggers/LG-1/blocks", BLOCK.replace("4.5", celsius));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void what_is_not_the_callers_to_say_is_refused() throws Exception {
        String foreign =
                EVENT.replace("\n", "")
                        .replaceFirst(
                                "\"fact\":.*",
                                "\"fact\":{\"type\":\"ThawStarted\",\"material\":\"LOT-1/1\"}}");

        assertProblem(
                collection.signedOut().postJson("/api/events", EVENT), 401, "unauthenticated");
        assertProblem(
                Device.at(PLATFORM, Part.COLLECTION, "courier").postJson("/api/events", EVENT),
                401,
                "unauthenticated");
        assertThat(collection.postJson("/api/events", foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void a_body_that_is_too_large_or_of_another_type_is_refused() throws Exception {
        String large = EVENT.replace("scanner-7", "x".repeat(TOO_LARGE));

        assertProblem(collection.postJson("/api/events", large), 413, "too-large");
        assertThat(collection.post("/api/events", "text/plain", EVENT).statusCode()).isEqualTo(415);
    }

    @Test
    void who_a_patient_is_stays_in_the_vault() throws Exception {
        // given
        String requestId = "7c0e43a5-9bfe-4c7f-8e25-1a1f3a2b9c01";
        String body = enrolment(requestId);

        // when
        HttpResponse<String> enrolled = collection.postJson("/api/enrolments", body);
        HttpResponse<String> refused =
                collection.postJson(
                        "/api/enrolments",
                        body.replace("\"offsetMinutes\":60", "\"offsetMinutes\":9999"));
        HttpResponse<String> malformed =
                collection.postJson("/api/enrolments", body.replace("\"order\":", "\"order\""));

        // then
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(201);
        String token = member(enrolled.body(), "patient");
        assertThat(collection.get("/api/patients/" + token).body()).contains(CANARIES);
        assertThat(Stream.of(enrolled, refused, malformed).map(HttpResponse::body))
                .noneMatch(CollectionTest::tells);
        assertThat(collection.get("/actuator/prometheus").body()).doesNotContain(CANARIES);
        for (String topic : log.topics()) {
            assertThat(log.records(topic)).as(topic).noneMatch(CollectionTest::tells);
        }
        assertThat(documents()).isNotEmpty().noneMatch(CollectionTest::tells);
        assertThat(logs()).isNotEmpty().noneMatch(CollectionTest::tells);
    }

    @Test
    void a_chain_of_which_the_centre_has_heard_nothing_is_held_at_every_point_of_use()
            throws Exception {
        Device nurse = Device.at(PLATFORM, Part.INFUSION, "nurse1");

        Await.until(
                "the centre answers",
                () -> nurse.get("/api/journeys/CHA999926777777/verdicts").statusCode() == 200);
        String verdicts = nurse.get("/api/journeys/CHA999926777777/verdicts").body();

        assertThat(verdicts).contains("HOLD").doesNotContain("\"GO\"").contains("Nothing is known");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/" + problem);
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }

    private static boolean tells(String text) {
        return CANARIES.stream().anyMatch(text::contains);
    }

    private static boolean tells(ConsumerRecord<byte[], byte[]> record) {
        var parts = new ArrayList<byte[]>();
        parts.add(record.key());
        parts.add(record.value());
        record.headers().forEach(header -> parts.add(header.value()));
        return parts.stream()
                .filter(part -> part != null)
                .anyMatch(part -> tells(new String(part, StandardCharsets.ISO_8859_1)));
    }

    /// All that the store has, the vault too: what is in there is encrypted.
    private static List<String> documents() {
        try (var client = MongoClients.create(PLATFORM.mongoUri())) {
            var documents = new ArrayList<String>();
            for (String database : client.listDatabaseNames()) {
                for (String collection : client.getDatabase(database).listCollectionNames()) {
                    client.getDatabase(database)
                            .getCollection(collection)
                            .find()
                            .map(document -> document.toJson(JsonWriterSettings.builder().build()))
                            .into(documents);
                }
            }
            return documents;
        }
    }

    private static List<String> logs() throws IOException {
        Path directory = PLATFORM.secrets().directory().resolveSibling("logs");
        try (Stream<Path> files = Files.list(directory)) {
            var logs = new ArrayList<String>();
            for (Path file : files.toList()) {
                logs.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return logs;
        }
    }

    private static String enrolment(String requestId) {
        return """
        {"requestId":"%s","patient":{"name":"%s","birthDate":"%s","recordNumber":"%s"},"order":"ORD-1","product":"SYN-CART-19",
        "consentVersion":"v3","eventTime":"2026-11-20T08:00:00Z","offsetMinutes":60,"device":"desk-1"}\
        """
                .formatted(requestId, CANARIES.get(0), CANARIES.get(1), CANARIES.get(2));
    }
}
