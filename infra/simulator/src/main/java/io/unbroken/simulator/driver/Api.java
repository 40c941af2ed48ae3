package io.unbroken.simulator.driver;

import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The services' public HTTP APIs, as their users see them.
public final class Api {

    private static final String READER = "operations";

    /// A broker that is away makes a service answer within its own limit of some seconds.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String SIGNATURE = "Unbroken-Signature";

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /// A new token is accepted, or it is not the token's age that is wrong; a signature may take one more.
    private static final int MOST_TOKENS = 3;

    private final Sender sender;
    private final Addresses addresses;
    private final Tokens tokens;
    private final Supplier<Duration> patience;
    private final JsonMapper json = new JsonMapper();

    public Api(Sender sender, Addresses addresses, Credentials credentials) {
        this(sender, addresses, credentials, () -> TIMEOUT);
    }

    /// @param patience how long to wait for the answer to the next request, asked for each; safe for all threads
    public Api(
            Sender sender,
            Addresses addresses,
            Credentials credentials,
            Supplier<Duration> patience) {
        this.sender = sender;
        this.patience = patience;
        this.addresses = addresses;
        this.tokens = new Tokens(sender, addresses.token(), credentials, InstantSource.system());
    }

    JsonNode post(Actor actor, String path, JsonNode body) {
        return accepted(actor, path, "application/json", json.writeValueAsString(body));
    }

    JsonNode upload(Actor actor, String path, String text) {
        return accepted(actor, path, "text/plain; charset=utf-8", text);
    }

    /// What tracking has under a path; empty if it has nothing there (yet).
    Optional<JsonNode> read(String path) {
        URI uri = addresses.of(Service.TRACKING, path);
        Sender.Answer answer = answer(READER, () -> HttpRequest.newBuilder(uri).GET());
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(success(uri, answer));
    }

    private JsonNode accepted(Actor actor, String path, String type, String body) {
        URI uri = addresses.of(actor.service(), path);
        Sender.Answer answer =
                answer(
                        actor.user(),
                        () ->
                                HttpRequest.newBuilder(uri)
                                        .header("Content-Type", type)
                                        .POST(BodyPublishers.ofString(body)));
        return success(uri, answer);
    }

    private JsonNode success(URI uri, Sender.Answer answer) {
        if (!answer.isSuccess()) {
            throw new Refused(uri.getAuthority() + uri.getPath(), answer.status(), answer.body());
        }
        return json.readTree(answer.body());
    }

    /// A signature takes a sign-in of its own, after the challenge that the refusal brings.
    private Sender.Answer answer(String user, Supplier<HttpRequest.Builder> request) {
        var used = new AtomicReference<>("");
        String challenge = "";
        for (int tries = 1; ; tries++) {
            String sent = challenge;
            Sender.Answer answer =
                    sender.send(() -> {
                        used.set(sent.isEmpty() ? tokens.of(user) : tokens.proved(user));
                        HttpRequest.Builder next =
                                request.get()
                                        .timeout(patience.get())
                                        .header("Accept", "application/json")
                                        .header("Authorization", "Bearer " + used.get());
                        return (sent.isEmpty() ? next : next.header(SIGNATURE, sent)).build();
                    });
            if (answer.status() != UNAUTHORIZED || tries == MOST_TOKENS) {
                return answer;
            }
            challenge = challenge(answer);
            tokens.refused(user, used.get());
        }
    }

    private String challenge(Sender.Answer refusal) {
        return json.readTree(refusal.body()).path("signature").path("challenge").asString("");
    }
}
