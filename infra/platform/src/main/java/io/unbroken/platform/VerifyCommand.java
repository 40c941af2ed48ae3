package io.unbroken.platform;

import io.unbroken.verifier.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks a bundle offline. The launcher starts the verifier itself without us, which is faster; this is the same.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks an evidence bundle offline: one line says what holds, or what is broken and where; exit code 0 or 1.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin private PlaceOptions place = new PlaceOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "the bundle")
    private Path bundle = Path.of("");

    @Option(
            names = "--checkpoint",
            paramLabel = "HELD",
            description = "a checkpoint that you got earlier; the log must extend it")
    private @Nullable Path held;

    @Option(
            names = "--trust",
            paramLabel = "TRUST",
            description =
                    "whom you believe: lines of root, log and witness (default: trust.txt in --data)")
    private @Nullable Path trust;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(bundle.toString(), "--trust"));
        arguments.add(
                (trust == null ? TrustFile.in(place.data(Installation.find())) : trust).toString());
        if (held != null) {
            arguments.addAll(List.of("--checkpoint", held.toString()));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                Verify.run(
                        arguments.toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        spec.commandLine().getOut().print(out.toString(StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().print(err.toString(StandardCharsets.UTF_8));
        spec.commandLine().getErr().flush();
        return code;
    }
}
