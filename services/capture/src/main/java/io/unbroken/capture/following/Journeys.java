package io.unbroken.capture.following;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was said of the journeys that are with this party, or on their way to it. A list for people at work and no history: corrections, clocks and
/// conflicts are tracking's to judge.
///
/// It keeps at most so many bytes. What is let go first are the journeys that ended, the one longest ago before the others; then those of which
/// nothing was said for longest, and that is told: the list is incomplete then. So it is when more was said of one than is kept, or when bags come
/// here by one that was let go.
final class Journeys implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Journeys.class);

    /// What went on its way is shown for a day: until then its handoff may be asked for.
    private static final Duration SHOWN = Duration.ofDays(1);

    /// Room is made for some time, not for each event: to know what ended all is looked at.
    private static final double KEPT = 0.9;

    /// Lots and donations of some years, and journeys that were let go; some 2 MB each.
    private static final int MOST_NAMES = 20_000;

    private final PartyId party;
    private final Set<Class<? extends Fact>> needed;
    private final long mostBytes;
    private final Clock clock;
    private final Map<CoiId, Journey> journeys = new HashMap<>();
    private final Set<CoiId> letGo = newest();
    private final Set<String> used = newest();
    private long bytes;
    private boolean incomplete;
    private volatile Parties parties;
    private volatile Instant heard = Instant.EPOCH;

    /// @param needed the kinds of fact that this party's people need for their work; nothing else is kept
    /// @param mostBytes of the heap that are kept
    Journeys(PartyId party, Set<Class<? extends Fact>> needed, long mostBytes, Clock clock) {
        this.party = party;
        this.needed = Set.copyOf(needed);
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.parties = new Parties(party, KeyRing.empty());
    }

    /// As many as it may have; then the first goes.
    private static <T> Set<T> newest() {
        return Collections.newSetFromMap(
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
                        return size() > MOST_NAMES;
                    }
                });
    }

    @Override
    public synchronized void begin(KeyRing keys) {
        parties = new Parties(party, keys);
        journeys.clear();
        letGo.clear();
        used.clear();
        bytes = 0;
        incomplete = false;
        heard = Instant.EPOCH;
    }

    @Override
    public synchronized void take(SignedEvent event, Instant recorded) {
        Fact fact = event.event().fact();
        if (!needed.contains(fact.getClass())) {
            return;
        }
        if (event.party().equals(party)) {
            number(fact).ifPresent(used::add);
        }
        CoiId coi = event.event().coi();
        if (letGo.contains(coi)) {
            // Half a journey would tell people to do what is done.
            if (Journey.brings(event, parties.ours())) {
                lacks("%s was let go after its end and is here again.".formatted(coi));
            }
            return;
        }
        Journey journey = journeys.computeIfAbsent(coi, _ -> new Journey());
        bytes += journey.take(Recorded.of(event, recorded));
        if (journey.isTooLong()) {
            letGo(coi, journey);
            if (journey.concerns(party, parties.ours())) {
                lacks("of %s more was said than %d facts.".formatted(coi, Journey.MOST_EVENTS));
            }
        }
        if (bytes > mostBytes) {
            letGo();
        }
    }

    /// The number that may be given once only.
    private static Optional<String> number(Fact fact) {
        return switch (fact) {
            case MaterialCollected collected -> Optional.of(collected.din().value());
            case LotStarted started -> Optional.of(started.lot().value());
            case Fact _ -> Optional.empty();
        };
    }

    private void letGo() {
        Set<PartyId> ours = parties.ours();
        record Candidate(CoiId coi, Journey journey, Optional<Instant> ended) {}
        List<Candidate> candidates =
                journeys.entrySet().stream()
                        .map(entry ->
                                new Candidate(
                                        entry.getKey(),
                                        entry.getValue(),
                                        entry.getValue().ended(ours)))
                        .sorted(
                                Comparator.comparing(
                                                (Candidate one) -> one.ended().orElse(Instant.MAX))
                                        .thenComparing(one -> one.journey().newest()))
                        .toList();
        for (Candidate one : candidates) {
            if (bytes <= mostBytes * KEPT) {
                return;
            }
            letGo(one.coi(), one.journey());
            if (one.ended().isEmpty()) {
                lacks(
                        "those at hand need more than %d MB. Give the service a larger heap (-Xmx)."
                                .formatted(mostBytes >> 20));
            }
        }
    }

    private void letGo(CoiId coi, Journey journey) {
        journeys.remove(coi);
        letGo.add(coi);
        bytes -= journey.bytes();
    }

    /// Journeys at hand are missing from here on, until all is read anew.
    private void lacks(String why) {
        if (!incomplete) {
            incomplete = true;
            LOG.warn("The list of journeys is incomplete: {}", why);
        }
    }

    @Override
    public void heardAll() {
        heard = clock.instant();
    }

    /// What this party's people need to know now.
    synchronized JourneysView view() {
        Set<PartyId> ours = parties.ours();
        Instant goneBefore = clock.instant().minus(SHOWN);
        return new JourneysView(
                heard,
                List.copyOf(ours),
                parties.others(),
                journeys.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().concerns(party, ours)
                                        && entry.getValue()
                                                .ended(ours)
                                                .filter(goneBefore::isAfter)
                                                .isEmpty())
                        .map(entry -> JourneysView.Told.of(entry.getKey(), entry.getValue().said()))
                        .toList(),
                List.copyOf(used),
                incomplete);
    }
}
