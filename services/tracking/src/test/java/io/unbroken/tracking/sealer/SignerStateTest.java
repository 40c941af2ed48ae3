package io.unbroken.tracking.sealer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignerStateTest {

    private static final TreeName TREE = new TreeName("collection.events.v1", 0);
    private static final TreeName OTHER = new TreeName("courier.events.v1", 3);
    private static final Hash A = Hash.leaf(new byte[] {1});
    private static final Hash B = Hash.leaf(new byte[] {2});

    private final SignerState none = SignerState.none("unbroken.example/log");

    @Test
    void it_comes_back_from_its_bytes() {
        SignerState state =
                none.after(heads(new Head(TREE, 7, A)), A).after(heads(new Head(OTHER, 1, B)), B);

        assertThat(SignerState.parse(state.bytes())).isEqualTo(state);
        assertThat(SignerState.parse(none.bytes())).isEqualTo(none);
        assertThat(state.size()).isEqualTo(2);
        assertThat(state.root()).isEqualTo(B);
        assertThat(state.sealed(TREE)).isEqualTo(7);
        assertThat(state.sealed(OTHER)).isEqualTo(1);
        assertThat(none.sealed(TREE)).isZero();
    }

    @Test
    void a_tree_grows_or_stays_what_it_is() {
        SignerState state = none.after(heads(new Head(TREE, 7, A)), A);

        assertThat(state.after(heads(new Head(TREE, 8, B)), B).sealed(TREE)).isEqualTo(8);
        assertThat(state.after(heads(new Head(TREE, 7, A)), B).sealed(TREE)).isEqualTo(7);
        assertThatThrownBy(() -> state.after(heads(new Head(TREE, 7, B)), B))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("goes on from size 7");
        assertThatThrownBy(() -> state.after(heads(new Head(TREE, 6, A)), B))
                .isInstanceOf(Disagreement.class);
    }

    @Test
    void what_is_not_a_state_is_refused() {
        for (String text :
                List.of(
                        "",
                        "another tag\nlog\n0\n" + A.base64() + "\n",
                        "io.unbroken.signer.v1\nlog\n0\n",
                        "io.unbroken.signer.v1\nlog\n0\n" + A.base64() + "\nno head\n",
                        "io.unbroken.signer.v1\nlog\nzero\n" + A.base64() + "\n")) {
            assertThatThrownBy(() -> SignerState.parse(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Heads heads(Head head) {
        return new Heads(List.of(head));
    }
}
