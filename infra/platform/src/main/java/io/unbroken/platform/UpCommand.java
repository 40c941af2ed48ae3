package io.unbroken.platform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Everything but the simulator.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine and waits for Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Mixin private RunOptions options = new RunOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var session = Session.open(options, spec.commandLine().getOut())) {
            session.start();
            return session.await();
        }
    }
}
