package io.unbroken.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.tracking.Await;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.note.Note;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.verifier.Result;
import io.unbroken.verifier.Trust;
import io.unbroken.verifier.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the real parts made is proved by the bundles that an auditor takes away.
@Tag("one-platform")
class EvidenceOfJourneysTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore().withServices();

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern COI = Pattern.compile("\"coi\":\"(CH[0-9A-Z]+)\"");
    private static final int NOT_YET = 503;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_evidence_of_each_journey_holds_and_extends_the_checkpoint_that_is_held()
            throws Exception {
        // given
        assertThat(SimulatorRun.start(PLATFORM, 1, 4001).exitCode()).isZero();
        Checkpoint held = Checkpoint.parse(Note.parse(get("/ledger/checkpoint", "").body()).text());
        assertThat(SimulatorRun.start(PLATFORM, 2, 4002).exitCode()).isZero();
        String auditor = token("auditor");
        List<String> journeys =
                COI.matcher(text(get("/api/journeys", auditor)))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .distinct()
                        .toList();

        for (String coi : journeys) {
            // when
            HttpResponse<byte[]> bundle =
                    evidence("/api/journeys/" + coi + "/evidence?from=" + held.size(), auditor);
            HttpResponse<byte[]> pdf = evidence("/api/journeys/" + coi + "/evidence.pdf", auditor);

            // then
            assertThat(bundle.statusCode()).as("%s", text(bundle)).isEqualTo(200);
            Result result =
                    Verification.of(
                            new ByteArrayInputStream(bundle.body()), trust(), Optional.of(held));
            assertThat(result.line()).startsWith("HOLDS: the history of " + coi);
            assertThat(pdf.statusCode()).isEqualTo(200);
            assertThat(text(pdf)).startsWith("%PDF-");
        }
        assertThat(journeys).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void nobody_else_takes_it_away() throws Exception {
        String path = "/api/journeys/CHA999926000001/evidence";
        assertThat(get(path, token("courier")).statusCode()).isEqualTo(403);
        assertThat(get(path, "").statusCode()).isEqualTo(401);
    }

    private static Trust trust() {
        var secrets = PLATFORM.secrets();
        return Trust.parse(
                "root %s\nlog %s\n"
                        .formatted(
                                PublicKeyFile.load(secrets.rootPublicKey()),
                                secrets.logVerifierKey()));
    }

    private HttpResponse<byte[]> evidence(String path, String token) throws Exception {
        var answer = new AtomicReference<HttpResponse<byte[]>>();
        Await.until(
                "what the recorder has is sealed",
                () -> {
                    answer.set(get(path, token));
                    return answer.get().statusCode() != NOT_YET;
                });
        return answer.get();
    }

    private HttpResponse<byte[]> get(String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(PLATFORM.url(Part.TRACKING) + path));
        return client.send(
                (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String token(String user) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder()
                        .encodeToString(
                                (user + ":" + PLATFORM.secrets().demoUserSecret())
                                        .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(PLATFORM.issuer() + "/oauth2/token"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        BodyHandlers.ofString());
        return TOKEN.matcher(answer.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
