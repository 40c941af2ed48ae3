package io.unbroken.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The rules of products: publishes an edition as the demo's quality, and shows which count.
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Publishes and shows the rules of products.")
final class ProfileCommand implements Runnable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\"\\s*:\\s*\"([^\"]+)\"");

    /// As the service takes.
    private static final long LARGEST_FILE = 32 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected what to do with profiles: publish or list");
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description =
                    "Approves an edition that somebody else has written, and prints the receipt.")
    int publish(
            @Mixin PlaceOptions place,
            @Parameters(paramLabel = "FILE", description = "JSON, as POST /api/profiles takes it")
                    Path file)
            throws InterruptedException {
        var address = place.ports().http(Part.MANUFACTURING) + "/api/profiles";
        var edition = HttpRequest.BodyPublishers.ofByteArray(read(file));
        var service = "the manufacturing service";
        var first = send(approval(address, token(place, "quality")).POST(edition).build(), service);
        var challenge = CHALLENGE.matcher(first.body());
        // Approving is an electronic signature, which takes a sign-in of its own.
        say(
                first.statusCode() == UNAUTHORIZED && challenge.find()
                        ? answer(
                                approval(
                                                address,
                                                TokenCommand.signingToken(
                                                        place.ports().http(Part.OIDC),
                                                        "quality",
                                                        secrets(place)))
                                        .header("Unbroken-Signature", challenge.group(1))
                                        .POST(edition)
                                        .build(),
                                CREATED,
                                service)
                        : expected(first, CREATED, service));
        return 0;
    }

    private static HttpRequest.Builder approval(String address, String token) {
        return request(address, token).header("Content-Type", "application/json");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows all editions on the log: which count, and why others do not.")
    int list(@Mixin PlaceOptions place) throws InterruptedException {
        var address = place.ports().http(Part.TRACKING) + "/api/profiles";
        say(answer(request(address, token(place, "auditor")).build(), OK, "tracking"));
        return 0;
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static String token(PlaceOptions place, String role) throws InterruptedException {
        return TokenCommand.token(
                place.ports().http(Part.OIDC), role, secrets(place).demoUserSecret());
    }

    private static Secrets secrets(PlaceOptions place) {
        return new Secrets(place.data(Installation.find()).resolve("keys"));
    }

    private static String answer(HttpRequest request, int expected, String service)
            throws InterruptedException {
        return expected(send(request, service), expected, service);
    }

    private static String expected(HttpResponse<String> answer, int expected, String service) {
        if (answer.statusCode() != expected) {
            throw new PlatformException(
                    "%s answered %d %s".formatted(service, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static HttpResponse<String> send(HttpRequest request, String service)
            throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException away) {
            throw new PlatformException(
                    "%s does not answer. Is ./unbroken up or demo running with the same --ports?"
                            .formatted(service),
                    away);
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new PlatformException(file + " is no edition: it is too large");
            }
            return Files.readAllBytes(file);
        } catch (IOException none) {
            throw new PlatformException(file + " cannot be read", none);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
