package io.unbroken.verifier;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.verifier.Result.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The records of other journeys that claim an identifier of this one. A history shows which chains those are, so it follows from its own
/// records only together with one such record for each identifier and chain.
final class Rivals {

    private final List<Claim> claims = new ArrayList<>();

    void add(SignedEvent event, Place place) {
        claims.add(new Claim(event.event().coi(), Alias.claimed(List.of(event)).keySet(), place));
    }

    /// Which chains claim these identifiers.
    Map<Alias, Set<CoiId>> of(Collection<Alias> own) {
        Map<Alias, Set<CoiId>> rivals = new HashMap<>();
        for (Claim claim : claims) {
            for (Alias alias : claim.aliases()) {
                if (own.contains(alias)) {
                    rivals.computeIfAbsent(alias, _ -> new HashSet<>()).add(claim.coi());
                }
            }
        }
        return rivals;
    }

    /// Where the first record stands for each of these identifiers and each chain that claims it.
    Set<Place> needed(Collection<Alias> own) {
        Set<Place> needed = new LinkedHashSet<>();
        Set<Pair> seen = new HashSet<>();
        for (Claim claim : claims) {
            for (Alias alias : claim.aliases()) {
                if (own.contains(alias) && seen.add(new Pair(alias, claim.coi()))) {
                    needed.add(claim.place());
                }
            }
        }
        return needed;
    }

    /// Requires that nothing more of other journeys is here than needed.
    ///
    /// @throws Unproven naming the first record that is
    void requireNeeded(Collection<Alias> own) throws Unproven {
        Set<Place> needed = needed(own);
        for (Claim claim : claims) {
            if (!needed.contains(claim.place())) {
                throw new Unproven(
                        Fault.FOREIGN,
                        claim.place(),
                        "the record is one of another journey, and claims nothing of this one that no record before it claims");
            }
        }
    }

    private record Claim(CoiId coi, Set<Alias> aliases, Place place) {}

    private record Pair(Alias alias, CoiId coi) {}
}
