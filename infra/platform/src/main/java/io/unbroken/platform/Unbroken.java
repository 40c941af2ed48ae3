package io.unbroken.platform;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.witness.Witness;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line. Exit codes: 0 done, 1 failed (one line on the error output says why), 2 not understood.
@Command(
        name = "unbroken",
        mixinStandardHelpOptions = true,
        version = "Unbroken " + Unbroken.VERSION,
        description = "One unbroken chain of identity, custody and cold from vein to vein.",
        footer = {"", "  test [MAVEN ARGUMENTS]   builds and passes every test (what CI runs)"},
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            TokenCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            AuditCommand.class,
            BenchCommand.class,
            TortureCommand.class,
            KeysCommand.class,
            ProfileCommand.class,
            RebuildCommand.class,
            RestoreCommand.class,
            EvidenceCommand.class,
            VerifyCommand.class,
            Witness.class
        })
public final class Unbroken implements Runnable {
    static final String VERSION = "0.1.0";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// Runs one verb.
    public static void main(String[] arguments) {
        System.exit(execute(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Unbroken())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (!(failure instanceof PlatformException
                            || failure instanceof KeyFileException)) {
                        throw failure;
                    }
                    line.getErr().println("unbroken: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setParameterExceptionHandler((failure, _) -> {
                    var line = failure.getCommandLine();
                    line.getErr()
                            .println(
                                    "unbroken: "
                                            + failure.getMessage()
                                            + " (see ./unbroken "
                                            + (line.getParent() == null
                                                    ? ""
                                                    : line.getCommandName() + " ")
                                            + "--help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected a verb: demo, up, token, status, logs, evidence, verify, audit, rebuild, restore, keys, profile, bench, torture, witness or test");
    }
}
