package io.unbroken.tracking.recorder;

/// Other writers were faster too many times in a row; the batch is tried again after a pause.
final class Conflict extends RuntimeException {

    Conflict(String what, int attempts) {
        super(
                "expected to write %s within %d attempts, found another version each time"
                        .formatted(what, attempts));
    }
}
