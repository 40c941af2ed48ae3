package io.unbroken.benchmarks.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One demo user, signed in once: a benchmark is over before the token is.
final class Caller implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int SUCCESS = 200;
    private static final int NO_SUCCESS = 300;
    private static final int NOT_FOUND = 404;

    /// A service under more load than it can bear says so, and that one may ask again.
    private static final int UNAVAILABLE = 503;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String token;

    private Caller(String issuer, String user, String secret) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                        .timeout(LIMIT)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build();
        this.token = json.readTree(send(request)).path("access_token").asString();
    }

    static Caller signedIn(String issuer, String user, String secret) {
        return new Caller(issuer, user, secret);
    }

    JsonNode post(String url, String body) {
        return json.readTree(
                send(
                        request(url)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build()));
    }

    byte[] get(String url) {
        return send(request(url).GET().build());
    }

    /// What is there; empty if nothing is (yet), or if the service cannot say just now.
    Optional<JsonNode> find(String url) {
        HttpResponse<byte[]> answer = answer(request(url).GET().build());
        return answer.statusCode() == NOT_FOUND || answer.statusCode() == UNAVAILABLE
                ? Optional.empty()
                : Optional.of(json.readTree(success(answer)));
    }

    /// A stream that stays open for longer than other answers take.
    InputStream stream(String url) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException failure) {
            throw new IllegalStateException("no answer from " + url, failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        return success(answer(request));
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer from " + request.uri(), failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static byte[] success(HttpResponse<byte[]> answer) {
        if (answer.statusCode() < SUCCESS || answer.statusCode() >= NO_SUCCESS) {
            throw new IllegalStateException(
                    "%s answered %d: %s"
                            .formatted(
                                    answer.uri(),
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", interrupted);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
