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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A scanner or a page: speaks HTTP with a demo user's token.
public final class Device {

    private static final Pattern ACCESS_TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    /// Longer than a service waits for its brokers.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String service;
    private final String token;

    private Device(String service, String token) {
        this.service = service;
        this.token = token;
    }

    /// A device at a service, signed in as a demo user by the real provider.
    public static Device at(EmbeddedPlatform platform, Part service, String user) {
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
                                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        Matcher found = ACCESS_TOKEN.matcher(answer.body());
        if (!found.find()) {
            throw new IllegalStateException("no token for " + user + ": " + answer.statusCode());
        }
        return new Device(platform.url(service), found.group(1));
    }

    /// The same device, signed out.
    Device signedOut() {
        return new Device(service, "");
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public HttpResponse<String> postJson(String path, String body)
            throws IOException, InterruptedException {
        return post(path, "application/json", body);
    }

    /// Asks for a label in a form.
    HttpResponse<String> print(String form, String body) throws IOException, InterruptedException {
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
