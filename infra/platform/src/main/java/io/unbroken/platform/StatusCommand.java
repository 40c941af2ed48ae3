package io.unbroken.platform;

import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Asks every part.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells which parts answer; exit code 1 if one does not.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private PlaceOptions place = new PlaceOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var installation = Installation.find();
        var addresses = new Addresses(place.ports(), Optional.empty());
        var out = spec.commandLine().getOut();
        var terminal = new Terminal(out, addresses);
        var data = place.data(installation);
        var secrets = new Secrets(data.resolve("keys"));
        out.println("data in " + data + (Files.exists(data) ? "" : " (nothing there)"));
        Map<Part, Future<Boolean>> answers = new EnumMap<>(Part.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : Part.values()) {
                answers.put(
                        part,
                        threads.submit(
                                () -> Launches.readiness(part, addresses, secrets).answers()));
            }
        }
        var all = true;
        for (var answer : answers.entrySet()) {
            boolean up = answer.getValue().get();
            all &= up;
            out.println(
                    "  %s %-16s %s"
                            .formatted(
                                    up ? "✓" : "✗",
                                    answer.getKey().title(),
                                    terminal.address(answer.getKey())));
        }
        return all ? 0 : 1;
    }
}
