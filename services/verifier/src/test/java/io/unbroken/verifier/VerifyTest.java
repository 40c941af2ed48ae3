package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import io.unbroken.verifier.testing.World.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command says, and with which exit code.
final class VerifyTest {

    @TempDir private Path directory = Path.of("");

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path bundle = Path.of("");
    private Path trust = Path.of("");

    @BeforeEach
    void write() throws IOException {
        journey.tell(3);
        byte[] held = world.log().seal().note().bytes();
        journey.tell(3);
        bundle =
                Files.write(
                        directory.resolve("bundle.jsonl"),
                        world.bundle(
                                journey.coi(),
                                journey.loggers(),
                                world.log().seal(),
                                Optional.of(1L)));
        trust = Files.writeString(directory.resolve("trust.txt"), world.trust().text());
        Files.write(directory.resolve("held.txt"), held);
    }

    @Test
    void a_bundle_that_holds_is_said_in_one_line_and_exits_with_0() {
        assertThat(verify(bundle.toString(), "--trust", trust.toString())).isZero();
        assertThat(said(out)).startsWith("HOLDS: ").hasLineCount(1);
        assertThat(said(err)).isEmpty();
    }

    @Test
    void a_checkpoint_that_is_held_is_named_where_the_log_extends_it() {
        int exit =
                verify(
                        "--checkpoint",
                        directory.resolve("held.txt").toString(),
                        "--trust",
                        trust.toString(),
                        bundle.toString());

        assertThat(exit).isZero();
        assertThat(said(out)).contains("which extends your checkpoint of size 1");
    }

    @Test
    void a_changed_bundle_is_broken_and_exits_with_1() throws IOException {
        byte[] changed = Files.readAllBytes(bundle);
        changed[changed.length / 2] ^= 1;
        Files.write(bundle, changed);

        assertThat(verify(bundle.toString(), "--trust", trust.toString())).isEqualTo(1);
        assertThat(said(out)).startsWith("BROKEN (").contains(" at line ").hasLineCount(1);
    }

    @Test
    void a_held_checkpoint_that_no_trusted_log_signed_is_broken() throws IOException {
        var other = new World(new Keys(1, 7, 3, 10));
        Path held = Files.write(directory.resolve("other.txt"), other.log().seal().note().bytes());

        int exit =
                verify(
                        bundle.toString(),
                        "--trust",
                        trust.toString(),
                        "--checkpoint",
                        held.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(said(out)).startsWith("BROKEN (the checkpoint that you hold): ");
    }

    @Test
    void what_is_not_understood_is_said_with_the_usage_and_exits_with_2() throws IOException {
        Path large = Files.write(directory.resolve("large.txt"), new byte[2_000_000]);
        Path untrusted = Files.writeString(directory.resolve("untrusted.txt"), "nonsense\n");
        String trusted = trust.toString();
        String file = bundle.toString();
        refused("expected a FILE", "--trust", trusted);
        refused("expected --trust", file);
        refused("expected a value after --trust", file, "--trust");
        refused("expected a value after --checkpoint", file, "--trust", trusted, "--checkpoint");
        refused("did not understand " + file, file, file, "--trust", trusted);
        refused("did not understand --help", "--help");
        refused(
                "too large for a checkpoint",
                file,
                "--trust",
                trusted,
                "--checkpoint",
                large.toString());
        refused("much larger", file, "--trust", large.toString());
        refused("untrusted.txt: expected lines of root", file, "--trust", untrusted.toString());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        String missing = directory.resolve("missing.jsonl").toString();

        assertThat(verify(missing, "--trust", trust.toString())).isEqualTo(2);
        assertThat(said(err)).isEqualTo("verify: there is no file " + missing + "\n");
        assertThat(said(out)).isEmpty();

        err.reset();
        assertThat(verify(directory.toString(), "--trust", trust.toString())).isEqualTo(2);
        assertThat(said(err)).startsWith("verify: cannot read: ");
    }

    private void refused(String why, String... arguments) {
        err.reset();
        assertThat(verify(arguments)).as(why).isEqualTo(2);
        assertThat(said(err))
                .startsWith("verify: ")
                .contains(why)
                .endsWith("usage: verify FILE [--trust TRUST] [--checkpoint HELD]\n");
        assertThat(said(out)).isEmpty();
    }

    private int verify(String... arguments) {
        return Verify.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
