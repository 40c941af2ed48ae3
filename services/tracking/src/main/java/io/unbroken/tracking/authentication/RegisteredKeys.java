package io.unbroken.tracking.authentication;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.Unreadable;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that the root has said of keys. Written by the one thread that follows the topic of keys, read by all.
public final class RegisteredKeys implements Statements {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredKeys.class);

    private final RegistrationReader reader;
    private volatile State state = new State(KeyRing.empty(), Map.of(), 0, 0, false);

    public RegisteredKeys(RegistrationReader reader) {
        this.reader = reader;
    }

    /// @param firsts the revision with the first statement about each key
    /// @param revision the offset of the next record of the topic: what has read equally far has the same, also if it reads again
    /// @param changes the revision with the last statement about a key that was known before: it may have changed what the key's
    ///     signatures are worth
    /// @param complete whether the topic was read to its end once
    record State(
            KeyRing ring, Map<KeyId, Long> firsts, long revision, long changes, boolean complete) {

        /// The revision with the first statement about a key, 0 if there is none.
        long since(KeyId key) {
            return firsts.getOrDefault(key, 0L);
        }
    }

    State state() {
        return state;
    }

    /// Whether the topic was read to its end, so that an unknown key is one that nobody registered yet.
    @Override
    public boolean complete() {
        return state.complete();
    }

    @Override
    public void readToItsEnd() {
        state = new State(state.ring(), state.firsts(), state.revision(), state.changes(), true);
    }

    @Override
    public void take(LogRecord record, long offset) {
        State before = state;
        long revision = Math.max(before.revision(), offset + 1);
        state =
                switch (reader.read(record)) {
                    case RegistrationResult.Authentic registered ->
                            said(before, registered.statement(), revision);
                    case Unreadable(var reason, var detail) -> {
                        LOG.warn(
                                "The record at offset {} says nothing of a key: {}, {}. State it again with the root key.",
                                offset,
                                reason,
                                detail);
                        yield new State(
                                before.ring(),
                                before.firsts(),
                                revision,
                                before.changes(),
                                before.complete());
                    }
                };
    }

    private static State said(State before, KeyStatement statement, long revision) {
        KeyRing ring = before.ring().with(statement);
        KeyId key = statement.about().key();
        boolean first = !before.firsts().containsKey(key);
        boolean changes = !first && !ring.equals(before.ring());
        var firsts = new HashMap<>(before.firsts());
        firsts.putIfAbsent(key, revision);
        return new State(
                ring,
                Map.copyOf(firsts),
                revision,
                changes ? revision : before.changes(),
                before.complete());
    }
}
