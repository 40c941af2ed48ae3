package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.access.Mint;
import io.unbroken.platform.Part;
import io.unbroken.platform.Unbroken;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Electronic signatures: with a sign-in of their own, and bound to what was signed.
@Tag("one-platform")
class SignaturesTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COLLECTION);

    private static final String EVENTS = "/api/events";
    private static final String JSON = "application/json";
    private static final Duration LONG_AGO = Duration.ofMinutes(10);
    private static final List<String> BOTH = List.of("pwd", "pin");

    private final JsonMapper json = new JsonMapper();
    private final Device author = Device.at(PLATFORM, Part.COLLECTION, "collection");
    private final Device other = person("lin-0022", Duration.ZERO, BOTH);

    @Test
    void a_signature_takes_a_sign_in_after_its_challenge_and_what_is_recorded_takes_no_other()
            throws Exception {
        // given
        Device earlier = person("lin-0021", LONG_AGO, BOTH);
        String said = correction();

        // when
        HttpResponse<String> unsigned = earlier.post(EVENTS, JSON, said);
        JsonNode due = json.readTree(unsigned.body()).path("signature");
        String challenge = due.path("challenge").asString();
        HttpResponse<String> stale = earlier.postSigned(EVENTS, said, challenge);
        HttpResponse<String> fresh = author.post(EVENTS, JSON, said);
        HttpResponse<String> signed = author.signedInAgain().postSigned(EVENTS, said, challenge);
        HttpResponse<String> again = earlier.post(EVENTS, JSON, said);

        // then
        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(unsigned.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer error=\"insufficient_user_authentication\"")
                .contains("max_age=\"120\"");
        assertThat(unsigned.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(due.path("signer").asString()).isEqualTo("lin-0021");
        assertThat(due.path("meaning").asString()).isEqualTo("CORRECTION_AUTHORED");
        assertThat(stale.statusCode()).as("with an old sign-in").isEqualTo(401);
        assertThat(fresh.statusCode()).as("without a challenge").isEqualTo(401);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(201);
        assertThat(json.readTree(signed.body()).path("contentHash").asString())
                .isEqualTo(due.path("contentHash").asString());
        assertThat(again.body()).isEqualTo(signed.body());
    }

    @Test
    void a_signature_cannot_be_cut_out_and_pasted_under_another_record_or_another_name()
            throws Exception {
        // given
        String said = correction();
        String challenge =
                json.readTree(author.post(EVENTS, JSON, said).body())
                        .path("signature")
                        .path("challenge")
                        .asString();
        Device again = author.signedInAgain();
        String elsewhere = said.replace("CHA999926200001", "CHA999926200002");

        // when
        HttpResponse<String> pasted = again.postSigned(EVENTS, correction(), challenge);
        HttpResponse<String> changed =
                again.postSigned(EVENTS, said.replace("It did", "It really did"), challenge);
        HttpResponse<String> moved = again.postSigned(EVENTS, elsewhere, challenge);
        HttpResponse<String> borrowed = other.postSigned(EVENTS, said, challenge);

        // then
        for (HttpResponse<String> refused : List.of(pasted, changed, moved, borrowed)) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
        }
        String id = json.readTree(said).path("id").asString();
        assertThat(author.get("/api/receipts/" + id).statusCode()).isEqualTo(404);
        assertThat(again.postSigned(EVENTS, said, challenge).statusCode()).isEqualTo(201);
    }

    @Test
    void a_sign_in_by_less_than_two_components_signs_nothing() throws Exception {
        // given
        String said = correction();
        JsonNode due = json.readTree(author.post(EVENTS, JSON, said).body());
        String challenge = due.path("signature").path("challenge").asString();

        // when
        HttpResponse<String> clicked =
                Device.at(PLATFORM, Part.COLLECTION, "collection")
                        .postSigned(EVENTS, said, challenge);
        List<HttpResponse<String>> proved = new ArrayList<>();
        for (List<String> one :
                List.of(
                        List.<String>of(),
                        List.of("pwd"),
                        List.of("pin"),
                        List.of("hwk", "user"),
                        List.of("pwd", "pwd"))) {
            proved.add(person("lin-0021", Duration.ZERO, one).postSigned(EVENTS, said, challenge));
        }
        HttpResponse<String> both = author.signedInAgain().postSigned(EVENTS, said, challenge);
        HttpResponse<String> passkey =
                person("lin-0022", Duration.ZERO, List.of("pop", "user", "mfa"))
                        .postJson(EVENTS, correction());

        // then
        assertThat(due.path("missing").asString()).isEqualTo("SIGN_IN");
        proved.add(clicked);
        for (HttpResponse<String> refused : proved) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("insufficient_user_authentication");
            JsonNode problem = json.readTree(refused.body());
            assertThat(problem.path("missing").asString()).isEqualTo("COMPONENTS");
            assertThat(problem.path("components").values())
                    .extracting(JsonNode::asString)
                    .containsExactly("hwk+mfa", "pop+mfa", "pwd+pin");
        }
        assertThat(both.statusCode()).as(both.body()).isEqualTo(201);
        assertThat(passkey.statusCode()).as(passkey.body()).isEqualTo(201);
    }

    @Test
    void one_sign_in_signs_one_act_and_a_repetition_of_it() throws Exception {
        // given
        List<String> acts = List.of(correction(), correction());
        List<String> challenges = new ArrayList<>();
        for (String act : acts) {
            challenges.add(
                    json.readTree(author.post(EVENTS, JSON, act).body())
                            .path("signature")
                            .path("challenge")
                            .asString());
        }
        Device signedIn = author.signedInAgain();

        // when
        var first = signedIn.postSigned(EVENTS, acts.getFirst(), challenges.getFirst());
        var second = signedIn.postSigned(EVENTS, acts.getLast(), challenges.getLast());
        var again = signedIn.postSigned(EVENTS, acts.getFirst(), challenges.getFirst());
        var own = author.signedInAgain().postSigned(EVENTS, acts.getLast(), challenges.getLast());

        // then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(401);
        assertThat(json.readTree(second.body()).path("missing").asString())
                .isEqualTo("SIGN_IN_OF_ITS_OWN");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
    }

    @Test
    void the_second_to_sign_is_never_the_first() throws Exception {
        // given
        JsonNode receipt = json.readTree(author.postJson(EVENTS, correction()).body());

        // when
        HttpResponse<String> same = author.postJson(EVENTS, approval(receipt));
        HttpResponse<String> second = other.postJson(EVENTS, approval(receipt));

        // then
        assertThat(same.statusCode()).as(same.body()).isEqualTo(403);
        assertThat(same.body()).contains("\"field\":\"fact.correction\"");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
    }

    @Test
    void after_a_rotation_what_was_signed_with_the_key_before_is_known() throws Exception {
        // given
        String said = correction();
        JsonNode before = json.readTree(author.postJson(EVENTS, said).body());
        rotateKey();
        PLATFORM.kill(Part.COLLECTION);
        PLATFORM.restart(Part.COLLECTION);

        // when
        HttpResponse<String> again = author.post(EVENTS, JSON, said);
        HttpResponse<String> own = author.postJson(EVENTS, approval(before));
        HttpResponse<String> second = other.postJson(EVENTS, approval(before));

        // then
        JsonNode receipt = json.readTree(again.body());
        for (String place : List.of("topic", "partition", "offset", "contentHash")) {
            assertThat(receipt.path(place)).as(place).isEqualTo(before.path(place));
        }
        assertThat(receipt.path("key")).isNotEqualTo(before.path("key"));
        assertThat(own.statusCode()).as(own.body()).isEqualTo(403);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
    }

    /// As whoever runs the platform does it.
    private static void rotateKey() {
        int exitCode =
                new CommandLine(new Unbroken())
                        .execute(
                                "keys",
                                "rotate",
                                "site-lindenhof",
                                "--kafka",
                                PLATFORM.bootstrapServers(),
                                "--kafka-settings",
                                PLATFORM.brokerSettings("administrators"),
                                "--registry",
                                PLATFORM.registryUrl(),
                                "--data",
                                PLATFORM.secrets().directory().resolve("..").toString());
        assertThat(exitCode).isZero();
    }

    @Test
    void what_nobody_signs_takes_no_other_sign_in() throws Exception {
        HttpResponse<String> answer =
                person("lin-0021", LONG_AGO, BOTH)
                        .post(
                                EVENTS,
                                JSON,
                                event(
                                        "{\"type\":\"LabelsReconciled\",\"printed\":4,\"applied\":4,\"destroyed\":0}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /// Somebody of the site who always signed in so long ago, and like this.
    private static Device person(String staffId, Duration ago, List<String> methods) {
        return Device.with(
                PLATFORM,
                Part.COLLECTION,
                () ->
                        new Mint(PLATFORM)
                                .token(
                                        staffId,
                                        "COLLECTION_STAFF",
                                        "site-lindenhof",
                                        Instant.now().minus(ago),
                                        methods));
    }

    private static String correction() {
        return event(
                """
                {"type":"Corrected","corrected":{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","content":"%s"},"supersedes":[],
                 "reason":"DID_NOT_OCCUR","explanation":"It did not happen.","meaning":"CORRECTION_AUTHORED"}\
                """
                        .formatted("a".repeat(64)));
    }

    private static String approval(JsonNode receipt) {
        return event(
                """
                {"type":"CorrectionApproved","correction":{"id":"%s","content":"%s"},"meaning":"CORRECTION_APPROVED"}\
                """
                        .formatted(
                                receipt.path("id").asString(),
                                receipt.path("contentHash").asString()));
    }

    private static String event(String fact) {
        return """
        {"id":"%s","coi":"CHA999926200001","eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,"device":"scanner-7","scans":[],"fact":%s}\
        """
                .formatted(UUID.randomUUID(), fact);
    }
}
