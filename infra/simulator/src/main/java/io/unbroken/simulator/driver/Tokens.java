package io.unbroken.simulator.driver;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo users' access tokens (OAuth 2 client credentials), each kept until shortly before it ends.
final class Tokens {

    /// Long enough for a request that is retried once, short beside a token's quarter of an hour.
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Sender sender;
    private final URI endpoint;
    private final Credentials credentials;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Tokens(Sender sender, URI endpoint, Credentials credentials, InstantSource clock) {
        this.sender = sender;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.clock = clock;
    }

    String of(String user) {
        Token known = tokens.get(user);
        if (known != null && clock.instant().isBefore(known.renew)) {
            return known.value;
        }
        return kept(user, request(user, ""));
    }

    /// A token of a sign-in that is made now by password and PIN, with which the person may sign one act.
    String proved(String user) {
        return kept(user, request(user, credentials.proof(user)));
    }

    private String kept(String user, Token fresh) {
        tokens.put(user, fresh);
        return fresh.value;
    }

    /// Forgets a token that a service did not accept.
    void refused(String user, String token) {
        tokens.computeIfPresent(user, (_, known) -> known.value.equals(token) ? null : known);
    }

    private Token request(String user, String proof) {
        Instant asked = clock.instant();
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(TIMEOUT)
                        .header("Authorization", "Basic " + basic(user))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials" + proof))
                        .build();
        Sender.Answer answer = sender.send(() -> request);
        if (answer.status() != 200) {
            throw new Refused("token of " + user, answer.status(), answer.body());
        }
        JsonNode body = json.readTree(answer.body());
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong(MARGIN.toSeconds()));
        return new Token(body.path("access_token").asString(), asked.plus(life).minus(MARGIN));
    }

    private String basic(String user) {
        return Base64.getEncoder()
                .encodeToString(
                        (user + ":" + credentials.secret()).getBytes(StandardCharsets.UTF_8));
    }

    private record Token(String value, Instant renew) {
        @Override
        public String toString() {
            return "a token until " + renew;
        }
    }
}
