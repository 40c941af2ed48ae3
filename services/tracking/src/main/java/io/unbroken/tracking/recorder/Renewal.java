package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;

/// Writes journeys again in a newer version and publishes their statuses: after their histories became others without any record, for whoever
/// reads statuses keeps the highest version.
public final class Renewal {

    private static final int MOST_AT_ONCE = 200;

    private final Store store;
    private final BatchWriter writer;

    public Renewal(
            Store store,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            InstantSource clock) {
        this.store = store;
        this.writer =
                new BatchWriter(store, authenticator, model, status, new Unheard(), clock, "");
    }

    /// Renews those of these journeys that there are.
    public void of(Collection<CoiId> journeys) {
        String boot = store.boot();
        journeys.stream()
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .forEach(some ->
                        writer.renew(Set.copyOf(store.versions(Set.copyOf(some)).keySet()), boot));
    }

    private static final class Unheard implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
