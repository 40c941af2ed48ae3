package io.unbroken.tracking.recorder;

import io.unbroken.tracking.store.Knowledge;

/// Another recorder knew more of keys or profiles than this one does yet; the batch is tried again when that has come.
///
/// Without this, a recorder that is behind would take statements and readings for unreadable that another has already applied, or
/// judge by older rules, and derive a history without them.
final class KnowsLess extends RuntimeException {

    private KnowsLess(String expected) {
        super("expected to know " + expected);
    }

    /// @throws KnowsLess if what was written by somebody who knew so much must not be judged yet
    static void check(Knowledge known, Knowledge needed) {
        if (!known.covers(needed)) {
            throw new KnowsLess("%s, know %s so far".formatted(needed, known));
        }
    }

    /// @throws KnowsLess if what was written by somebody who knew so many registered keys must not be judged yet
    static void check(Authenticator authenticator, long needed) {
        long known = authenticator.revision();
        if (known < needed) {
            throw new KnowsLess("%d registered keys, know %d so far".formatted(needed, known));
        }
    }
}
