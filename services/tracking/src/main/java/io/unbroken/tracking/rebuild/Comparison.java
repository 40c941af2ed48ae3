package io.unbroken.tracking.rebuild;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.store.Contents;
import io.unbroken.tracking.store.Contents.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Holds the journeys of two namespaces to each other while both go on.
///
/// What is different may be so only because one has read further. So it is looked at again after both have read everything that was on the
/// log at the look before: a journey that is still different, and was written in neither meanwhile, is different for good.
final class Comparison {

    private static final int MOST_AT_ONCE = 200;

    private final Contents inForce;
    private final Contents rebuilt;
    private final Map<CoiId, Sight> open = new TreeMap<>();
    private final Map<CoiId, Sight> settled = new TreeMap<>();
    private SortedSet<String> quarantined = new TreeSet<>();
    private SortedSet<String> unreadable = new TreeSet<>();
    private boolean quarantineSettled = true;
    private long journeys;

    /// What both have of one journey.
    private record Sight(Optional<Digest> inForce, Optional<Digest> rebuilt) {}

    Comparison(Contents inForce, Contents rebuilt) {
        this.inForce = inForce;
        this.rebuilt = rebuilt;
    }

    /// Looks at everything. The ids of all journeys are in memory meanwhile: a million are some 150 MB.
    void look() {
        quarantined = quarantinedInOne();
        SortedSet<CoiId> all = rebuilt.journeys();
        journeys = all.size();
        all.addAll(inForce.journeys());
        compare(all);
        quarantineSettled = quarantined.isEmpty();
    }

    /// Looks again at what was different, after both have read on.
    void lookAgain() {
        SortedSet<String> still = quarantinedInOne();
        still.retainAll(quarantined);
        quarantineSettled = still.equals(quarantined);
        quarantined = still;
        var before = new TreeMap<>(open);
        open.clear();
        compare(before.keySet());
        before.forEach((coi, sight) -> {
            if (sight.equals(open.get(coi))) {
                open.remove(coi);
                settled.put(coi, sight);
            }
        });
    }

    /// How many journeys the log gives.
    long journeys() {
        return journeys;
    }

    /// Whether nothing may turn out to be the same yet.
    boolean settled() {
        return open.isEmpty() && quarantineSettled;
    }

    /// All that is different, as far as is known.
    List<Difference> differences() {
        var different = new TreeMap<>(settled);
        different.putAll(open);
        var differences = new ArrayList<Difference>();
        different.forEach((coi, sight) ->
                differences.add(new Difference.OfJourney(coi, how(sight).orElseThrow())));
        Set<String> kept = inForce.quarantined();
        quarantined.forEach(position ->
                differences.add(
                        new Difference.OfQuarantine(
                                position,
                                kept.contains(position)
                                        ? "extra, it can be read"
                                        : "missing, it cannot be read")));
        return differences;
    }

    private void compare(Collection<CoiId> ids) {
        ids.stream()
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .map(TreeSet::new)
                .forEach(some -> {
                    Map<CoiId, Digest> here = inForce.digests(some);
                    Map<CoiId, Digest> there = rebuilt.digests(some);
                    Stream.concat(here.values().stream(), there.values().stream())
                            .forEach(journey -> quarantined.removeAll(journey.records().keySet()));
                    for (CoiId coi : some) {
                        var sight =
                                new Sight(
                                        Optional.ofNullable(here.get(coi)),
                                        Optional.ofNullable(there.get(coi)));
                        if (how(sight).isPresent()) {
                            open.put(coi, sight);
                        }
                    }
                });
    }

    /// How the two are different; empty if they are not.
    private Optional<String> how(Sight sight) {
        if (sight.inForce.isEmpty() || sight.rebuilt.isEmpty()) {
            Optional<Digest> only = sight.inForce.or(sight::rebuilt);
            boolean saysNothing =
                    only.isEmpty()
                            || (only.get().readable()
                                    && unreadable.containsAll(only.get().records().keySet()));
            if (saysNothing) {
                return Optional.empty();
            }
            return Optional.of(
                    sight.rebuilt.isEmpty()
                            ? "extra, the log has no events of it"
                            : "missing, the log has events of it");
        }
        Digest here = sight.inForce.get();
        Digest there = sight.rebuilt.get();
        if (!here.readable()) {
            return Optional.of("changed, its document has not our form");
        }
        if (!keepsTheSame(here, there)) {
            return Optional.of("changed, it keeps other records than the log has");
        }
        if (!here.history().equals(there.history())) {
            return Optional.of("changed, its history is not what its records give");
        }
        return here.summary().equals(there.summary())
                ? Optional.empty()
                : Optional.of("changed, its summary is not that of its history");
    }

    /// A journey keeps records whose key was revoked since; one that was made later has them in quarantine alone.
    private boolean keepsTheSame(Digest here, Digest there) {
        var positions = new TreeSet<>(here.records().keySet());
        positions.addAll(there.records().keySet());
        return positions.stream()
                .allMatch(position -> {
                    Bytes one = here.records().get(position);
                    Bytes other = there.records().get(position);
                    return (one == null || other == null)
                            ? unreadable.contains(position)
                            : one.equals(other);
                });
    }

    private SortedSet<String> quarantinedInOne() {
        SortedSet<String> here = inForce.quarantined();
        SortedSet<String> there = rebuilt.quarantined();
        var one = new TreeSet<>(here);
        one.addAll(there);
        unreadable = new TreeSet<>(one);
        one.removeIf(position -> here.contains(position) && there.contains(position));
        return one;
    }
}
