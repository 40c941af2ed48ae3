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
import picocli.CommandLine.Option;
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

    @Option(
            names = "--sign",
            description =
                    "proves who it is by password and PIN too, as a signature takes it within two minutes")
    private boolean proved;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var secrets = new Secrets(place.data(Installation.find()).resolve("keys"));
        var issuer = place.ports().http(Part.OIDC);
        spec.commandLine()
                .getOut()
                .println(
                        proved
                                ? signingToken(issuer, role, secrets)
                                : token(issuer, role, secrets.demoUserSecret()));
        return 0;
    }

    /// A demo user's token.
    ///
    /// @throws PlatformException if the sign-in gives none
    public static String token(String issuer, String role, String secret)
            throws InterruptedException {
        return token(issuer, role, secret, "");
    }

    /// One with which the user signs: of a sign-in now, by password and PIN.
    ///
    /// @throws PlatformException if the sign-in gives none
    public static String signingToken(String issuer, String role, Secrets secrets)
            throws InterruptedException {
        return token(
                issuer, role, secrets.demoUserSecret(), secrets.proof(user(role)).parameters());
    }

    private static String token(String issuer, String role, String secret, String proof)
            throws InterruptedException {
        var answer = ask(issuer, user(role), secret, proof);
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

    private static HttpResponse<String> ask(String issuer, String user, String secret, String proof)
            throws InterruptedException {
        var credentials =
                Base64.getEncoder()
                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                        .timeout(LIMIT)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials" + proof))
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
