package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.HeardConditions;
import io.unbroken.tracking.store.HeardConditions.Heard;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Moves the ends of loggers' readings on, after their buckets were written, and says whose histories the new readings change.
///
/// Most change none: a history tells of a logger that is still with the cells only what happened ([io.unbroken.custody.history.ThermalLeg]),
/// and readings in range that go on where the last one ended are nothing that happened. For that to be sure, nobody else may
/// have moved the end meanwhile, or bound the logger to a journey: hence the compare-and-set. In doubt the journey is derived.
final class Telling {

    /// Losing to other writers this often in a row means that something is wrong with the store.
    private static final int MOST_ATTEMPTS = 20;

    /// The state of keys in which nothing is ever judged: what goes on from there is derived.
    private static final long UNTRUSTED = -1;

    private final Store store;
    private final Authenticator authenticator;
    private final InstantSource clock;

    Telling(Store store, Authenticator authenticator, InstantSource clock) {
        this.store = store;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /// @param affected the journeys that must be derived again
    /// @param live the newest readings of loggers that are with cells
    record Told(Set<CoiId> affected, List<LiveReading> live) {
        static final Told NOBODY = new Told(Set.of(), List.of());
    }

    /// @param known the loggers as they were before the buckets were written
    /// @param refused whether some of it was not kept: then nothing that follows it may be taken for its continuation
    Told tell(
            Map<LoggerId, Arrival> arrivals, Map<LoggerId, LoggerDocument> known, boolean refused) {
        var told = new Told(new HashSet<>(), new ArrayList<>());
        Set<LoggerId> waiting = arrivals.keySet();
        Map<LoggerId, LoggerDocument> present = known;
        for (int attempt = 0; !waiting.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new Conflict("loggers", MOST_ATTEMPTS);
            }
            if (attempt > 0) {
                present = store.loggers(waiting);
            }
            waiting = attempt(waiting, arrivals, present, refused, attempt > 0, told);
        }
        return told;
    }

    /// @param fresh whether the loggers were read after the buckets were written: otherwise a logger that need not be written is
    ///     not known to be as it was
    /// @return those that are to be looked at again
    private Set<LoggerId> attempt(
            Set<LoggerId> waiting,
            Map<LoggerId, Arrival> arrivals,
            Map<LoggerId, LoggerDocument> present,
            boolean refused,
            boolean fresh,
            Told told) {
        var before = new HashMap<LoggerId, LoggerDocument>();
        var next = new ArrayList<Replacement<LoggerDocument>>();
        var again = new HashSet<LoggerId>();
        for (LoggerId logger : waiting) {
            LoggerDocument found = present.getOrDefault(logger, LoggerDocument.unknown(logger));
            Arrival arrival = arrivals.getOrDefault(logger, new Arrival());
            LoggerDocument after =
                    found.grown(
                            arrival.days(),
                            end(arrival, refused),
                            HeardConditions.of(
                                    arrival.conditions(),
                                    refused ? UNTRUSTED : authenticator.changes()),
                            Replacement.next(found.version(), clock.instant().toEpochMilli()));
            if (!after.saysAs(found)) {
                next.add(new Replacement<>(found.version(), after));
            } else if (!fresh) {
                again.add(logger);
                continue;
            }
            before.put(logger, found);
        }
        Set<LoggerId> lost = next.isEmpty() ? Set.of() : store.replaceLoggers(next);
        again.addAll(lost);
        before.keySet().removeAll(lost);
        before.forEach((logger, found) -> {
            Arrival arrival = arrivals.getOrDefault(logger, new Arrival());
            for (Binding binding : found.bindings()) {
                if (affects(arrival, refused, found, binding)) {
                    told.affected.add(binding.coi());
                }
                live(arrival, found, binding).ifPresent(told.live::add);
            }
        });
        return again;
    }

    private Optional<LastMoment> end(Arrival arrival, boolean refused) {
        Readings readings = arrival.readings();
        return readings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        LastMoment.of(readings, refused ? UNTRUSTED : authenticator.changes()));
    }

    private boolean affects(
            Arrival arrival, boolean refused, LoggerDocument before, Binding binding) {
        // A report is held to the readings of its own run, whether cells were there or not.
        if (!arrival.isSound()
                || arrival.hasReports()
                || before.days().contains(SignedReadings.REPORTS)) {
            return true;
        }
        if (isDrawn(arrival, refused, before, binding)) {
            return true;
        }
        Readings inside =
                arrival.readings()
                        .within(new Interval(binding.from(), binding.until().orElse(Instant.MAX)));
        return !inside.isEmpty()
                && (refused
                        || binding.until().isPresent()
                        || !goesOn(before.last(), inside, binding));
    }

    /// Whether one of the conditions begins or ends something, or may have ended it.
    private boolean isDrawn(
            Arrival arrival, boolean refused, LoggerDocument before, Binding binding) {
        var last = new EnumMap<Quantity, Condition>(Quantity.class);
        for (Condition condition : arrival.conditions()) {
            if (!Attention.isJudged(condition) || !binding.contains(condition.time())) {
                continue;
            }
            Quantity quantity = condition.quantity();
            Optional<Heard> heard = before.conditions().last(quantity);
            boolean trusted =
                    heard.map(each -> each.changes() == authenticator.changes()).orElse(true);
            Optional<Condition> known =
                    Optional.ofNullable(last.get(quantity)).or(() -> heard.map(Heard::condition));
            if (refused || !trusted || binding.attention().isDrawnBy(known, condition)) {
                return true;
            }
            last.put(quantity, condition);
        }
        return false;
    }

    /// Whether the readings go on uneventfully where the logger's last ones of the same binding ended.
    private boolean goesOn(Optional<LastMoment> last, Readings readings, Binding binding) {
        return last.filter(end -> end.changes() == authenticator.changes())
                .filter(end -> binding.contains(end.time()))
                .filter(end -> end.time().isBefore(readings.samples().getFirst().time()))
                .filter(end ->
                        !binding.attention()
                                .isDrawnBy(end.time(), readings.samples().getLast().time()))
                .flatMap(end -> ThermalSegment.of(end.readings().union(readings), binding.rule()))
                .map(ThermalSegment::uneventful)
                .orElse(false);
    }

    private static Optional<LiveReading> live(
            Arrival arrival, LoggerDocument before, Binding binding) {
        Readings readings = arrival.readings();
        if (readings.isEmpty() || binding.until().isPresent()) {
            return Optional.empty();
        }
        var newest = readings.samples().getLast();
        boolean moves = before.last().map(last -> last.time().isBefore(newest.time())).orElse(true);
        return moves && binding.contains(newest.time())
                ? Optional.of(
                        new LiveReading(
                                binding.coi(),
                                before.logger(),
                                binding.from(),
                                newest,
                                binding.rule().range().contains(newest.temperature())))
                : Optional.empty();
    }
}
