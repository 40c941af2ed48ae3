package io.unbroken.capture.signatures;

/// Something with a meaning came without a signature that counts. Nothing was recorded.
public final class Unsigned extends RuntimeException {

    private final transient SignatureDue due;

    Unsigned(SignatureDue due) {
        super("expected a sign-in for exactly this");
        this.due = due;
    }

    /// What has to be signed.
    public SignatureDue due() {
        return due;
    }
}
