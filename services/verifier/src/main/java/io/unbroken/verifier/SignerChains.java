package io.unbroken.verifier;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.RecordHash;
import io.unbroken.verifier.Result.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The chains in which signers link their records: each names its number and the hash of the one before.
///
/// A record that is on the log twice, bit for bit, stands in its chain once.
final class SignerChains {

    private final Map<Chain, TreeMap<Long, Link>> chains = new HashMap<>();

    /// Takes a record's place.
    ///
    /// @param subject the Kafka key: the journey or the logger
    /// @throws Unproven if another record of the signer has that place already
    void add(KeyId key, String subject, ChainPosition position, RecordHash hash, Place place)
            throws Unproven {
        var chain = chains.computeIfAbsent(new Chain(key, subject), _ -> new TreeMap<>());
        Link before = chain.putIfAbsent(position.sequence(), new Link(position, hash, place));
        if (before != null && !before.hash().equals(hash)) {
            throw new Unproven(
                    Fault.CHAIN,
                    place,
                    "key %s signed two records with number %d: its chain forks at %s"
                            .formatted(key, position.sequence(), before.place()));
        }
    }

    /// How many keys signed.
    long signers() {
        return chains.keySet().stream().map(Chain::key).distinct().count();
    }

    /// How many records are not here that stand between those that are.
    long absent() {
        return chains.values().stream()
                .mapToLong(chain -> chain.lastKey() - chain.firstKey() + 1 - chain.size())
                .sum();
    }

    /// Requires each chain from its first record on without a gap.
    void requireWhole() throws Unproven {
        for (Map.Entry<Chain, TreeMap<Long, Link>> chain : chains.entrySet()) {
            long expected = 1;
            for (Map.Entry<Long, Link> link : chain.getValue().entrySet()) {
                if (link.getKey() != expected) {
                    throw new Unproven(
                            Fault.CHAIN,
                            link.getValue().place(),
                            "record %d of key %s is missing before this one"
                                    .formatted(expected, chain.getKey().key()));
                }
                expected++;
            }
        }
        requireLinked();
    }

    /// Requires of neighbours in a chain that the later names the earlier.
    void requireLinked() throws Unproven {
        for (TreeMap<Long, Link> chain : chains.values()) {
            for (Link link : chain.values()) {
                Link before = chain.get(link.position().sequence() - 1);
                if (before != null && !link.position().previous().equals(before.hash())) {
                    throw new Unproven(
                            Fault.CHAIN,
                            link.place(),
                            "the record names another record before it than that at "
                                    + before.place());
                }
            }
        }
    }

    private record Chain(KeyId key, String subject) {}

    private record Link(ChainPosition position, RecordHash hash, Place place) {}
}
