package io.unbroken.capture.publishing;

/// Something else is on the log under an id that a party can use once alone. Nothing was recorded.
public final class AlreadySaid extends RuntimeException {

    private final transient Receipt receipt;

    AlreadySaid(Receipt receipt) {
        super("something else was said under this id, which can be used once");
        this.receipt = receipt;
    }

    /// Of what is on the log.
    public Receipt receipt() {
        return receipt;
    }
}
