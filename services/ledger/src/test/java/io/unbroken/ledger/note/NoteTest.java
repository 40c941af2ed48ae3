package io.unbroken.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.ledger.note.VerifierKey.Standing;
import io.unbroken.schemas.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteTest {

    // The example in the documentation of Go's golang.org/x/mod/sumdb/note.
    private static final String NEUMANN =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String EXAMPLE =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;
    private static final String TEXT = "unbroken.local/log\n1\nAAAA\n";
    private static final Instant TIME = Instant.ofEpochSecond(1_679_315_147);

    private final NoteSigner log = new NoteSigner("unbroken.local/log", key(1));
    private final Cosigner witness = new Cosigner("witness.example/w1", key(2));

    @Test
    void the_example_of_go_is_read_and_its_signature_is_good() {
        Note note = note(EXAMPLE);

        assertThat(note.text()).startsWith("If you think").endsWith("problem is.\n");
        assertThat(VerifierKey.parse(NEUMANN).standing(note)).isEqualTo(Standing.VALID);
        assertThat(VerifierKey.parse(NEUMANN)).hasToString(NEUMANN);
        assertThat(note).hasToString(EXAMPLE);
    }

    @Test
    void a_note_that_a_log_signed_is_good_for_its_key_alone() {
        Note note = log.sign(TEXT);

        assertThat(Note.parse(note.bytes())).isEqualTo(note);
        assertThat(log.verifierKey().standing(note)).isEqualTo(Standing.VALID);
        assertThat(new NoteSigner("other", key(1)).verifierKey().standing(note))
                .isEqualTo(Standing.ABSENT);
        assertThat(new NoteSigner(log.name(), key(2)).verifierKey().standing(note))
                .isEqualTo(Standing.ABSENT);
        assertThat(VerifierKey.parse(log.verifierKey().toString())).isEqualTo(log.verifierKey());
    }

    @Test
    void a_changed_text_makes_the_signature_bad() {
        Note signed = log.sign(TEXT);
        Note changed = new Note(TEXT.replace("1", "2"), signed.signatures());

        assertThat(log.verifierKey().standing(changed)).isEqualTo(Standing.INVALID);
    }

    @Test
    void one_bad_signature_of_a_known_key_spoils_the_good_one() {
        Note signed = log.sign(TEXT);
        Note both = signed.with(log.sign("another\n").signatures());

        assertThat(log.verifierKey().standing(both)).isEqualTo(Standing.INVALID);
    }

    @Test
    void a_witness_adds_its_cosignature_and_its_time() {
        Note note = log.sign(TEXT).with(List.of(witness.cosign(TEXT, TIME)));

        assertThat(note.signatures()).hasSize(2);
        assertThat(log.verifierKey().standing(note)).isEqualTo(Standing.VALID);
        assertThat(witness.verifierKey().standing(note)).isEqualTo(Standing.VALID);
        assertThat(witness.verifierKey().cosigned(note)).contains(TIME);
        assertThat(log.verifierKey().cosigned(note)).isEmpty();
        assertThat(note.with(List.of(witness.cosign(TEXT, TIME)))).isEqualTo(note);
        Note later = note.with(List.of(witness.cosign(TEXT, TIME.plusSeconds(5))));
        assertThat(later.signatures()).hasSize(3);
        assertThat(witness.verifierKey().cosigned(later)).contains(TIME);
    }

    @Test
    void a_cosignature_is_no_signature_of_the_log_and_the_other_way_round() {
        var asWitness = new Cosigner(log.name(), log.key());
        Note note = log.sign(TEXT);

        assertThat(asWitness.verifierKey().standing(note)).isEqualTo(Standing.ABSENT);
        assertThat(asWitness.verifierKey().keyId()).isNotEqualTo(log.verifierKey().keyId());
        Note disguised =
                new Note(
                        TEXT,
                        List.of(
                                SignatureLine.of(
                                        log.name(),
                                        asWitness.verifierKey().keyId(),
                                        note.signatures().getFirst().signature())));
        assertThat(asWitness.verifierKey().standing(disguised)).isEqualTo(Standing.INVALID);
    }

    @Test
    void what_is_no_note_is_refused() {
        for (String other :
                List.of(
                        "",
                        "\n",
                        "text\n",
                        "text\n\n",
                        EXAMPLE.stripTrailing(),
                        EXAMPLE + "\n",
                        EXAMPLE + "x\n",
                        EXAMPLE.replace("\n", "\r\n"),
                        EXAMPLE.replace("—", "-"),
                        EXAMPLE.replace("— ", "—"),
                        EXAMPLE.replace("PeterNeumann", "Peter Neumann"),
                        EXAMPLE.replace("PeterNeumann", "Peter+Neumann"),
                        EXAMPLE.replace("PeterNeumann", "Peter\u00a0Neumann"),
                        EXAMPLE.replace("PeterNeumann ", " "),
                        EXAMPLE.replace("nAM=", "nAN="),
                        EXAMPLE.replace("nAM=", "nAM"),
                        EXAMPLE.replace("answer", "ans\twer"),
                        EXAMPLE.replaceFirst("x08go.*", "x08gow=="),
                        EXAMPLE + EXAMPLE.substring(EXAMPLE.indexOf("—")).repeat(64))) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> Note.parse(other.getBytes(StandardCharsets.UTF_8)));
        }
        byte[] broken = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        broken[3] = (byte) 0xff;
        assertThatIllegalArgumentException().isThrownBy(() -> Note.parse(broken));
    }

    @Test
    void keys_that_are_not_of_their_one_form_or_weak_are_refused() {
        for (String other :
                List.of(
                        "",
                        "PeterNeumann",
                        "PeterNeumann+c74f20a3",
                        NEUMANN.replace("c74f20a3", "c74f20a4"),
                        NEUMANN.replace("c74f20a3", "C74F20A3"),
                        NEUMANN.replace("+c", " +c"),
                        NEUMANN + "A",
                        // The neutral element, under which anyone can sign.
                        "weak+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            assertThatIllegalArgumentException()
                    .as(other)
                    .isThrownBy(() -> VerifierKey.parse(other));
        }
    }

    private static Note note(String text) {
        return Note.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey key(int fill) {
        var seed = new byte[32];
        java.util.Arrays.fill(seed, (byte) fill);
        return SigningKey.of(seed);
    }
}
