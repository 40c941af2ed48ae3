package io.unbroken.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the platform is brought up.
final class RunOptions {
    @Mixin private PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "use this MongoDB instead of the built-in store")
    private @Nullable String mongodb;

    @Option(names = "--fresh", description = "delete the data directory first")
    private boolean fresh;

    PlaceOptions place() {
        return place;
    }

    boolean fresh() {
        return fresh;
    }

    Addresses addresses() {
        return new Addresses(place.ports(), Optional.ofNullable(mongodb));
    }
}
