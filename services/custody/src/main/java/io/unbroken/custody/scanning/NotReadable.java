package io.unbroken.custody.scanning;

import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Decoded.Unreadable;

/// Leaves the reading of a code with the reason. Only [Scans] catches it.
@SuppressWarnings("serial") // It never leaves this package.
final class NotReadable extends RuntimeException {

    private final Unreadable why;

    NotReadable(Reason reason, String explanation) {
        super(explanation, null, false, false);
        this.why = new Unreadable(reason, explanation);
    }

    Unreadable why() {
        return why;
    }
}
