package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Pointer;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells, in the service that goes on, what a rebuild that died after its switch had left to tell: statuses that nobody else would publish.
///
/// Telling twice does no harm, so several instances may do it, and also while the rebuild lives after all.
public final class UntoldSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(UntoldSwitch.class);

    /// A rebuild that lives has told what it has to by then, unless it is much.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Namespaces namespaces;
    private final Succession succession;
    private final InstantSource clock;

    public UntoldSwitch(Namespaces namespaces, Announcement announcement, InstantSource clock) {
        this.namespaces = namespaces;
        this.succession = new Succession(namespaces, announcement, clock);
        this.clock = clock;
    }

    /// Looks whether there is something, and tells it. If something that it needs is away, the next look does it.
    public void look() {
        try {
            Pointer pointer = namespaces.pointer();
            boolean due = !clock.instant().isBefore(pointer.since().plus(PATIENCE));
            if (!pointer.announced() && due) {
                LOG.warn(
                        "A rebuild ended after its switch without telling of it; all statuses are published again.");
                succession.finishAnnouncement();
            }
        } catch (RuntimeException away) {
            LOG.warn("What a rebuild left to tell waits. Check broker and store.", away);
        }
    }
}
