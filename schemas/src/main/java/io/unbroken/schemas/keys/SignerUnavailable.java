package io.unbroken.schemas.keys;

/// The device that keeps a private key does not sign now; nothing was said, and it may be tried again.
public final class SignerUnavailable extends RuntimeException {

    public SignerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
