package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.recorder.Model.Leg;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Derives a history again from what the store has, to hold it to the one that the store keeps.
public final class Rederivation {

    private final Store store;
    private final Model model;
    private final Authenticator authenticator;

    public Rederivation(Store store, Model model, Authenticator authenticator) {
        this.store = store;
        this.model = model;
        this.authenticator = authenticator;
    }

    /// The history that these events and the store's readings give.
    ///
    /// @param claims which chains claim which identifiers by what is on the log
    public Bytes history(CoiId coi, List<SignedEvent> events, Map<Alias, Set<CoiId>> claims) {
        List<Leg> legs = model.legs(events);
        Map<LoggerId, LoggerDocument> loggers =
                store.loggers(legs.stream().map(Leg::logger).collect(Collectors.toSet()));
        var data = LoggerData.of(legs, loggers, new Buckets(store, authenticator), authenticator);
        return model.derive(coi, events, data, claims).history();
    }

    /// Whether the store still has that version of a journey: if not, a difference may be none.
    public boolean unchanged(JourneyDocument journey) {
        return store.versions(Set.of(journey.coi())).getOrDefault(journey.coi(), 0L)
                == journey.version();
    }
}
