package io.unbroken.schemas.wire;

/// The schema registry did not answer, or has not our contracts yet. Try again; it says nothing about the record.
public final class RegistryUnavailable extends RuntimeException {

    RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
