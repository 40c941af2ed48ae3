package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.history.History;
import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A bundle of the format's first version, which every later release reads.
///
/// `-Dunbroken.regenerate=true` writes it again: only before the release of its rules ([History#RULES]), never after.
final class GoldenBundleTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/io/unbroken/verifier");
    private static final Path BUNDLE = DIRECTORY.resolve("golden-v1.jsonl");
    private static final Path TRUST = DIRECTORY.resolve("golden-v1.trust.txt");

    @Test
    void the_first_version_is_read_for_ever() throws IOException {
        // given
        if (Boolean.getBoolean("unbroken.regenerate")) {
            write();
        }
        byte[] bundle = Files.readAllBytes(BUNDLE);

        // when
        Result result =
                Verification.of(
                        new ByteArrayInputStream(bundle), Trust.load(TRUST), Optional.empty());

        // then
        assertThat(BundleLines.write(BundleLines.read(bundle))).isEqualTo(bundle);
        int rules = ((Line.Header) BundleLines.read(bundle).getFirst()).rules();
        assertThat(result)
                .as(
                        "%s (if the rules of histories were changed on purpose: regenerate before their release, raise History.RULES after it)",
                        result.line())
                .isInstanceOf(
                        rules == History.RULES ? Result.Holds.class : Result.OtherRules.class);
    }

    private static void write() throws IOException {
        var world = new World();
        var journey = new Journey(world, 1, 1);
        journey.tell(3);
        world.log().seal();
        journey.tell(20);
        Files.write(
                BUNDLE,
                world.bundle(
                        journey.coi(), journey.loggers(), world.log().seal(), Optional.of(1L)));
        Files.writeString(TRUST, world.trust().text());
    }
}
