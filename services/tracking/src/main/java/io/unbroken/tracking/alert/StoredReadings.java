package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// As the store has them: where the readings of each logger end.
public final class StoredReadings implements LastReadings {

    private final Store store;

    public StoredReadings(Store store) {
        this.store = store;
    }

    @Override
    public Map<LoggerId, Instant> of(Set<LoggerId> loggers) {
        var last = new HashMap<LoggerId, Instant>();
        store.loggers(loggers)
                .forEach((logger, known) ->
                        known.last().ifPresent(moment -> last.put(logger, moment.time())));
        return last;
    }

    @Override
    public Map<LoggerId, List<Nitrogen>> nitrogen(Set<LoggerId> loggers) {
        var levels = new HashMap<LoggerId, List<Nitrogen>>();
        store.loggers(loggers)
                .forEach((logger, known) -> levels.put(logger, known.conditions().nitrogen()));
        return levels;
    }
}
