package io.unbroken.capture.http;

import io.unbroken.capture.publishing.Receipt;

/// An id was used for two contents. Both are on the log, and the journey is on HOLD.
final class IdConflict extends RuntimeException {

    private final transient Receipt receipt;

    IdConflict(Receipt receipt) {
        super("the id was used before for another content");
        this.receipt = receipt;
    }

    Receipt receipt() {
        return receipt;
    }
}
