package io.unbroken.tracking.audit;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.store.KeptEvent.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the store must hold, told from the log alone: about 400 bytes of memory a record.
final class RecordedLog {

    private final Authenticator authenticator;
    private final String telemetryTopic;
    private final Map<LogPosition, Hash> leaves = new HashMap<>();
    private final Map<CoiId, Map<Statement, LogPosition>> events = new HashMap<>();
    private final Map<Alias, Set<CoiId>> claims = new HashMap<>();
    private final Map<String, LogPosition> blocks = new HashMap<>();
    private final Map<LogPosition, String> unreadable = new HashMap<>();

    RecordedLog(Authenticator authenticator, String telemetryTopic) {
        this.authenticator = authenticator;
        this.telemetryTopic = telemetryTopic;
    }

    /// Takes a record of an event or telemetry topic that is recorded.
    void take(LogRecord record) {
        leaves.put(record.position(), record.leaf());
        if (record.position().partition().topic().equals(telemetryTopic)) {
            switch (authenticator.readings(record)) {
                case Authentic(var said) ->
                        blocks.merge(said.statement(), record.position(), RecordedLog::first);
                case Unreadable(var reason, _, _) -> unreadable.put(record.position(), reason);
            }
        } else {
            switch (authenticator.event(record)) {
                case Authentic(var said) -> {
                    events.computeIfAbsent(said.event().coi(), _ -> new HashMap<>())
                            .merge(Statement.of(said), record.position(), RecordedLog::first);
                    Alias.claimed(List.of(said))
                            .keySet()
                            .forEach(alias ->
                                    claims.computeIfAbsent(alias, _ -> new HashSet<>())
                                            .add(said.event().coi()));
                }
                case Unreadable(var reason, _, _) -> unreadable.put(record.position(), reason);
            }
        }
    }

    Optional<Hash> leaf(LogPosition position) {
        return Optional.ofNullable(leaves.get(position));
    }

    Map<CoiId, Map<Statement, LogPosition>> events() {
        return events;
    }

    /// Which chains claim each identifier that must have one chain only.
    Map<Alias, Set<CoiId>> claims() {
        return claims;
    }

    Map<String, LogPosition> blocks() {
        return blocks;
    }

    /// Records that cannot be read or attributed, with the reason.
    Map<LogPosition, String> unreadable() {
        return unreadable;
    }

    private static LogPosition first(LogPosition a, LogPosition b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
