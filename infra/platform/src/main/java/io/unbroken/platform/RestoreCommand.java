package io.unbroken.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes again, out of the log of a running platform, what was lost or damaged beside it.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Makes the store or the ledger's tiles again out of the log.")
final class RestoreCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected what to restore: store or tiles");
    }

    @Command(
            name = "store",
            mixinStandardHelpOptions = true,
            description =
                    "Reads the whole log into a new namespace, holds it to the last published checkpoint, and switches, whatever the store has now.")
    int store(
            @Mixin PlaceOptions place,
            @Option(
                            names = "--mongodb-uri",
                            paramLabel = "URI",
                            description = "the store, if the platform was started with one")
                    @Nullable String mongodb)
            throws InterruptedException {
        return new TrackingTool(place, mongodb)
                .run(List.of("restore-store"), spec.commandLine().getOut());
    }

    @Command(
            name = "tiles",
            mixinStandardHelpOptions = true,
            description =
                    "Makes the ledger's directory again from the log and the published checkpoints; the signer's state is kept, or is that of the last checkpoint.")
    int tiles(@Mixin PlaceOptions place) throws InterruptedException {
        return new TrackingTool(place, null)
                .run(List.of("restore-tiles"), spec.commandLine().getOut());
    }
}
