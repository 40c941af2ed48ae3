package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.verifier.testing.World;
import io.unbroken.verifier.testing.World.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustTest {

    private final Trust trust = new World().trust();
    private final VerifierKey log = trust.logs().getFirst();
    private final VerifierKey witness = trust.witnesses().getFirst();

    @Test
    void what_is_written_is_read_again() {
        assertThat(Trust.parse(trust.text())).isEqualTo(trust);
        assertThat(trust.text().lines())
                .containsExactly(
                        "root " + trust.root(), "log " + log, "witness " + witness, "quorum 1");
        var alone = new Trust(trust.root(), List.of(log), List.of(), 0);
        assertThat(alone.text().lines()).hasSize(2);
        assertThat(Trust.parse(alone.text())).isEqualTo(alone);
    }

    @Test
    void remarks_and_empty_lines_say_nothing() {
        assertThat(Trust.parse("# whom we trust\n\n \n" + trust.text())).isEqualTo(trust);
    }

    @Test
    void a_quorum_needs_as_many_witnesses_and_no_fewer_than_none() {
        var second = new World(new Keys(1, 2, 4, 10)).trust().witnesses().getFirst();
        List<VerifierKey> two = List.of(witness, second);
        assertThat(new Trust(trust.root(), List.of(log), two, 2).quorum()).isEqualTo(2);
        for (int other : List.of(-1, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Trust(trust.root(), List.of(log), two, other))
                    .withMessageContaining("found " + other);
        }
    }

    @Test
    void a_key_is_of_the_type_that_its_holder_signs_with() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(trust.root(), List.of(witness), List.of(), 0))
                .withMessageContaining("type 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(trust.root(), List.of(log), List.of(log), 0))
                .withMessageContaining("type 4");
    }

    @Test
    void a_trust_file_names_one_root_and_at_least_one_log() {
        String root = "root " + trust.root() + "\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.parse("log " + log + "\n"))
                .withMessageContaining("found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.parse(root + root + "log " + log + "\n"))
                .withMessageContaining("found 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trust.parse(root))
                .withMessageContaining("at least one log");
        for (String other : List.of("roots x", "root", "key " + trust.root(), "quorum many")) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> Trust.parse(trust.text() + other + "\n"));
        }
    }
}
