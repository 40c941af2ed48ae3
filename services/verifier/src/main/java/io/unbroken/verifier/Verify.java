package io.unbroken.verifier;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.note.Note;
import io.unbroken.verifier.Result.Holds;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The command: `verify FILE [--trust TRUST] [--checkpoint HELD]`. Prints one line; the exit code is 0 if everything holds, 1 if not,
/// 2 if it was not understood. Needs no network and writes nothing.
public final class Verify {

    static final int HOLDS = 0;
    static final int BROKEN = 1;
    static final int USAGE = 2;

    /// The system property that names the trust file of those who say none.
    private static final String TRUST = "unbroken.trust";

    private static final String HELP = "usage: verify FILE [--trust TRUST] [--checkpoint HELD]";

    private Verify() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /// Runs the command.
    ///
    /// @return the exit code
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Asked asked = Asked.of(arguments);
            return check(asked, out);
        } catch (IllegalArgumentException e) {
            err.println("verify: " + e.getMessage());
            err.println(HELP);
            return USAGE;
        } catch (NoSuchFileException e) {
            err.println("verify: there is no file " + e.getFile());
            return USAGE;
        } catch (IOException e) {
            err.println("verify: cannot read: " + e.getMessage());
            return USAGE;
        }
    }

    private static int check(Asked asked, PrintStream out) throws IOException {
        Trust trust = trust(asked.trust());
        Optional<Checkpoint> held;
        try {
            held = asked.held().isPresent() ? held(asked.held().get(), trust) : Optional.empty();
        } catch (Unproven e) {
            out.println("BROKEN (the checkpoint that you hold): " + e.getMessage());
            return BROKEN;
        }
        try (InputStream in = Files.newInputStream(asked.bundle())) {
            Result result = Verification.of(in, trust, held);
            out.println(result.line());
            return result instanceof Holds ? HOLDS : BROKEN;
        }
    }

    private static Trust trust(Path file) throws IOException {
        try {
            return Trust.load(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Checkpoint> held(Path file, Trust trust) throws IOException, Unproven {
        if (Files.size(file) > Note.MOST_BYTES) {
            throw new IllegalArgumentException(file + " is too large for a checkpoint");
        }
        return Optional.of(Verification.held(Files.readAllBytes(file), trust));
    }

    private record Asked(Path bundle, Path trust, Optional<Path> held) {

        static Asked of(String[] arguments) {
            Optional<Path> bundle = Optional.empty();
            Optional<Path> trust = Optional.ofNullable(System.getProperty(TRUST)).map(Path::of);
            Optional<Path> held = Optional.empty();
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--trust" -> trust = Optional.of(Path.of(value(arguments, ++i)));
                    case "--checkpoint" -> held = Optional.of(Path.of(value(arguments, ++i)));
                    default -> {
                        if (arguments[i].startsWith("-") || bundle.isPresent()) {
                            throw new IllegalArgumentException(
                                    "did not understand " + arguments[i]);
                        }
                        bundle = Optional.of(Path.of(arguments[i]));
                    }
                }
            }
            return new Asked(
                    bundle.orElseThrow(() -> new IllegalArgumentException("expected a FILE")),
                    trust.orElseThrow(() -> new IllegalArgumentException("expected --trust")),
                    held);
        }

        private static String value(String[] arguments, int i) {
            if (i == arguments.length) {
                throw new IllegalArgumentException("expected a value after " + arguments[i - 1]);
            }
            return arguments[i];
        }
    }
}
