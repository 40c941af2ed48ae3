package io.unbroken.tracking.audit;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.HeardConditions;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.LastMoment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the store must hold, told from the log alone: about 400 bytes of memory a record.
final class RecordedLog {

    private final Authenticator authenticator;
    private final String telemetryTopic;
    private final Map<LogPartition, Long> readUpTo;
    private final Map<LogPosition, Hash> leaves = new HashMap<>();
    private final Map<CoiId, Map<Statement, LogPosition>> events = new TreeMap<>();
    private final Map<Alias, Set<CoiId>> claims = new TreeMap<>();
    private final Map<BucketId, Map<String, LogPosition>> blocks = new HashMap<>();
    private final Map<LoggerId, LastMoment> ends = new HashMap<>();
    private final Map<LoggerId, HeardConditions> heard = new HashMap<>();
    private final Map<LogPosition, Refusal> unreadable = new TreeMap<>();

    /// Why a record cannot be read or attributed.
    record Refusal(String reason, String detail, boolean retriable) {}

    /// @param readUpTo the offset in each partition from which on the store need not have the records
    RecordedLog(
            Authenticator authenticator, String telemetryTopic, Map<LogPartition, Long> readUpTo) {
        this.authenticator = authenticator;
        this.telemetryTopic = telemetryTopic;
        this.readUpTo = Map.copyOf(readUpTo);
    }

    /// Takes a record of an event or telemetry topic, if it is recorded.
    void take(LogRecord record) {
        if (!covers(record.position())) {
            return;
        }
        leaves.put(record.position(), record.leaf());
        if (record.position().partition().topic().equals(telemetryTopic)) {
            switch (authenticator.readings(record)) {
                case Authentic(var said) -> readings(said, record.position());
                case Unreadable(var reason, var detail, var retriable) ->
                        unreadable.put(record.position(), new Refusal(reason, detail, retriable));
            }
        } else {
            switch (authenticator.event(record)) {
                case Authentic(var said) -> event(said, record.position());
                case Unreadable(var reason, var detail, var retriable) ->
                        unreadable.put(record.position(), new Refusal(reason, detail, retriable));
            }
        }
    }

    private void readings(SignedReadings said, LogPosition position) {
        said.days()
                .forEach(day ->
                        blocks.computeIfAbsent(
                                        new BucketId(said.logger(), day), _ -> new HashMap<>())
                                .merge(said.statement(), position, RecordedLog::first));
        if (!said.conditions().isEmpty()) {
            heard.merge(
                    said.logger(),
                    HeardConditions.of(said.conditions(), authenticator.changes()),
                    HeardConditions::with);
        }
        if (!said.samples().isEmpty()) {
            ends.merge(
                    said.logger(),
                    LastMoment.of(Readings.of(said.samples()), authenticator.changes()),
                    LastMoment::with);
        }
    }

    /// What each logger told beside temperatures, as far as that may be judged.
    Map<LoggerId, HeardConditions> heard() {
        return heard;
    }

    private void event(SignedEvent said, LogPosition position) {
        CoiId coi = said.event().coi();
        events.computeIfAbsent(coi, _ -> new HashMap<>())
                .merge(Statement.of(said), position, RecordedLog::first);
        Alias.claimed(List.of(said))
                .keySet()
                .forEach(alias -> claims.computeIfAbsent(alias, _ -> new HashSet<>()).add(coi));
    }

    /// Whether this knows what stands there, and so can say that a document is wrong about it.
    boolean covers(LogPosition position) {
        return position.offset() < readUpTo.getOrDefault(position.partition(), 0L);
    }

    /// Whether nothing was ever recorded of a partition.
    boolean unknown(LogPartition partition) {
        return !readUpTo.containsKey(partition);
    }

    /// Whether a kept record is the one that stands there.
    boolean has(LogRecord kept) {
        return Optional.ofNullable(leaves.get(kept.position())).equals(Optional.of(kept.leaf()));
    }

    /// The statements of each journey, with the place where each stands first.
    Map<CoiId, Map<Statement, LogPosition>> events() {
        return events;
    }

    /// Which chains claim each identifier that must have one chain only.
    Map<Alias, Set<CoiId>> claims() {
        return claims;
    }

    /// The blocks and reports that belong into each bucket, with the place where each stands first.
    Map<BucketId, Map<String, LogPosition>> blocks() {
        return blocks;
    }

    /// Where the readings of each logger end.
    Map<LoggerId, LastMoment> ends() {
        return ends;
    }

    /// Records that cannot be read or attributed.
    Map<LogPosition, Refusal> unreadable() {
        return unreadable;
    }

    private static LogPosition first(LogPosition a, LogPosition b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
