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
/// An alias is claimed before its journey is replaced, in one indivisible step that answers who claims it then. So of two
/// journeys, at least the later one learns of the other, and its writer replaces the other after itself: either that one
/// is derived with both claims, or its own writer's replacement fails and it reads the claims again.
record Claims(Map<Alias, Set<CoiId>> of) {

    static Claims made(Store store, Map<CoiId, Set<Alias>> wanted) {
        var aliases = new HashSet<Alias>();
        wanted.values().forEach(aliases::addAll);
        if (aliases.isEmpty()) {
            return new Claims(Map.of());
        }
        var claims = new HashMap<>(store.claims(aliases));
        wanted.forEach((coi, mine) ->
                mine.forEach(alias -> {
                    if (!claims.getOrDefault(alias, Set.of()).contains(coi)) {
                        claims.put(alias, store.claim(alias, coi));
                    }
                }));
        return new Claims(claims);
    }

    /// The other chains that claim one of these aliases.
    Set<CoiId> rivals(CoiId coi, Set<Alias> aliases) {
        var rivals = new HashSet<CoiId>();
        aliases.forEach(alias -> rivals.addAll(of.getOrDefault(alias, Set.of())));
        rivals.remove(coi);
        return rivals;
    }
}
