package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// When loggers were last heard of, also by readings that changed no history.
public interface LastReadings {

    /// Of those of which anything is known.
    Map<LoggerId, Instant> of(Set<LoggerId> loggers);

    /// What they told of liquid nitrogen, those that did.
    Map<LoggerId, List<Nitrogen>> nitrogen(Set<LoggerId> loggers);
}
