package io.unbroken.acceptance.capture;

import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A scanner or a page: speaks HTTP with a demo user's token.
public final class Device {

    private static final Pattern ACCESS_TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    /// Longer than a service waits for its brokers.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\"\\s*:\\s*\"([^\"]+)\"");

    private static final int UNAUTHORIZED = 401;

    private final String service;
    private final String token;
    private final Supplier<String> signIn;

    private Device(String service, String token, Supplier<String> signIn) {
        this.service = service;
        this.token = token;
        this.signIn = signIn;
    }

    /// A device at a service, signed in as a demo user by the real provider.
    public static Device at(EmbeddedPlatform platform, Part service, String user) {
        return new Device(
                platform.url(service),
                token(platform, user, ""),
                () -> token(platform, user, platform.secrets().proof(user).parameters()));
    }

    /// A device at a service, whose user signs in like this.
    static Device with(EmbeddedPlatform platform, Part service, Supplier<String> signIn) {
        return new Device(platform.url(service), signIn.get(), signIn);
    }

    private static String token(EmbeddedPlatform platform, String user, String proof) {
        String credentials = user + ":" + platform.secrets().demoUserSecret();
        HttpResponse<String> answer =
                sendOrFail(
                        HttpRequest.newBuilder(URI.create(platform.issuer() + "/oauth2/token"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                credentials.getBytes(
                                                                        StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=client_credentials" + proof)));
        Matcher found = ACCESS_TOKEN.matcher(answer.body());
        if (!found.find()) {
            throw new IllegalStateException("no token for " + user + ": " + answer.statusCode());
        }
        return found.group(1);
    }

    /// The same device, signed out.
    Device signedOut() {
        return new Device(service, "", () -> "");
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /// Posts, and signs if that is demanded: signs in again and sends the same with the challenge.
    public HttpResponse<String> postJson(String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, "application/json", body);
        Matcher challenge = CHALLENGE.matcher(answer.body());
        return answer.statusCode() == UNAUTHORIZED && challenge.find()
                ? signedInAgain().postSigned(path, body, challenge.group(1))
                : answer;
    }

    /// The same device after its user has signed in again, by password and PIN.
    Device signedInAgain() {
        return new Device(service, signIn.get(), signIn);
    }

    /// Posts with an answer to a challenge.
    HttpResponse<String> postSigned(String path, String body, String challenge)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Unbroken-Signature", challenge)
                        .POST(BodyPublishers.ofString(body)));
    }

    /// Asks for a label in a form.
    public HttpResponse<String> print(String form, String body)
            throws IOException, InterruptedException {
        return send(
                request("/api/labels")
                        .header("Content-Type", "application/json")
                        .header("Accept", form)
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /// Posts bytes, packed as `encoding` says.
    HttpResponse<String> post(String path, String type, String encoding, byte[] body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", type)
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(service + path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> sendOrFail(HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
