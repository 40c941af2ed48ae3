package io.unbroken.tracking.store;

import io.unbroken.tracking.log.LogRecord;

/// A record that could not be read or attributed, whole, with the reason.
///
/// @param reason a stable name
/// @param detail one sentence for people that never repeats the record's content
/// @param retriable whether keys or schemas that come later may make it readable
public record QuarantinedRecord(
        LogRecord record, String reason, String detail, boolean retriable) {}
