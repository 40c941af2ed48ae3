package io.unbroken.tracking.store;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.tracking.log.LogRecord;

/// One signed statement in a journey's inbox, with the record that first brought it.
public record KeptEvent(Statement statement, LogRecord record) {

    /// What makes two records the same statement: the same content under the same id, by the same key in the same place of its
    /// sequence. The same content signed again is another statement; which of the two a history shows must not depend on
    /// which came first, so both are kept.
    public record Statement(EventId id, ContentHash content, KeyId key, long sequence) {

        public static Statement of(SignedEvent event) {
            return new Statement(
                    event.event().id(), event.content(), event.key(), event.sequence());
        }
    }

    /// Of two records of one statement, the one that stands first on the log.
    public KeptEvent first(KeptEvent other) {
        return record.position().compareTo(other.record.position()) <= 0 ? this : other;
    }
}
