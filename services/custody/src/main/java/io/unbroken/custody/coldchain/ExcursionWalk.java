package io.unbroken.custody.coldchain;

import io.unbroken.custody.coldchain.Excursion.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks the moments of an interval once, in order, and collects the episodes out of range.
final class ExcursionWalk {

    private final ThermalRule rule;
    private final Interval interval;
    private final List<Excursion> excursions = new ArrayList<>();

    private @Nullable Episode episode;
    private @Nullable Moment previous;
    private Duration possiblyOut = Duration.ZERO;

    ExcursionWalk(ThermalRule rule, Interval interval) {
        this.rule = rule;
        this.interval = interval;
    }

    void take(Moment moment) {
        Instant before = previous == null ? interval.from() : previous.time();
        boolean inBefore = previous == null || previous.standing().in();
        Duration step = Duration.between(before, moment.time());
        if (!inBefore || !moment.standing().in()) {
            possiblyOut = possiblyOut.plus(step);
        }
        if (episode != null && !episode.continuesWith(moment)) {
            excursions.add(episode.closed(moment.time()));
            episode = null;
        }
        if (!moment.standing().in()) {
            if (episode == null) {
                episode = new Episode(moment.standing().direction(), before, moment.time());
            } else {
                episode.pass(step, rule.longestGap());
            }
            episode.take(moment);
        }
        previous = moment;
    }

    /// Ends the walk at the end of the interval; nothing may be taken afterwards.
    List<Excursion> finish() {
        if (episode != null && previous != null) {
            possiblyOut = possiblyOut.plus(Duration.between(previous.time(), interval.until()));
            excursions.add(episode.open(interval.until()));
        }
        return List.copyOf(excursions);
    }

    /// All time that may have been out of range. Less than the sum over the excursions if one
    /// follows another directly, because both may claim the time between them.
    Duration possiblyOut() {
        return possiblyOut;
    }

    /// An excursion that is not over.
    private static final class Episode {

        private final Direction direction;
        private final Instant lastBefore;
        private Instant from;
        private Duration lower = Duration.ZERO;
        private Duration sinceLastOut = Duration.ZERO;
        private int readingsOut;
        private @Nullable Celsius extreme;

        Episode(Direction direction, Instant lastBefore, Instant from) {
            this.direction = direction;
            this.lastBefore = lastBefore;
            this.from = from;
        }

        boolean continuesWith(Moment moment) {
            return !moment.standing().in() && moment.standing().direction() == direction;
        }

        /// Time that went by inside of the episode; a gap proves nothing.
        void pass(Duration step, Duration longestGap) {
            if (step.compareTo(longestGap) <= 0) {
                sinceLastOut = sinceLastOut.plus(step);
            }
        }

        void take(Moment moment) {
            extreme = worse(moment);
            if (!moment.standing().surelyOut()) {
                return;
            }
            if (readingsOut == 0) {
                from = moment.time();
            } else {
                lower = lower.plus(sinceLastOut);
            }
            sinceLastOut = Duration.ZERO;
            readingsOut += moment.samples().size();
        }

        private Celsius worse(Moment moment) {
            Celsius candidate = direction == Direction.ABOVE ? moment.warmest() : moment.coldest();
            if (extreme == null) {
                return candidate;
            }
            boolean worse =
                    direction == Direction.ABOVE
                            ? candidate.isAbove(extreme)
                            : candidate.isBelow(extreme);
            return worse ? candidate : extreme;
        }

        Excursion closed(Instant until) {
            return excursion(Optional.of(until), until);
        }

        Excursion open(Instant end) {
            return excursion(Optional.empty(), end);
        }

        private Excursion excursion(Optional<Instant> until, Instant end) {
            if (extreme == null) {
                throw new IllegalStateException("an episode begins with a reading");
            }
            return new Excursion(
                    from,
                    until,
                    extreme,
                    lower,
                    Duration.between(lastBefore, end),
                    direction,
                    readingsOut);
        }
    }
}
