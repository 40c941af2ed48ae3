package io.unbroken.ledger.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final String TEXT =
            """
            io.unbroken.heads.v1
            collection.events.v1/2 7 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            collection.events.v1/10 1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            keys.v1/0 9223372036854775807 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            """;

    @Test
    void an_entry_is_read_and_written_in_its_one_form() {
        Heads heads = Heads.parse(bytes(TEXT));

        assertThat(heads.bytes()).isEqualTo(bytes(TEXT));
        assertThat(heads.of(TreeName.parse("collection.events.v1/10")))
                .contains(new Head(new TreeName("collection.events.v1", 10), 1, Hash.EMPTY));
        assertThat(heads.of(TreeName.parse("collection.events.v1/1"))).isEmpty();
        assertThat(heads.leaf()).isEqualTo(Hash.leaf(bytes(TEXT)));
    }

    @Test
    void what_is_no_entry_is_refused() {
        String first = TEXT.lines().toList().get(1) + "\n";
        for (String other :
                List.of(
                        "",
                        "io.unbroken.heads.v1\n",
                        TEXT.substring(TEXT.indexOf('\n') + 1),
                        TEXT.stripTrailing(),
                        TEXT + "\n",
                        TEXT.replace("\n", "\r\n"),
                        TEXT.replace("heads.v1", "heads.v2"),
                        TEXT + first,
                        TEXT.replace(first, first + first),
                        TEXT.replace("v1/2", "v1/11"),
                        TEXT.replace("v1/2", "v1/02"),
                        TEXT.replace("v1/2", "v1/-2"),
                        TEXT.replace("v1/2", "v1"),
                        TEXT.replace("v1/2", "v1/100000"),
                        TEXT.replace("v1/2", "v1/4294967298"),
                        TEXT.replace("collection.events", "Collection.events"),
                        TEXT.replace("keys.v1", ".."),
                        TEXT.replace("keys.v1", "master"),
                        TEXT.replace(" 7 ", " 0 "),
                        TEXT.replace(" 7 ", "  7 "),
                        TEXT.replace(" 7 ", " 7 8 "),
                        TEXT.replace("uFU=", "uFV="))) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> Heads.parse(bytes(other)));
        }
    }

    @Test
    void an_entry_that_no_entry_bundle_holds_is_refused() {
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            heads.add(new Head(new TreeName("collection.events.v1", i), 1, Hash.EMPTY));
        }

        assertThatIllegalArgumentException().isThrownBy(() -> new Heads(heads));
        assertThat(new Heads(heads.subList(0, 800)).bytes().length)
                .isLessThanOrEqualTo(Heads.MOST_BYTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
