package io.unbroken.tracking.api;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.tracking.feed.Audience;
import io.unbroken.tracking.store.JourneyList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// For whom messages about journeys are. Who takes part is read when the first listener asks who does not see all of them: whoever tells the
/// feed waits for nothing. It is read anew for what is told next, so that nobody is kept out of a journey that they joined meanwhile.
@Component
final class Audiences {

    private final JourneyList list;

    Audiences(JourneyList list) {
        this.list = list;
    }

    /// For messages about these journeys that are told together.
    Function<CoiId, Audience> of(Collection<CoiId> told) {
        var parties = new Parties(list, Set.copyOf(told));
        return coi -> sees -> sees.test(parties.of(coi));
    }

    Audience of(CoiId coi) {
        return of(Set.of(coi)).apply(coi);
    }

    /// Read once: of listeners that ask at the same moment, for one message wakes them all, one reads and the others wait for it.
    private static final class Parties {

        private final JourneyList list;
        private final Set<CoiId> asked;
        private final ReentrantLock reading = new ReentrantLock();
        private volatile @Nullable Map<CoiId, Set<PartyId>> known;

        Parties(JourneyList list, Set<CoiId> asked) {
            this.list = list;
            this.asked = asked;
        }

        Set<PartyId> of(CoiId coi) {
            Map<CoiId, Set<PartyId>> found = known;
            return (found == null ? read() : found).getOrDefault(coi, Set.of());
        }

        private Map<CoiId, Set<PartyId>> read() {
            reading.lock();
            try {
                Map<CoiId, Set<PartyId>> found = known;
                if (found == null) {
                    found = list.parties(asked);
                    known = found;
                }
                return found;
            } finally {
                reading.unlock();
            }
        }
    }
}
