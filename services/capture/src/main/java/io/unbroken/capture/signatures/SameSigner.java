package io.unbroken.capture.signatures;

/// Somebody would be the second to sign what they were the first to sign. Nothing was recorded.
public final class SameSigner extends RuntimeException {

    SameSigner() {
        super("expected another person than the author");
    }
}
