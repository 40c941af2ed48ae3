package io.unbroken.simulator;

import io.unbroken.simulator.driver.Addresses;
import io.unbroken.simulator.driver.Api;
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

    Api api(Sender sender) {
        return new Api(sender, addresses(), secret());
    }

    /// @param patience see [Api#Api]
    Api api(Sender sender, Supplier<Duration> patience) {
        return new Api(sender, addresses(), secret(), patience);
    }

    private Addresses addresses() {
        return new Addresses(tracking, collection, courier, manufacturing, infusion, issuer);
    }

    private String secret() {
        Path file =
                Optional.ofNullable(secretFile)
                        .or(() -> Optional.ofNullable(System.getenv(SECRET_VARIABLE)).map(Path::of))
                        .orElseThrow(() ->
                                new BadOption(
                                        "--client-secret-file or "
                                                + SECRET_VARIABLE
                                                + " must name the demo users' secret"));
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new BadOption("cannot read the demo users' secret at " + file);
        }
    }
}
