package io.unbroken.tracking.recorder;

/// Another recorder knew more keys than this one does yet; the batch is tried again when they have come.
///
/// Without this, a recorder that is behind would take statements and readings for unreadable that another has already applied, and
/// derive a history without them.
final class KeysBehind extends RuntimeException {

    private KeysBehind(long known, long needed) {
        super("expected to know %d registered keys, know %d so far".formatted(needed, known));
    }

    /// @throws KeysBehind if what was written by somebody who knew so many keys must not be judged yet
    static void check(Authenticator authenticator, long needed) {
        long known = authenticator.revision();
        if (known < needed) {
            throw new KeysBehind(known, needed);
        }
    }
}
