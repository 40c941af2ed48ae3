package io.unbroken.platform.torture;

import io.unbroken.platform.PlatformException;
import io.unbroken.verifier.Result;
import io.unbroken.verifier.Trust;
import io.unbroken.verifier.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks for each journey's evidence and verifies it, as an auditor does who trusts nobody.
final class Proofs {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int AGAIN = 503;

    /// Everything is sealed by then; a history that other instances write again settles within seconds.
    private static final int MOST_TRIES = 15;

    private final String tracking;
    private final String token;
    private final Trust trust;
    private final Stand stand;
    private final Log log;

    /// @param tracking its address
    /// @param token of somebody who may have evidence
    Proofs(String tracking, String token, Trust trust, Stand stand, Log log) {
        this.tracking = tracking;
        this.token = token;
        this.trust = trust;
        this.stand = stand;
        this.log = log;
    }

    /// How many journeys have no evidence that holds.
    int broken(List<String> chains) {
        String bearer = "Bearer " + token;
        int broken = 0;
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            for (String chain : chains) {
                var trouble = trouble(client, chain, bearer);
                if (trouble.isPresent()) {
                    broken++;
                    log.say("evidence of %s: %s".formatted(chain, trouble.get()));
                }
            }
        }
        return broken;
    }

    private Optional<String> trouble(HttpClient client, String chain, String bearer) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(tracking + "/api/journeys/" + chain + "/evidence"))
                        .timeout(LIMIT)
                        .header("Authorization", bearer)
                        .build();
        try {
            for (int attempt = 1; ; attempt++) {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == OK) {
                        return verified(body);
                    }
                    if (answer.statusCode() != AGAIN || attempt == MOST_TRIES) {
                        return Optional.of(
                                "answer %d %s"
                                        .formatted(
                                                answer.statusCode(),
                                                new String(
                                                        body.readAllBytes(),
                                                        java.nio.charset.StandardCharsets.UTF_8)));
                    }
                }
                stand.pause(1);
            }
        } catch (IOException away) {
            return Optional.of(away.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while verifying", interrupted);
        }
    }

    private Optional<String> verified(InputStream bundle) throws IOException {
        Result result = Verification.of(bundle, trust, Optional.empty());
        return result instanceof Result.Holds ? Optional.empty() : Optional.of(result.line());
    }
}
