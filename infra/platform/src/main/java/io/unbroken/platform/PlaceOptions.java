package io.unbroken.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which platform is meant: every verb takes these.
final class PlaceOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where all data is kept (default: .unbroken in the repository)")
    private @Nullable Path data;

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            defaultValue = "8080",
            description =
                    "first of ten ports: tracking, collection, courier, manufacturing, infusion, sign-in, registry, Kafka, its controller, store (default: ${DEFAULT-VALUE})")
    private int base = Ports.DEFAULT.base();

    Path data(Installation installation) {
        return Optional.ofNullable(data).orElseGet(() -> installation.root().resolve(".unbroken"));
    }

    Ports ports() {
        return new Ports(base);
    }
}
