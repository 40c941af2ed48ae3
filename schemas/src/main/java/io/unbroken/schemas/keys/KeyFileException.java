package io.unbroken.schemas.keys;

/// A key file cannot be used; the message is one plain line that says what to do.
public final class KeyFileException extends RuntimeException {

    public KeyFileException(String message) {
        super(message);
    }

    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
