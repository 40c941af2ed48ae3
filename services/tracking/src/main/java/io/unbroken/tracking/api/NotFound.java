package io.unbroken.tracking.api;

/// What was asked for is not here.
final class NotFound extends RuntimeException {

    NotFound(String what) {
        super(what + " is not known here (yet).");
    }
}
