package io.unbroken.tracking.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Packed blocks are the blocks, whatever is in them.
final class PackedBlocksTest {

    private static final int SEEDS = 500;

    @Test
    void what_is_packed_comes_out_whole() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<KeptBlock> blocks = blocks(new Random(seed));

            assertThat(PackedBlocks.unpack(PackedBlocks.pack(blocks)))
                    .as("seed %d", seed)
                    .isEqualTo(blocks);
        }
    }

    @Test
    void what_was_changed_is_refused() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<KeptBlock> blocks = blocks(random);
            byte[] changed = PackedBlocks.pack(blocks);
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

            assertThatIllegalArgumentException()
                    .as("seed %d", seed)
                    .isThrownBy(() -> PackedBlocks.unpack(changed))
                    .withMessageStartingWith("expected");
        }
    }

    @Test
    void what_was_cut_off_is_refused() {
        byte[] packed = PackedBlocks.pack(blocks(new Random(7)));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatIllegalArgumentException().isThrownBy(() -> PackedBlocks.unpack(cut));
        }
    }

    private static List<KeptBlock> blocks(Random random) {
        var blocks = new ArrayList<KeptBlock>();
        for (int i = 0; i < random.nextInt(1, 8); i++) {
            blocks.add(
                    new KeptBlock(
                            "s" + random.nextInt(),
                            new LogRecord(
                                    new LogPosition(
                                            new LogPartition("topic." + random.nextInt(2), 3),
                                            random.nextLong(1L << 60)),
                                    Instant.ofEpochMilli(random.nextLong(1L << 42)),
                                    some(random),
                                    some(random),
                                    headers(random))));
        }
        return blocks;
    }

    private static List<LogHeader> headers(Random random) {
        var headers = new ArrayList<LogHeader>();
        for (int i = 0; i < random.nextInt(5); i++) {
            // Names may repeat.
            headers.add(new LogHeader("h" + random.nextInt(3), some(random)));
        }
        return headers;
    }

    private static Optional<Bytes> some(Random random) {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        var bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return Optional.of(Bytes.of(bytes));
    }
}
