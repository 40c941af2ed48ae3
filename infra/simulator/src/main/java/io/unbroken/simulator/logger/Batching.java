package io.unbroken.simulator.logger;

import io.unbroken.custody.coldchain.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which readings a logger hands over together: so many at once while its radio works, and what it could not send when its memory is
/// read.
///
/// @param together how many readings it sends at once
record Batching(List<Fault> faults, int together) {

    /// Readings that are handed over together.
    ///
    /// @param sent when, if it was not with the last of them
    /// @param last whether they are the last of all
    record Group(List<Logger.Taken> taken, Optional<Instant> sent, boolean last) {}

    List<Group> of(List<Logger.Taken> taken) {
        var live = new ArrayList<Logger.Taken>();
        var groups = new ArrayList<Group>();
        for (Logger.Taken each : taken) {
            if (silence(each.time()).isEmpty()) {
                live.add(each);
            }
        }
        for (Fault fault : faults) {
            if (fault instanceof Fault.Silent(Interval during, Optional<Instant> uploaded)
                    && uploaded.isPresent()) {
                List<Logger.Taken> kept =
                        taken.stream().filter(each -> isIn(during, each.time())).toList();
                groups.addAll(groups(kept, uploaded));
            }
        }
        groups.addAll(groups(live, Optional.empty()));
        return groups;
    }

    private List<Group> groups(List<Logger.Taken> taken, Optional<Instant> sent) {
        var groups = new ArrayList<Group>();
        for (int from = 0; from < taken.size(); from += together) {
            int to = Math.min(from + together, taken.size());
            groups.add(
                    new Group(
                            List.copyOf(taken.subList(from, to)),
                            sent,
                            sent.isEmpty() && to == taken.size()));
        }
        return groups;
    }

    private Optional<Fault> silence(Instant time) {
        return faults.stream()
                .filter(fault ->
                        fault instanceof Fault.Silent(Interval during, _) && isIn(during, time))
                .findFirst();
    }

    private static boolean isIn(Interval during, Instant time) {
        return during.contains(time) && time.isBefore(during.until());
    }
}
