package io.unbroken.verifier.bundle;

/// The bytes are no bundle of this format, or were changed after it was written.
public final class BundleException extends Exception {

    private final long line;

    BundleException(long line, String message) {
        super(message);
        this.line = line;
    }

    /// Where, counted from 1.
    public long line() {
        return line;
    }
}
