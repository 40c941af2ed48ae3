package io.unbroken.capture.publishing;

/// The log cannot take anything now. Nothing was acknowledged; the same id may be sent again.
public final class LogUnavailable extends RuntimeException {

    LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
