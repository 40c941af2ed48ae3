package io.unbroken.ledger.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.schemas.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealsTest {

    private static final NoteSigner LOG =
            new NoteSigner("unbroken.example/log", SigningKey.of(new byte[32]));
    private static final TreeName TREE = new TreeName("courier.events.v1", 3);
    private static final byte[] NO_PROOF = {};

    private final Seals seals = new Seals(LOG.verifierKey());

    @Test
    void a_record_is_sealed_when_a_checkpoint_covers_it() {
        assertThat(seals.checkpoint(TREE, 0)).isEmpty();

        seals.take(first(entry(2)), entry(2).bytes(), NO_PROOF);

        assertThat(seals.checkpoint(TREE, 1)).contains(1L);
        assertThat(seals.checkpoint(TREE, 2)).isEmpty();
        assertThat(seals.checkpoint(new TreeName("courier.events.v1", 4), 0)).isEmpty();
        assertThat(seals.size()).isEqualTo(1);
        // The entry at index 0 lists all heads.
        assertThat(seals.complete()).isTrue();
    }

    @Test
    void the_largest_head_counts_whatever_comes_after_it() {
        Heads one = entry(5);
        Heads two = entry(9);
        seals.take(second(one, two), two.bytes(), proof(one.leaf()));

        seals.take(first(one), one.bytes(), NO_PROOF);

        assertThat(seals.checkpoint(TREE, 8)).contains(2L);
        assertThat(seals.size()).isEqualTo(2);
    }

    @Test
    void heads_that_the_checkpoint_does_not_prove_are_refused() {
        Heads one = entry(5);
        Heads two = entry(9);

        refused(first(one), two.bytes(), NO_PROOF);
        refused(second(one, two), two.bytes(), proof(two.leaf()));
        refused(second(one, two), two.bytes(), NO_PROOF);
        // An entry that is in the tree, but not the last.
        refused(second(one, two), one.bytes(), proof(two.leaf()));
        assertThat(seals.size()).isZero();
    }

    @Test
    void a_checkpoint_of_another_key_or_another_log_is_refused() {
        byte[] seed = {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1
        };
        var stranger = new NoteSigner(LOG.name(), SigningKey.of(seed));
        String text = Checkpoint.of(LOG.name(), 1, entry(2).leaf()).text();
        String other = Checkpoint.of("another.example/log", 1, entry(2).leaf()).text();

        refused(stranger.sign(text).bytes(), entry(2).bytes(), NO_PROOF);
        refused(LOG.sign(other).bytes(), entry(2).bytes(), NO_PROOF);
    }

    private void refused(byte[] note, byte[] heads, byte[] proof) {
        assertThatThrownBy(() -> seals.take(note, heads, proof))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Heads entry(long size) {
        return new Heads(List.of(new Head(TREE, size, Hash.leaf(new byte[] {(byte) size}))));
    }

    private static byte[] first(Heads entry) {
        return LOG.sign(Checkpoint.of(LOG.name(), 1, entry.leaf()).text()).bytes();
    }

    private static byte[] second(Heads one, Heads two) {
        Hash root = Hash.node(one.leaf(), two.leaf());
        return LOG.sign(Checkpoint.of(LOG.name(), 2, root).text()).bytes();
    }

    private static byte[] proof(Hash beside) {
        return (beside.base64() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
