package io.unbroken.tracking.authentication;

import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that the root has said of keys. Written by the one thread that follows the topic of keys, read by all.
public final class RegisteredKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredKeys.class);

    private final RegistrationReader reader;
    private volatile State state = new State(KeyRing.empty(), 0, 0, false);

    public RegisteredKeys(RegistrationReader reader) {
        this.reader = reader;
    }

    /// @param revision the offset of the next record of the topic: what has read equally far has the same, also if it reads again
    /// @param changes the revision with the last statement about a key that was known before: it may have changed what the key's
    ///     signatures are worth
    /// @param complete whether the topic was read to its end once
    record State(KeyRing ring, long revision, long changes, boolean complete) {}

    State state() {
        return state;
    }

    /// Whether the topic was read to its end, so that an unknown key is one that nobody registered yet.
    public boolean complete() {
        return state.complete();
    }

    void readToItsEnd() {
        state = new State(state.ring(), state.revision(), state.changes(), true);
    }

    void take(LogRecord record, long offset) {
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
                                before.ring(), revision, before.changes(), before.complete());
                    }
                };
    }

    private static State said(State before, KeyStatement statement, long revision) {
        KeyRing ring = before.ring().with(statement);
        boolean first =
                before.ring().statements().stream()
                        .noneMatch(each -> each.about().key().equals(statement.about().key()));
        boolean changes = !first && !ring.equals(before.ring());
        return new State(ring, revision, changes ? revision : before.changes(), before.complete());
    }
}
