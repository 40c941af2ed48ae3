package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.verifier.Result;
import io.unbroken.verifier.Trust;
import io.unbroken.verifier.Verification;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people say afterwards, and which rules they are judged by, from their devices to the histories and to the evidence that an auditor takes away.
@Tag("one-platform")
class CorrectionsTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(
                            Part.OIDC,
                            Part.COLLECTION,
                            Part.MANUFACTURING,
                            Part.INFUSION,
                            Part.TRACKING);

    private static final String NEVER_SAID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final int NOT_YET = 503;

    private final JsonMapper json = new JsonMapper();
    private final Device collection = at(Part.COLLECTION, "collection");
    private final Device nurse = at(Part.INFUSION, "nurse1");
    private final Device auditor = at(Part.TRACKING, "auditor");

    @Test
    void a_wrong_scan_is_struck_out_by_two_people_and_stays_to_be_seen() throws Exception {
        // given
        Enrolled chain = enrol("ORD-C1");
        JsonNode wrong =
                said(
                        nurse,
                        chain,
                        """
                        {"type":"IdentityConfirmed","purpose":"INFUSION","wristband":"%s",
                         "labels":[{"coi":"CHA999926777777","material":"LOT-9/1"}]}\
                        """
                                .formatted(chain.patient()));
        await(chain, history -> codes(history).contains("IDENTITY_MISMATCH"));

        // when
        JsonNode correction = said(nurse, chain, correction(wrong, "Another bag was scanned."));
        await(chain, history -> codes(history).contains("CORRECTION_UNAPPROVED"));
        said(
                at(Part.INFUSION, "nurse2"),
                chain,
                """
                {"type":"CorrectionApproved","correction":%s,"meaning":"CORRECTION_APPROVED"}\
                """
                        .formatted(reference(correction)));

        // then
        JsonNode history = await(chain, each -> effects(each).equals(List.of("COUNTS")));
        assertThat(codes(history)).doesNotContain("IDENTITY_MISMATCH", "CORRECTION_UNAPPROVED");
        assertThat(ids(history)).contains(wrong.path("id").asString());
        assertThat(history.path("corrections").path(0).path("signatures")).hasSize(2);
        assertThat(history.path("closure").path("state").asString()).isEqualTo("PROVISIONAL");
        assertHolds(chain, "CORRECTION_AUTHORED");
    }

    @Test
    void what_is_not_known_waits_and_what_is_no_reason_or_no_role_is_refused() throws Exception {
        // given
        Enrolled chain = enrol("ORD-C2");
        String unknown =
                """
                {"id":"%s","contentHash":"%s"}\
                """
                        .formatted(NEVER_SAID, "a".repeat(64));

        // when
        said(nurse, chain, correction(json.readTree(unknown), "It did not happen."));
        HttpResponse<String> silent = post(nurse, chain, correction(json.readTree(unknown), " "));
        String seal =
                """
                {"type":"JourneySealed","basis":"%s","meaning":"JOURNEY_REVIEWED_BY_QUALITY"}\
                """
                        .formatted("b".repeat(64));
        HttpResponse<String> operator = post(at(Part.MANUFACTURING, "manufacturing"), chain, seal);
        HttpResponse<String> centre = post(nurse, chain, seal);
        said(at(Part.MANUFACTURING, "quality"), chain, seal);

        // then
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains("\"field\":\"fact.explanation\"");
        assertThat(operator.statusCode()).isEqualTo(403);
        assertThat(centre.statusCode()).isEqualTo(403);
        JsonNode history = await(chain, each -> codes(each).contains("SEAL_NOT_ENTITLED"));
        assertThat(codes(history)).contains("CORRECTION_WITHOUT_ORIGINAL");
        assertThat(effects(history)).containsExactly("WITHOUT_ORIGINAL");
    }

    @Test
    void chains_that_claim_one_donation_are_each_proved_with_the_other_ones_claim()
            throws Exception {
        // given
        Enrolled one = enrol("ORD-C3");
        Enrolled other = enrol("ORD-C4");
        String collected =
                """
                {"type":"MaterialCollected","din":"A999921123456","procedure":"APHERESIS","started":"2026-11-20T09:00:00Z",
                 "ended":"2026-11-20T10:00:00Z","units":[{"material":"A999921123456-S1128V00","millilitres":200}]}\
                """;

        // when
        said(collection, one, collected);
        said(collection, other, collected);

        // then
        for (Enrolled each : List.of(one, other)) {
            await(each, history -> codes(history).contains("ALIAS_CONFLICT"));
            assertHolds(each, "ALIAS_CONFLICT");
        }
    }

    @Test
    void quality_publishes_the_rules_that_somebody_else_has_written() throws Exception {
        // given
        Device quality = at(Part.MANUFACTURING, "quality");
        String rules =
                profiles("SYN-CART-19")
                        .getFirst()
                        .path("profile")
                        .toString()
                        .replace("\"version\":1", "\"version\":2");
        String past = edition(UUID.randomUUID(), "rhe-0311", rules);
        String ahead =
                rules.replaceFirst(
                        "\"effectiveFrom\":\"[^\"]+\"",
                        "\"effectiveFrom\":\"%s\""
                                .formatted(
                                        Instant.now()
                                                .plus(Duration.ofDays(1))
                                                .truncatedTo(ChronoUnit.SECONDS)));
        UUID id = UUID.randomUUID();

        // when
        HttpResponse<String> late = quality.postJson("/api/profiles", past);
        HttpResponse<String> alone =
                quality.postJson("/api/profiles", edition(id, "rhe-0402", ahead));
        HttpResponse<String> operator =
                at(Part.MANUFACTURING, "manufacturing")
                        .postJson("/api/profiles", edition(id, "rhe-0311", ahead));
        HttpResponse<String> unknown =
                quality.postJson(
                        "/api/profiles",
                        edition(id, "rhe-0311", ahead.replace("\"name\":", "\"title\":")));
        String edition = edition(id, "rhe-0311", ahead);
        HttpResponse<String> published = quality.postJson("/api/profiles", edition);
        HttpResponse<String> again = quality.postJson("/api/profiles", edition);

        // then
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("\"field\":\"profile.effectiveFrom\"");
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body()).contains("\"field\":\"approved\"");
        assertThat(operator.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(published.body());
        Await.until("tracking knows the edition", () -> profiles("SYN-CART-19").size() == 2);
        JsonNode last = profiles("SYN-CART-19").getLast();
        assertThat(last.path("effect").asString()).isEqualTo("COUNTS");
        assertThat(last.path("author").asString()).isEqualTo("rhe-0311");
        assertThat(last.path("approver").asString()).isEqualTo("rhe-0402");
        assertThat(last.path("profile")).isEqualTo(json.readTree(edition).path("profile"));
    }

    private List<JsonNode> profiles(String product) throws Exception {
        var found = new ArrayList<JsonNode>();
        for (JsonNode edition :
                json.readTree(auditor.get("/api/profiles").body()).path("editions")) {
            if (edition.path("profile").path("id").asString().equals(product)) {
                found.add(edition);
            }
        }
        return found;
    }

    private static String edition(UUID id, String author, String profile) {
        return """
        {"id":"%s","time":"%s","author":"%s","profile":%s}\
        """
                .formatted(id, Instant.now(), author, profile);
    }

    private record Enrolled(String coi, String patient) {}

    private Enrolled enrol(String order) throws Exception {
        HttpResponse<String> answer =
                collection.postJson(
                        "/api/enrolments",
                        """
                        {"requestId":"%s","patient":{"name":"Ada Muster","birthDate":"1950-01-01","recordNumber":"1"},"order":"%s",
                        "product":"SYN-CART-19","consentVersion":"v3","eventTime":"2026-11-20T08:00:00Z","offsetMinutes":60,"device":"desk-1"}\
                        """
                                .formatted(UUID.randomUUID(), order));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode enrolled = json.readTree(answer.body());
        return new Enrolled(enrolled.path("coi").asString(), enrolled.path("patient").asString());
    }

    /// The receipt for a fact that is accepted.
    private JsonNode said(Device device, Enrolled chain, String fact) throws Exception {
        HttpResponse<String> answer = post(device, chain, fact);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body());
    }

    private static HttpResponse<String> post(Device device, Enrolled chain, String fact)
            throws Exception {
        return device.postJson(
                "/api/events",
                """
                {"id":"%s","coi":"%s","eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,"device":"scanner-7","scans":[],"fact":%s}\
                """
                        .formatted(UUID.randomUUID(), chain.coi(), fact));
    }

    private static String correction(JsonNode receipt, String explanation) {
        return """
        {"type":"Corrected","corrected":%s,"supersedes":[],"reason":"DID_NOT_OCCUR","explanation":"%s",
         "meaning":"CORRECTION_AUTHORED"}\
        """
                .formatted(reference(receipt), explanation);
    }

    private static String reference(JsonNode receipt) {
        return """
        {"id":"%s","content":"%s"}\
        """
                .formatted(receipt.path("id").asString(), receipt.path("contentHash").asString());
    }

    private JsonNode await(Enrolled chain, Predicate<JsonNode> condition) throws Exception {
        var seen = new AtomicReference<>(json.readTree("{}"));
        Await.until(
                "the history of " + chain.coi(),
                () -> {
                    HttpResponse<String> answer = auditor.get("/api/journeys/" + chain.coi());
                    if (answer.statusCode() == 200) {
                        seen.set(json.readTree(answer.body()).path("history"));
                    }
                    return condition.test(seen.get());
                });
        return seen.get();
    }

    private void assertHolds(Enrolled chain, String shown) throws Exception {
        var bundle = new AtomicReference<>("");
        Await.until(
                "the evidence of " + chain.coi(),
                () -> {
                    HttpResponse<String> answer =
                            auditor.get("/api/journeys/%s/evidence".formatted(chain.coi()));
                    bundle.set(answer.body());
                    return answer.statusCode() != NOT_YET;
                });
        var trust =
                Trust.parse(
                        "root %s\nlog %s\n"
                                .formatted(
                                        PublicKeyFile.load(PLATFORM.secrets().rootPublicKey()),
                                        PLATFORM.secrets().logVerifierKey()));
        Result result =
                Verification.of(
                        new ByteArrayInputStream(bundle.get().getBytes(StandardCharsets.UTF_8)),
                        trust,
                        Optional.empty());
        assertThat(result.line()).startsWith("HOLDS");
        assertThat(bundle.get()).contains(shown);
    }

    private static List<String> codes(JsonNode history) {
        return texts(history.path("findings"), "code");
    }

    private static List<String> effects(JsonNode history) {
        return texts(history.path("corrections"), "effect");
    }

    private static List<String> ids(JsonNode history) {
        return texts(history.path("events"), "id");
    }

    private static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.path(member).asString())
                .toList();
    }

    private static Device at(Part service, String user) {
        return Device.at(PLATFORM, service, user);
    }
}
