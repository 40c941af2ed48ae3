package io.unbroken.platform;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Looks through everything that a running platform has, with tracking's own code in a process of its own.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Walks log, tiles, checkpoints and store of a running platform; a line for each flaw, exit code 1 if there is one.")
final class AuditCommand implements Callable<Integer> {

    @Mixin private PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "the store, if the platform was started with one")
    private @Nullable String mongodb;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return new TrackingTool(place, mongodb).run(List.of("audit"), spec.commandLine().getOut());
    }
}
