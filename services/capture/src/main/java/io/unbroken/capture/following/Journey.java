package io.unbroken.capture.following;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was said of one journey, as far as people here need it.
final class Journey {

    /// A journey has about a hundred; what comes after so many is no work of a day.
    static final int MOST_EVENTS = 500;

    private final Map<EventId, Recorded> said = new HashMap<>();
    private long bytes;
    private Instant newest = Instant.MIN;

    /// Takes what was said. By how many bytes the journey has grown.
    long take(Recorded recorded) {
        long before = bytes;
        EventId id = recorded.signed().event().id();
        Recorded known = said.get(id);
        Recorded kept = known == null ? recorded : Recorded.first(known, recorded);
        said.put(id, kept);
        bytes += kept.bytes() - (known == null ? 0 : known.bytes());
        newest = later(newest, recorded.at());
        return bytes - before;
    }

    long bytes() {
        return bytes;
    }

    /// Whether more was said of it than is kept. Without what came last it would tell people to do what is done.
    boolean isTooLong() {
        return said.size() > MOST_EVENTS;
    }

    /// When something was said last, by the log.
    Instant newest() {
        return newest;
    }

    /// All of it, as on the log.
    List<Recorded> said() {
        return said.values().stream().sorted(Recorded.AS_ON_THE_LOG).toList();
    }

    /// Whether this party spoke, or somebody gives to it.
    boolean concerns(PartyId party, Set<PartyId> ours) {
        return said.values().stream()
                .map(Recorded::signed)
                .anyMatch(signed ->
                        signed.party().equals(party)
                                || (signed.event().fact() instanceof HandoffReleased release
                                        && ours.contains(release.to())));
    }

    /// Whether bags come here by what was said, or are offered to us.
    static boolean brings(SignedEvent signed, Set<PartyId> ours) {
        return switch (signed.event().fact()) {
            case MaterialCollected _, ProductFormulated _ -> ours.contains(signed.party());
            case HandoffReleased release -> ours.contains(release.to());
            case HandoffAccepted acceptance -> ours.contains(acceptance.to());
            case Fact _ -> false;
        };
    }

    /// Since when, by the log, nothing of it is here, or on its way here; empty while something is. Each bag for itself: one of several that
    /// was discarded or given on ends nothing for the others.
    Optional<Instant> ended(Set<PartyId> ours) {
        var here = new HashSet<MaterialId>();
        var consumed = new HashMap<LotId, List<MaterialId>>();
        var given = new HashMap<HandoffId, List<MaterialId>>();
        var coming = new HashSet<HandoffId>();
        var taken = new HashMap<HandoffId, Instant>();
        Instant ended = Instant.MIN;
        for (Recorded recorded : said()) {
            Event event = recorded.signed().event();
            boolean spoke = ours.contains(recorded.signed().party());
            switch (event.fact()) {
                case MaterialCollected collected when spoke ->
                        collected.units().stream().map(Unit::material).forEach(here::add);
                case LotStarted started when spoke ->
                        consumed.put(started.lot(), started.consumed());
                case ProductFormulated formulated when spoke -> {
                    // What went into the lot is product now; other cells are here still.
                    consumed.getOrDefault(formulated.lot(), List.of()).forEach(here::remove);
                    formulated.units().stream().map(Unit::material).forEach(here::add);
                }
                case HandoffReleased release when ours.contains(release.from()) -> {
                    release.materials().forEach(here::remove);
                    given.put(release.handoff(), release.materials());
                }
                case HandoffReleased release when ours.contains(release.to()) ->
                        coming.add(release.handoff());
                case HandoffAccepted acceptance -> {
                    taken.merge(acceptance.handoff(), recorded.at(), Journey::later);
                    if (ours.contains(acceptance.to())) {
                        here.addAll(acceptance.materials());
                    }
                }
                case Discarded discarded when spoke -> {
                    discarded.materials().forEach(here::remove);
                    ended = later(ended, recorded.at());
                }
                case Fact _ -> {
                    // Nothing came or went.
                }
            }
        }
        for (HandoffId handoff : given.keySet()) {
            ended = later(ended, taken.getOrDefault(handoff, Instant.MIN));
        }
        boolean open =
                !here.isEmpty()
                        || !taken.keySet().containsAll(given.keySet())
                        || !taken.keySet().containsAll(coming);
        return open || ended.equals(Instant.MIN) ? Optional.empty() : Optional.of(ended);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
