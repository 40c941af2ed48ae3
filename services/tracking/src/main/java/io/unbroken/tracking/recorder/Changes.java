package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.util.Collection;
import java.util.List;

/// Who wants to hear what the recorder did: the live feed, the metrics. Told after the fact, and must not fail.
public interface Changes {

    /// Journeys were written in a new version.
    void journeys(Collection<ListedJourney> written);

    /// Loggers that are with cells have new readings, whether they change a history or not.
    default void readings(Collection<LiveReading> newest) {}

    /// A batch is in the store whole.
    void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined);
}
