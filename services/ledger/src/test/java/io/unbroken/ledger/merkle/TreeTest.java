package io.unbroken.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeTest {

    private static final int MOST = 1_100;
    private static final Oracle ORACLE = Oracle.ofNumbers(MOST);

    @Test
    void known_vectors_of_certificate_transparency_hold() {
        List<Hash> leaves =
                Stream.of(
                                "",
                                "00",
                                "10",
                                "2021",
                                "3031",
                                "40414243",
                                "5051525354555657",
                                "606162636465666768696a6b6c6d6e6f")
                        .map(hex -> Hash.leaf(HexFormat.of().parseHex(hex)))
                        .toList();
        List<String> roots =
                List.of(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(Frontier.EMPTY.appendAll(leaves.subList(0, size)).root())
                    .hasToString(roots.get(size));
        }
        Tree tree = new Tree(new Oracle(leaves).stored(), leaves.size());
        assertThat(tree.inclusion(5).path().stream().map(Hash::toString))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(tree.consistency(6).path().stream().map(Hash::toString))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void every_root_and_frontier_up_to_1100_is_that_of_the_definition() {
        Frontier grown = Frontier.EMPTY;
        for (int size = 0; size <= MOST; size++) {
            var tree = new Tree(ORACLE.stored(), size);

            assertThat(grown.root()).isEqualTo(ORACLE.root(size)).isEqualTo(tree.root());
            assertThat(grown).isEqualTo(tree.frontier()).hasSameHashCodeAs(tree.frontier());
            assertThat(Frontier.of(grown.bytes())).isEqualTo(grown);
            assertThat(grown.size()).isEqualTo(size);
            if (size < MOST) {
                grown = grown.append(Oracle.number(size));
            }
        }
    }

    @Test
    void appending_in_batches_gives_what_appending_one_by_one_gives() {
        for (long seed = 0; seed < 50; seed++) {
            RandomGenerator random = new java.util.Random(seed);
            Frontier grown = Frontier.EMPTY;
            int size = 0;
            while (size < MOST) {
                int more = random.nextInt(0, Math.min(300, MOST - size) + 1);
                grown = grown.appendAll(ORACLE.leaves(size + more).subList(size, size + more));
                size += more;
                assertThat(grown.root())
                        .as("seed %d, size %d", seed, size)
                        .isEqualTo(ORACLE.root(size));
            }
        }
    }

    @Test
    void every_inclusion_proof_up_to_1100_is_that_of_the_definition_and_verifies() {
        for (int size = 1; size <= MOST; size++) {
            var tree = new Tree(ORACLE.stored(), size);
            Hash root = ORACLE.root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);

                require(proof.path().equals(ORACLE.inclusion(index, size)), index, size);
                require(proof.verifies(Oracle.number(index), root), index, size);
                require(!proof.verifies(Oracle.number(index + 1), root), index, size);
            }
        }
    }

    @Test
    void every_consistency_proof_up_to_1100_is_that_of_the_definition_and_verifies() {
        for (int to = 0; to <= MOST; to++) {
            var tree = new Tree(ORACLE.stored(), to);
            Hash later = ORACLE.root(to);
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = tree.consistency(from);

                require(proof.path().equals(ORACLE.consistency(from, to)), from, to);
                require(proof.verifies(ORACLE.root(from), later), from, to);
                require(!proof.verifies(Oracle.number(from), later), from, to);
            }
        }
    }

    @Test
    void any_change_to_a_proof_is_refused() {
        for (int size = 1; size <= 70; size++) {
            var tree = new Tree(ORACLE.stored(), size);
            Hash root = ORACLE.root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);
                for (List<Hash> path : changes(proof.path())) {
                    require(
                            !new InclusionProof(index, size, path)
                                    .verifies(Oracle.number(index), root),
                            index,
                            size);
                }
                for (int other = 0; other < size; other++) {
                    require(
                            other == index
                                    || !new InclusionProof(other, size, proof.path())
                                            .verifies(Oracle.number(index), root),
                            index,
                            size);
                }
                ConsistencyProof consistency = tree.consistency(index);
                for (List<Hash> path : changes(consistency.path())) {
                    require(
                            !new ConsistencyProof(index, size, path)
                                    .verifies(ORACLE.root(index), root),
                            index,
                            size);
                }
            }
        }
    }

    @Test
    void the_trees_of_no_leaf_and_of_one_have_proofs_without_hashes() {
        Hash one = ORACLE.root(1);
        List<Hash> none = List.of();

        assertThat(new ConsistencyProof(0, 0, none).verifies(Hash.EMPTY, Hash.EMPTY)).isTrue();
        assertThat(new ConsistencyProof(0, 0, none).verifies(one, one)).isFalse();
        assertThat(new ConsistencyProof(0, 1, none).verifies(Hash.EMPTY, one)).isTrue();
        assertThat(new ConsistencyProof(0, 1, none).verifies(one, one)).isFalse();
        assertThat(new ConsistencyProof(0, 1, List.of(one)).verifies(Hash.EMPTY, one)).isFalse();
        assertThat(new ConsistencyProof(1, 1, none).verifies(one, one)).isTrue();
        assertThat(new ConsistencyProof(1, 1, List.of(one)).verifies(one, one)).isFalse();
        assertThat(new ConsistencyProof(1, 2, none).verifies(one, one)).isFalse();
        assertThat(new InclusionProof(0, 1, none).verifies(one, one)).isTrue();
        assertThat(new InclusionProof(0, 1, List.of(one)).verifies(one, one)).isFalse();
    }

    @Test
    void proofs_of_impossible_sizes_are_refused() {
        var tree = new Tree(ORACLE.stored(), 7);

        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(7));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(8));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, 0, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsistencyProof(2, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tree(ORACLE.stored(), -1));
    }

    private static List<List<Hash>> changes(List<Hash> path) {
        List<List<Hash>> changes = new ArrayList<>();
        for (int i = 0; i <= path.size(); i++) {
            var longer = new ArrayList<>(path);
            longer.add(i, ORACLE.root(5));
            changes.add(longer);
        }
        for (int i = 0; i < path.size(); i++) {
            var shorter = new ArrayList<>(path);
            shorter.remove(i);
            changes.add(shorter);
            var other = new ArrayList<>(path);
            other.set(i, Oracle.number(MOST));
            changes.add(other);
        }
        return changes;
    }

    private static void require(boolean holds, int a, int b) {
        if (!holds) {
            throw new AssertionError("does not hold for " + a + " and " + b);
        }
    }
}
