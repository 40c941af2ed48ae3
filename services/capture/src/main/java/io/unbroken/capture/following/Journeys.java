package io.unbroken.capture.following;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was said of the journeys that are with this party, or on their way to it. A list for people at work and no history: corrections, clocks and
/// conflicts are tracking's to judge.
public final class Journeys implements Listening {

    /// More than a facility makes in the months that are read; then the one that was first heard of goes.
    private static final int MOST_JOURNEYS = 20_000;

    /// A journey has about a hundred; what comes after so many is no work of a day.
    private static final int MOST_EVENTS = 500;

    /// What went on its way is shown for a day: until then its handoff may be asked for.
    private static final Duration SHOWN = Duration.ofDays(1);

    private final PartyId party;
    private final Set<Class<? extends Fact>> needed;
    private final Clock clock;
    private final Map<CoiId, Map<EventId, SignedEvent>> said = new Newest();
    private volatile Parties parties;
    private volatile Instant heard = Instant.EPOCH;

    private static final class Newest extends LinkedHashMap<CoiId, Map<EventId, SignedEvent>> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CoiId, Map<EventId, SignedEvent>> eldest) {
            return size() > MOST_JOURNEYS;
        }
    }

    /// @param needed the kinds of fact that this party's people need for their work; nothing else is kept
    public Journeys(PartyId party, Set<Class<? extends Fact>> needed, Clock clock) {
        this.party = party;
        this.needed = Set.copyOf(needed);
        this.clock = clock;
        this.parties = new Parties(party, KeyRing.empty());
    }

    @Override
    public synchronized void begin(KeyRing keys) {
        parties = new Parties(party, keys);
        said.clear();
        heard = Instant.EPOCH;
    }

    @Override
    public synchronized void take(SignedEvent event) {
        if (!needed.contains(event.event().fact().getClass())) {
            return;
        }
        Map<EventId, SignedEvent> journey =
                said.computeIfAbsent(event.event().coi(), _ -> new HashMap<>());
        if (journey.size() < MOST_EVENTS) {
            // Of two with one id the same is kept, whichever came first; that there are two is a
            // finding.
            journey.merge(
                    event.event().id(),
                    event,
                    (a, b) -> SignedEvent.BY_CONTENT.compare(a, b) <= 0 ? a : b);
        }
    }

    @Override
    public void heardAll() {
        heard = clock.instant();
    }

    /// What this party's people need to know now.
    public synchronized JourneysView view() {
        Set<PartyId> ours = parties.ours();
        Instant goneBefore = clock.instant().minus(SHOWN);
        return new JourneysView(
                heard,
                List.copyOf(ours),
                parties.others(),
                said.entrySet().stream()
                        .filter(journey ->
                                concerns(journey.getValue().values(), ours)
                                        && !gone(journey.getValue().values(), ours, goneBefore))
                        .map(journey ->
                                JourneysView.Journey.of(
                                        journey.getKey(), journey.getValue().values()))
                        .toList());
    }

    private boolean concerns(Collection<SignedEvent> journey, Set<PartyId> ours) {
        return journey.stream()
                .anyMatch(event ->
                        event.party().equals(party)
                                || (event.event().fact() instanceof HandoffReleased release
                                        && ours.contains(release.to())));
    }

    /// Whether all that was here was given on and taken, or came to an end, long enough ago.
    private static boolean gone(
            Collection<SignedEvent> journey, Set<PartyId> ours, Instant before) {
        var open = new HashSet<HandoffId>();
        var taken = new HashMap<HandoffId, Instant>();
        Instant came = Instant.MIN;
        Instant ended = Instant.MIN;
        for (SignedEvent signed : journey) {
            Event event = signed.event();
            if (event.fact() instanceof HandoffReleased release) {
                if (ours.contains(release.from())) {
                    open.add(release.handoff());
                } else if (ours.contains(release.to())) {
                    came = later(came, event.eventTime());
                }
            } else if (event.fact() instanceof HandoffAccepted acceptance) {
                taken.put(acceptance.handoff(), event.eventTime());
            } else if (event.fact() instanceof Discarded) {
                ended = later(ended, event.eventTime());
            }
        }
        for (HandoffId given : open) {
            Instant at = taken.get(given);
            if (at == null) {
                return false;
            }
            ended = later(ended, at);
        }
        return ended.isAfter(came) && ended.isBefore(before);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
