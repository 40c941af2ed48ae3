package io.unbroken.custody.loggerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoggerFilesTest {

    private static final int MUTATIONS = 5_000;

    @Test
    void binary_garbage_is_refused() {
        for (long seed = 0; seed < 200; seed++) {
            var bytes = new byte[4_096];
            new Random(seed).nextBytes(bytes);

            assertThat(LoggerFiles.read(bytes)).as("seed " + seed).isInstanceOf(Refused.class);
        }
    }

    @Test
    void an_empty_file_is_refused() {
        assertThat(LoggerFiles.read(new byte[0])).isInstanceOf(Refused.class);
        assertThat(Fixture.refused("\r\n \r\n").lineNumber()).isEqualTo(1);
    }

    @Test
    void too_large_a_file_is_refused() {
        var huge = new byte[TextLines.MOST_BYTES + 1];

        assertThat(LoggerFiles.read(huge)).isInstanceOf(Refused.class);
    }

    @Test
    void too_many_lines_and_too_long_a_line_are_refused() {
        String many = "time utc,°C\n" + "\n".repeat(TextLines.MOST_LINES);
        String longLine = "time utc,°C\n" + "9".repeat(TextLines.LONGEST_LINE + 1) + "\n";

        assertThat(Fixture.refused(many).lineNumber()).isEqualTo(TextLines.MOST_LINES + 1);
        assertThat(Fixture.refused(longLine).lineNumber()).isEqualTo(2);
    }

    @Test
    void what_was_found_is_shown_short_and_printable() {
        var refused = new Refused(1, "text", "\u001b[31m" + "x".repeat(500));

        assertThat(refused.found()).hasSize(Refused.LONGEST_FOUND).startsWith("?[31m");
    }

    @Test
    void any_damage_gives_a_file_or_a_refusal_and_quickly() {
        List<byte[]> originals =
                List.of(
                        LoggerFileSample.qTag(1),
                        Fixture.bytes("fridge-tag-2.txt"),
                        Fixture.bytes("fridge-tag-ultra-low-fahrenheit.txt"),
                        Fixture.bytes("semicolons-and-commas.csv"));
        int read = 0;
        long start = System.nanoTime();
        for (long seed = 0; seed < MUTATIONS; seed++) {
            var random = new Random(seed);
            byte[] damaged = damaged(originals.get((int) (seed % originals.size())), random);

            LoggerFileResult result = LoggerFiles.read(damaged);

            switch (result) {
                case LoggerFile file -> {
                    assertThat(DeviceComparison.of(file)).as("seed " + seed).isNotNull();
                    read++;
                }
                case Refused refused ->
                        assertThat(refused.lineNumber())
                                .as("seed " + seed)
                                .isBetween(0, damaged.length + 1);
            }
        }
        assertThat(read).as("files still readable").isBetween(MUTATIONS / 20, MUTATIONS / 2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    private static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        String likely = "0123456789-+.,:;\t\r\n \"xTZ/\u0000";
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) likely.charAt(random.nextInt(likely.length()));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    /// The file with a part of it repeated, or left out.
    private static byte[] spliced(byte[] bytes, int end, int resume) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return (text.substring(0, end) + text.substring(resume))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
