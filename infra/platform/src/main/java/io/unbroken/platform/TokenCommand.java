package io.unbroken.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A demo user's token for curl.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints an access token, valid for 15 minutes.")
public final class TokenCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern ACCESS_TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    @Mixin private PlaceOptions place = new PlaceOptions();

    @Parameters(
            index = "0",
            paramLabel = "ROLE",
            description =
                    "courier, collection, collection2, manufacturing, quality, nurse1, nurse2, physician, operations, auditor, administrator; or a role such as INFUSION_NURSE")
    private String role = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var secret = new Secrets(place.data(Installation.find()).resolve("keys")).demoUserSecret();
        spec.commandLine().getOut().println(token(place.ports().http(Part.OIDC), role, secret));
        return 0;
    }

    /// A demo user's token.
    ///
    /// @throws PlatformException if the sign-in gives none
    public static String token(String issuer, String role, String secret)
            throws InterruptedException {
        var answer = ask(issuer, user(role), secret);
        var token = ACCESS_TOKEN.matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find()) {
            throw new PlatformException(
                    "no token for '"
                            + role
                            + "': the sign-in answered "
                            + answer.statusCode()
                            + ". Known are "
                            + "courier, collection, collection2, manufacturing, quality, nurse1, nurse2, physician, operations, auditor, administrator");
        }
        return token.group(1);
    }

    private static HttpResponse<String> ask(String issuer, String user, String secret)
            throws InterruptedException {
        var credentials =
                Base64.getEncoder()
                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                        .timeout(LIMIT)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build();
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new PlatformException(
                    "the sign-in at "
                            + issuer
                            + " does not answer. Is ./unbroken up or demo running with the same --ports?",
                    away);
        }
    }

    /// Roles as tokens name them stand for the first user who has them.
    private static String user(String role) {
        return switch (role) {
            case "COLLECTION_STAFF" -> "collection";
            case "MANUFACTURING_OPERATOR" -> "manufacturing";
            case "INFUSION_NURSE" -> "nurse1";
            case "INFUSION_PHYSICIAN" -> "physician";
            default -> role.toLowerCase(java.util.Locale.ROOT);
        };
    }
}
