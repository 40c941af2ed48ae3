package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.AlertEvent.Kind;
import io.unbroken.tracking.alert.AlertEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was told of one journey: one document, replaced by compare-and-set, so that of two writers one tells.
///
/// @param version more with each replacement
/// @param sequence how much was ever told
/// @param alerts as they were told last, the worst first
/// @param waiting since when those stand that are told only if they stand for a while, by id
/// @param outbox what is told and may not have been handed to everybody who wants it
/// @param due when to look again though nothing comes; empty if never
record Told(
        CoiId coi,
        long version,
        long sequence,
        List<Alert> alerts,
        Map<String, Instant> waiting,
        List<AlertEvent> outbox,
        Optional<Instant> due) {

    /// Whoever was to hand it over has died by then.
    static final Duration HAND_OVER_AGAIN = Duration.ofSeconds(10);

    /// Whoever told by an older history than it should (it slept between reading and writing) is put right by then.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(20);

    /// If the store gets the journey back, its status is published, and it is looked at then.
    private static final Duration POSTPONED = Duration.ofHours(1);

    Told {
        alerts = List.copyOf(alerts);
        waiting = Map.copyOf(waiting);
        outbox = List.copyOf(outbox);
    }

    static Told nothing(CoiId coi) {
        return new Told(coi, 0, 0, List.of(), Map.of(), List.of(), Optional.empty());
    }

    /// What is told when the journey stands so; this itself if nothing need be written.
    ///
    /// @param silenceWatched whether loggers that say nothing are a reason
    Told next(JourneyFacts journey, boolean silenceWatched, Instant now) {
        JourneyFacts facts = silenceWatched ? journey : journey.withoutLoggers();
        List<Alert> standing = Alerts.of(facts, now, open());
        Map<String, Instant> wait = waiting(standing, now);
        List<Alert> current =
                standing.stream().filter(alert -> !wait.containsKey(alert.id())).toList();
        List<AlertEvent> news = news(current, now);
        Optional<Instant> quiet =
                Stream.concat(
                                wait.values().stream()
                                        .map(since -> since.plus(Alerts.TO_BE_EXPLAINED)),
                                Alerts.nextLook(facts, now).stream())
                        .min(Instant::compareTo);
        Optional<Instant> then =
                news.isEmpty() ? due(quiet, now) : Optional.of(now.plus(HAND_OVER_AGAIN));
        if (news.isEmpty() && current.equals(alerts) && wait.equals(waiting) && then.equals(due)) {
            return this;
        }
        var all = new ArrayList<>(outbox);
        all.addAll(news);
        return new Told(coi, version, sequence + news.size(), current, wait, all, then);
    }

    /// Those that were not told, and have not stood for long.
    private Map<String, Instant> waiting(List<Alert> standing, Instant now) {
        Map<String, Alert> told = Alerts.byId(alerts);
        var wait = new TreeMap<String, Instant>();
        for (Alert alert : standing) {
            // As exact as the store keeps it.
            Instant since = waiting.getOrDefault(alert.id(), now.truncatedTo(ChronoUnit.MILLIS));
            if (Alerts.mayBeExplained(alert)
                    && !told.containsKey(alert.id())
                    && now.isBefore(since.plus(Alerts.TO_BE_EXPLAINED))) {
                wait.put(alert.id(), since);
            }
        }
        return wait;
    }

    private Set<String> open() {
        return alerts.stream()
                .filter(Alert::open)
                .map(Alert::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// All of the outbox is where it has to go.
    Told handedOver(Instant now) {
        return new Told(
                coi,
                version,
                sequence,
                alerts,
                waiting,
                List.of(),
                Optional.of(now.plus(LOOK_AGAIN)));
    }

    /// Nothing can be said now of a journey that the store does not have.
    Told postponed(Instant now) {
        return new Told(
                coi, version, sequence, alerts, waiting, outbox, Optional.of(now.plus(POSTPONED)));
    }

    Told withVersion(long next) {
        return new Told(coi, next, sequence, alerts, waiting, outbox, due);
    }

    /// One that lies behind is replaced; one that comes too early does no harm, so that not each reading need be written here.
    private Optional<Instant> due(Optional<Instant> quiet, Instant now) {
        boolean behind = due.isPresent() && !due.get().isAfter(now);
        if (!outbox.isEmpty()) {
            return behind || due.isEmpty() ? Optional.of(now.plus(HAND_OVER_AGAIN)) : due;
        }
        boolean tooLate = due.isEmpty() || (quiet.isPresent() && quiet.get().isBefore(due.get()));
        return behind || tooLate ? quiet : due;
    }

    private List<AlertEvent> news(List<Alert> current, Instant now) {
        Map<String, Alert> before = Alerts.byId(alerts);
        Map<String, Alert> after = Alerts.byId(current);
        var news = new News(sequence, now);
        for (Alert was : alerts) {
            if (!after.containsKey(was.id())) {
                news.gone(was, superseded(was, after, before));
            }
        }
        for (Alert is : current) {
            Alert was = before.get(is.id());
            if (was == null) {
                news.raised(is);
            } else if (was.open() != is.open()) {
                news.turned(is);
            } else if (is.saysOtherThan(was)) {
                news.add(Kind.CHANGED, Optional.empty(), is);
            }
        }
        return news.events;
    }

    private static boolean superseded(
            Alert gone, Map<String, Alert> after, Map<String, Alert> before) {
        return after.values().stream()
                .filter(alert -> !before.containsKey(alert.id()))
                .anyMatch(alert ->
                        AlertIds.family(alert.code()).equals(AlertIds.family(gone.code()))
                                && alert.subject().equals(gone.subject()));
    }

    /// Counts on while it gathers.
    private static final class News {

        private final List<AlertEvent> events = new ArrayList<>();
        private final Instant now;
        private long sequence;

        News(long sequence, Instant now) {
            this.sequence = sequence;
            this.now = now;
        }

        void raised(Alert alert) {
            add(Kind.RAISED, Optional.empty(), alert);
            if (!alert.open()) {
                add(Kind.CLOSED, Optional.of(Reason.ENDED), alert);
            }
        }

        void turned(Alert alert) {
            if (alert.open()) {
                add(Kind.RAISED, Optional.empty(), alert);
            } else {
                add(Kind.CLOSED, Optional.of(Reason.ENDED), alert);
            }
        }

        /// One that had ended was closed before: it only holds no longer.
        void gone(Alert alert, boolean superseded) {
            if (alert.open()) {
                add(
                        Kind.CLOSED,
                        Optional.of(superseded ? Reason.SUPERSEDED : Reason.RESOLVED),
                        alert.released());
            } else {
                add(Kind.CHANGED, Optional.of(Reason.RESOLVED), alert.released());
            }
        }

        void add(Kind kind, Optional<Reason> reason, Alert alert) {
            sequence++;
            events.add(
                    new AlertEvent(
                            AlertIds.event(kind, reason, sequence, alert),
                            kind,
                            reason,
                            sequence,
                            now,
                            alert));
        }
    }
}
