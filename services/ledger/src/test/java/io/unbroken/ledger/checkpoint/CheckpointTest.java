package io.unbroken.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.ledger.merkle.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final String EXAMPLE =
            """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
            """;

    @Test
    void the_example_of_the_specification_is_read_and_written() {
        Checkpoint checkpoint = Checkpoint.parse(EXAMPLE);

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root())
                .isEqualTo(Hash.parse("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
        assertThat(checkpoint.text()).isEqualTo(EXAMPLE);
        assertThat(Checkpoint.of("o", 0, Hash.EMPTY).text())
                .isEqualTo("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    @Test
    void further_lines_are_kept_as_they_are() {
        Checkpoint checkpoint = Checkpoint.parse(EXAMPLE + "more\nand more\n");

        assertThat(checkpoint.extensions()).containsExactly("more", "and more");
        assertThat(checkpoint.text()).isEqualTo(EXAMPLE + "more\nand more\n");
    }

    @Test
    void what_is_no_checkpoint_is_refused() {
        for (String other :
                List.of(
                        "",
                        EXAMPLE.stripTrailing(),
                        EXAMPLE + "\n",
                        "\n" + EXAMPLE,
                        EXAMPLE.replace("20852163", "020852163"),
                        EXAMPLE.replace("20852163", "+20852163"),
                        EXAMPLE.replace("20852163", "-1"),
                        EXAMPLE.replace("20852163", ""),
                        EXAMPLE.replace("20852163", "2085216\u0663"),
                        EXAMPLE.replace("20852163", "9223372036854775808"),
                        EXAMPLE.replace("20852163", "99999999999999999999"),
                        EXAMPLE.replace("q2I=", "q2J="),
                        EXAMPLE.replace("q2I=", "q2I"),
                        EXAMPLE.replace("CsUY", "Cs Y"),
                        EXAMPLE.replace("\n", "\r\n"),
                        EXAMPLE.replace("example.com", "e".repeat(300)),
                        EXAMPLE.replace("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", ""),
                        EXAMPLE + "more\n".repeat(17))) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> Checkpoint.parse(other));
        }
    }
}
