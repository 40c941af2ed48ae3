package io.unbroken.verifier.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.verifier.Result;
import io.unbroken.verifier.Trust;
import io.unbroken.verifier.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What anybody may hand to the verifier is refused in one way only, or is what it would have written itself.
class BundleFuzzTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/unbroken/verifier");
    private static final Trust TRUST = trust();

    @FuzzTest
    void bundle(byte[] data) throws IOException {
        Optional<List<Line>> lines = read(data);
        lines.ifPresent(read -> require(Arrays.equals(BundleLines.write(read), data)));
    }

    /// Canonical JSON: what is read has one form.
    @FuzzTest
    void line(byte[] data) {
        Line line;
        try {
            line = LineCodec.parse(data);
        } catch (IllegalArgumentException _) {
            return;
        }
        require(Arrays.equals(LineCodec.bytes(line), data));
    }

    /// With a digest that fits, so that what comes after it is reached. Nobody but the golden world's keys can make it hold.
    @FuzzTest
    void verification(byte[] data) throws IOException {
        byte[] bundle = BundleLines.digested(BundleLines.split(data));
        Result result = Verification.of(new ByteArrayInputStream(bundle), TRUST, Optional.empty());
        require(!(result instanceof Result.Holds) || Arrays.equals(bundle, golden()));
    }

    @FuzzTest
    void trust(byte[] data) {
        Trust trust;
        try {
            trust = Trust.parse(new String(data, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return;
        }
        require(Trust.parse(trust.text()).text().equals(trust.text()));
    }

    private static Optional<List<Line>> read(byte[] data) throws IOException {
        var reader = new BundleReader(new ByteArrayInputStream(data));
        try {
            while (reader.next().isPresent()) {
                // Line by line, as the verifier does.
            }
        } catch (BundleException _) {
            return Optional.empty();
        }
        return Optional.of(BundleLines.read(data));
    }

    private static byte[] golden() throws IOException {
        return Files.readAllBytes(GOLDEN.resolve("golden-v1.jsonl"));
    }

    private static Trust trust() {
        try {
            return Trust.load(GOLDEN.resolve("golden-v1.trust.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Not AssertJ, which the fuzzer would explore too.
    private static void require(boolean expected) {
        if (!expected) {
            throw new AssertionError("expected a refusal, or the one form of what was read");
        }
    }
}
