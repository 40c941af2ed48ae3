package io.unbroken.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What a part had to say.
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints the end of a part's log.")
final class LogsCommand implements Callable<Integer> {
    @Mixin private PlaceOptions place = new PlaceOptions();

    @Parameters(
            index = "0",
            paramLabel = "PART",
            description = "broker, registry, store, oidc, a service, or simulator")
    private String part = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "200",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "and go on as it grows")
    private boolean follow;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Part.named(part).isEmpty() && !part.equals("simulator")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no part '"
                            + part
                            + "'; there are "
                            + Arrays.stream(Part.values())
                                    .map(Part::key)
                                    .collect(Collectors.joining(", "))
                            + " and simulator");
        }
        var file = place.data(Installation.find()).resolve("logs").resolve(part + ".log");
        if (!Files.exists(file)) {
            throw new PlatformException("there is no log " + file + " yet");
        }
        var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(Math.max(0, lines))));
        if (follow) {
            command.add("-F");
        }
        command.add(file.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
