package io.unbroken.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final Frontier FIVE = Frontier.EMPTY.appendAll(Oracle.ofNumbers(5).leaves(5));

    @Test
    void only_the_exact_bytes_of_a_frontier_are_read() {
        byte[] bytes = FIVE.bytes();

        assertThat(Frontier.of(bytes)).isEqualTo(FIVE);
        refused(Arrays.copyOf(bytes, bytes.length - 1));
        refused(Arrays.copyOf(bytes, bytes.length + 1));
        refused(Arrays.copyOf(bytes, bytes.length + Hash.BYTES));
        refused(Arrays.copyOf(bytes, bytes.length - Hash.BYTES));
        refused(new byte[0]);
        bytes[0] = (byte) 0x80;
        refused(bytes);
    }

    @Test
    void a_frontier_with_another_number_of_hashes_than_its_size_has_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(4, FIVE.edge()));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(-1, List.of()));
    }

    @Test
    void the_proof_lines_of_hashes_have_one_form() {
        String text = HashLines.format(FIVE.edge());

        assertThat(HashLines.parse(text, 2)).isEqualTo(FIVE.edge());
        assertThat(HashLines.parse("", 0)).isEmpty();
        for (String other :
                List.of(
                        text + "\n",
                        "\n" + text,
                        text.stripTrailing(),
                        text.replace("\n", "\r\n"),
                        text.replace("=", ""),
                        text + text,
                        // The last two bits of the last character before the padding say nothing.
                        text.substring(0, 42)
                                + (char) (text.charAt(42) + 1)
                                + text.substring(43))) {
            assertThatIllegalArgumentException().isThrownBy(() -> HashLines.parse(other, 2));
        }
    }

    private static void refused(byte[] bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(bytes));
    }
}
