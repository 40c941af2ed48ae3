package io.unbroken.capture.publishing;

/// What came of publishing. In each case the log has what was said.
public sealed interface Publication {

    Receipt receipt();

    /// It is on the log: now, or since it was sent before.
    record Recorded(Receipt receipt) implements Publication {}

    /// It is on the log, and so is something else under the same id.
    record Conflicting(Receipt receipt) implements Publication {}
}
