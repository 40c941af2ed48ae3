package io.unbroken.capture.following;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.schemas.keys.KeyRing;
import java.time.Instant;

/// Whoever is told what is said on the log, by one thread and in the order of each chain.
public interface Listening {

    /// All is told anew from here, judged by these keys.
    void begin(KeyRing keys);

    /// An authentic event. The same may be told more than once.
    ///
    /// @param recorded when the log had it, by the brokers' clock: no device's clock says what came before what
    void take(SignedEvent event, Instant recorded);

    /// Everything on the log has been told just now.
    void heardAll();
}
