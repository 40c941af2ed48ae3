package io.unbroken.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
        var installation = Installation.find();
        var data = place.data(installation);
        var addresses = new Addresses(place.ports(), Optional.ofNullable(mongodb));
        var secrets = new Secrets(data.resolve("keys"));
        return run(AuditProcess.of(installation, addresses, data.resolve("ledger"), secrets));
    }

    private int run(ProcessBuilder builder) throws InterruptedException {
        try {
            Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(spec.commandLine().getOut()::println);
            }
            return process.waitFor();
        } catch (IOException failure) {
            throw new PlatformException(
                    "the audit could not be started: " + failure.getMessage(), failure);
        }
    }
}
