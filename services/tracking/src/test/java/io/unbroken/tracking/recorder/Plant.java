package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;

/// Puts a recorder together, as it is or with a bug.
interface Plant {

    Recorder recorder(
            LogReader reader,
            Store store,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            Changes changes,
            InstantSource clock);

    /// The store's namespaces as recorders and rebuilds see them.
    default Namespaces namespaces(Namespaces namespaces) {
        return namespaces;
    }

    /// As it is.
    Plant NONE =
            (reader, store, authenticator, model, status, changes, clock) ->
                    new Recorder(
                            reader,
                            store,
                            authenticator,
                            model,
                            status,
                            changes,
                            clock,
                            World.TELEMETRY);
}
