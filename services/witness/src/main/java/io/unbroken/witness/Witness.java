package io.unbroken.witness;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.witness.WitnessRules;
import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The witness's command. Exit codes: 0 stopped, 1 could not start (one line says why), 2 not understood.
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        description =
                "Cosigns the checkpoints of logs that only ever grow, until it is stopped (C2SP tlog-witness).")
public final class Witness implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; 0 takes a free port. Default: ${DEFAULT-VALUE}",
            defaultValue = "7100")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "On which address. Default: ${DEFAULT-VALUE}, this machine alone",
            defaultValue = "127.0.0.1")
    private String address = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Keeps what it cosigned last of each log. Never go back to an older copy of it")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            required = true,
            description = "The key of a log to watch, as its /ledger/key tells it. May be repeated")
    private List<String> logs = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The witness's private key (PKCS#8 PEM, mode 0600); made if it is not there. Default: DIR/witness.pem")
    private @Nullable Path key;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The witness's name, a URL without scheme, such as hospital.example/witness. Default: ${DEFAULT-VALUE}",
            defaultValue = "unbroken.local/witness")
    private String name = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// Runs a witness.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Witness()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Files.createDirectories(data);
            try (FileChannel file =
                            FileChannel.open(
                                    data.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                if (lock == null) {
                    err.println("witness: another witness uses " + data + ".");
                    return CommandLine.ExitCode.SOFTWARE;
                }
                serve(out);
                return CommandLine.ExitCode.OK;
            }
        } catch (KeyFileException | IllegalArgumentException e) {
            err.println("witness: " + e.getMessage());
        } catch (IOException e) {
            err.println("witness: cannot start: " + e);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void serve(PrintWriter out) throws IOException, InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "expected a port of 0 to %d, found %d".formatted(HIGHEST_PORT, port));
        }
        Path file = key == null ? data.resolve("witness.pem") : key;
        SigningKey signingKey = SigningKeyFile.loadOrCreate(file, new SecureRandom());
        var rules =
                new WitnessRules(
                        new Cosigner(name, signingKey),
                        logs.stream().map(VerifierKey::parse).toList(),
                        new DurableFiles(FileOperations.disk(), data),
                        InstantSource.system());
        var listen = new InetSocketAddress(InetAddress.getByName(address), port);
        try (WitnessServer server = WitnessServer.start(rules, listen)) {
            out.println(rules.verifierKey());
            out.printf(
                    "Listening on http://%s:%d/add-checkpoint%n",
                    server.address().getAddress().getHostAddress(), server.address().getPort());
            out.flush();
            // Until the process is told to stop. What was cosigned is on the disk already.
            new CountDownLatch(1).await();
        }
    }
}
