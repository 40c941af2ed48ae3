package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// When loggers were last heard of, also by readings that changed no history.
public interface LastReadings {

    /// Of those of which anything is known.
    Map<LoggerId, Instant> of(Set<LoggerId> loggers);
}
