package io.unbroken.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Derives everything again from the log of a running platform, with tracking's own code in a process of its own.
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Reads the whole log into a new namespace of the store while tracking goes on, compares every history and tree, and switches.")
final class RebuildCommand implements Callable<Integer> {

    @Mixin private PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "the store, if the platform was started with one")
    private @Nullable String mongodb;

    @Option(
            names = "--accept-differences",
            description =
                    "switch also if histories are others than before; a different tree is never accepted")
    private boolean acceptDifferences;

    @Option(
            names = "--resume",
            description =
                    "go on with the namespace that an earlier run of the same version left, instead of beginning anew")
    private boolean resume;

    @Option(
            names = "--drop-old",
            description = "only remove the namespaces that are no longer in force")
    private boolean dropOld;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var command = new ArrayList<>(List.of("rebuild"));
        if (acceptDifferences) {
            command.add("--accept-differences");
        }
        if (resume) {
            command.add("--resume");
        }
        if (dropOld) {
            command.add("--drop-old");
        }
        return new TrackingTool(place, mongodb).run(command, spec.commandLine().getOut());
    }
}
