package io.unbroken.tracking.store;

import io.unbroken.custody.identity.LoggerId;
import java.time.LocalDate;

/// One logger's readings of one day of UTC.
public record BucketId(LoggerId logger, LocalDate day) {

    /// `logger/yyyy-MM-dd`.
    public String id() {
        return logger + "/" + day;
    }
}
