package io.unbroken.tracking.recorder;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who claims the aliases of some journeys, after each was claimed for its own.
///
/// An alias is claimed before its journey is replaced, and only then it is asked who claims it. So of two
/// journeys, at least the later one learns of the other, and its writer replaces the other after itself: either that one
/// is derived with both claims, or its own writer's replacement fails and it reads the claims again.
///
/// A claim stays though what made it may count no longer, because a key was revoked since. So what counts is what the
/// claimant's own journey says. If that says nothing of it yet, its writer may be about to, without having learned of this
/// journey: then this one is derived once more after the claimant was replaced.
record Claims(Map<Alias, Set<CoiId>> of) {

    static Claims made(Store store, Map<CoiId, Set<Alias>> wanted) {
        var aliases = new HashSet<Alias>();
        wanted.values().forEach(aliases::addAll);
        if (aliases.isEmpty()) {
            return new Claims(Map.of());
        }
        var claims = new HashMap<>(store.claims(aliases));
        var added = new HashMap<Alias, Set<CoiId>>();
        wanted.forEach((coi, mine) ->
                mine.forEach(alias -> {
                    if (!claims.getOrDefault(alias, Set.of()).contains(coi)) {
                        added.computeIfAbsent(alias, _ -> new HashSet<>()).add(coi);
                    }
                }));
        if (!added.isEmpty()) {
            claims.putAll(store.claim(added));
        }
        return new Claims(claims);
    }

    /// The claims that the journeys of those who made them bear out.
    ///
    /// @param said what the journeys of all claimants claim
    Claims borneOut(Map<CoiId, Set<Alias>> said) {
        var borneOut = new HashMap<Alias, Set<CoiId>>();
        of.forEach((alias, claimants) -> {
            var counting = new HashSet<>(claimants);
            counting.removeIf(coi -> !said.getOrDefault(coi, Set.of()).contains(alias));
            borneOut.put(alias, counting);
        });
        return new Claims(borneOut);
    }

    Set<CoiId> claimants() {
        var claimants = new HashSet<CoiId>();
        of.values().forEach(claimants::addAll);
        return claimants;
    }

    /// The other chains that claim one of these aliases.
    Set<CoiId> rivals(CoiId coi, Set<Alias> aliases) {
        var rivals = new HashSet<CoiId>();
        aliases.forEach(alias -> rivals.addAll(of.getOrDefault(alias, Set.of())));
        rivals.remove(coi);
        return rivals;
    }
}
