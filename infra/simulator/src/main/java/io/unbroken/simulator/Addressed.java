package io.unbroken.simulator;

import io.unbroken.simulator.driver.Addresses;
import io.unbroken.simulator.driver.Api;
import io.unbroken.simulator.driver.Credentials;
import io.unbroken.simulator.driver.Sender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where the services are and how to sign in.
final class Addressed {

    private static final String SECRET_VARIABLE = "UNBROKEN_DEMO_SECRET_FILE";
    private static final String PEOPLE_VARIABLE = "UNBROKEN_DEMO_PEOPLE_FILE";

    @Option(names = "--tracking", paramLabel = "URL", description = "tracking's address")
    private URI tracking = URI.create("http://127.0.0.1:8080");

    @Option(names = "--collection", paramLabel = "URL", description = "collection's address")
    private URI collection = URI.create("http://127.0.0.1:8081");

    @Option(names = "--courier", paramLabel = "URL", description = "courier's address")
    private URI courier = URI.create("http://127.0.0.1:8082");

    @Option(names = "--manufacturing", paramLabel = "URL", description = "manufacturing's address")
    private URI manufacturing = URI.create("http://127.0.0.1:8083");

    @Option(names = "--infusion", paramLabel = "URL", description = "infusion's address")
    private URI infusion = URI.create("http://127.0.0.1:8084");

    @Option(names = "--issuer", paramLabel = "URL", description = "the OIDC provider's address")
    private URI issuer = URI.create("http://127.0.0.1:8085");

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description =
                    "the demo users' secret (default: the file that " + SECRET_VARIABLE + " names)")
    private @Nullable Path secretFile;

    @Option(
            names = "--people-file",
            paramLabel = "FILE",
            description =
                    "the demo people's passwords and PINs (default: the file that "
                            + PEOPLE_VARIABLE
                            + " names)")
    private @Nullable Path peopleFile;

    Api api(Sender sender) {
        return new Api(sender, addresses(), credentials());
    }

    /// @param patience see [Api#Api]
    Api api(Sender sender, Supplier<Duration> patience) {
        return new Api(sender, addresses(), credentials(), patience);
    }

    private Addresses addresses() {
        return new Addresses(tracking, collection, courier, manufacturing, infusion, issuer);
    }

    private Credentials credentials() {
        return Credentials.of(
                read(secretFile, "--client-secret-file", SECRET_VARIABLE, "the demo users' secret"),
                read(
                        peopleFile,
                        "--people-file",
                        PEOPLE_VARIABLE,
                        "the demo people's passwords and PINs"));
    }

    private static String read(@Nullable Path given, String option, String variable, String what) {
        Path file =
                Optional.ofNullable(given)
                        .or(() -> Optional.ofNullable(System.getenv(variable)).map(Path::of))
                        .orElseThrow(() ->
                                new BadOption(
                                        "%s or %s must name %s".formatted(option, variable, what)));
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new BadOption("cannot read %s at %s".formatted(what, file));
        }
    }
}
