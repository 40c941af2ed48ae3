package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.RecordHash;
import io.unbroken.verifier.Result.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignerChainsTest {

    private static final KeyId KEY = new KeyId("0".repeat(16));
    private static final KeyId OTHER = new KeyId("1".repeat(16));

    private final SignerChains chains = new SignerChains();

    @Test
    void a_chain_from_its_first_record_on_is_whole_in_whatever_order_it_comes() throws Unproven {
        add(KEY, "A", 2, "a", "b");
        add(KEY, "A", 3, "b", "c");
        add(KEY, "A", 1, "0", "a");

        assertThatNoException().isThrownBy(chains::requireWhole);
        assertThat(chains.absent()).isZero();
    }

    @Test
    void a_record_that_is_there_twice_stands_once_and_another_in_its_place_is_a_fork()
            throws Unproven {
        add(KEY, "A", 1, "0", "a");
        add(KEY, "A", 1, "0", "a");
        assertThatNoException().isThrownBy(chains::requireWhole);

        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> add(KEY, "A", 1, "0", "f"))
                .withMessageContaining("its chain forks at line 1");
    }

    @Test
    void a_chain_without_its_first_record_or_with_a_gap_is_not_whole() throws Unproven {
        add(KEY, "A", 2, "a", "b");
        missing(1);

        add(KEY, "A", 1, "0", "a");
        add(KEY, "A", 5, "d", "e");
        missing(3);
        assertThat(chains.absent()).isEqualTo(2);
    }

    @Test
    void a_record_names_the_one_before_it() throws Unproven {
        add(KEY, "A", 1, "0", "a");
        add(KEY, "A", 2, "f", "b");

        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(chains::requireLinked)
                .satisfies(unproven -> assertThat(unproven.fault()).isEqualTo(Fault.CHAIN))
                .withMessageContaining("than that at line 1");
        assertThatExceptionOfType(Unproven.class).isThrownBy(chains::requireWhole);
    }

    @Test
    void each_key_has_a_chain_for_each_journey() throws Unproven {
        add(KEY, "A", 1, "0", "a");
        add(KEY, "B", 1, "0", "b");
        add(OTHER, "A", 1, "0", "c");
        add(OTHER, "A", 4, "d", "e");

        assertThat(chains.signers()).isEqualTo(2);
        assertThat(chains.absent()).isEqualTo(2);
        assertThatNoException().isThrownBy(chains::requireLinked);
    }

    private void missing(long number) {
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(chains::requireWhole)
                .withMessageContaining("record %d of key %s is missing".formatted(number, KEY));
    }

    private void add(KeyId key, String subject, long sequence, String previous, String hash)
            throws Unproven {
        chains.add(
                key,
                subject,
                new ChainPosition(sequence, hash(previous)),
                hash(hash),
                new Place(sequence, Optional.empty()));
    }

    private static RecordHash hash(String digit) {
        return new RecordHash(digit.repeat(64));
    }
}
