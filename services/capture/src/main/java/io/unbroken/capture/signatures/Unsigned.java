package io.unbroken.capture.signatures;

import java.util.List;

/// Something with a meaning came without a signature that counts. Nothing was recorded.
public final class Unsigned extends RuntimeException {

    private final Missing missing;
    private final transient SignatureDue due;
    private final transient List<String> components;

    Unsigned(Missing missing, SignatureDue due, List<String> components) {
        super("expected a sign-in for exactly this");
        this.missing = missing;
        this.due = due;
        this.components = List.copyOf(components);
    }

    public Missing missing() {
        return missing;
    }

    /// What has to be signed.
    public SignatureDue due() {
        return due;
    }

    /// The ways to prove who one is that are enough, each such as `pwd+pin`.
    public List<String> components() {
        return components;
    }
}
