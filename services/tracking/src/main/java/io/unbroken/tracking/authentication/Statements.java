package io.unbroken.tracking.authentication;

import io.unbroken.schemas.wire.LogRecord;

/// What a topic of one partition says, all of which must be known before anything is judged by it.
interface Statements {

    /// The next record. The same may come again, for after a failure the topic is read from its beginning.
    void take(LogRecord record, long offset);

    /// All that was there when the reading began was taken.
    void readToItsEnd();

    boolean complete();
}
