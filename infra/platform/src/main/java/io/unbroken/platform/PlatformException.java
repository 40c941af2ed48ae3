package io.unbroken.platform;

/// Something that the person at the terminal can put right; the message is the one plain line that says what to do.
public final class PlatformException extends RuntimeException {
    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
