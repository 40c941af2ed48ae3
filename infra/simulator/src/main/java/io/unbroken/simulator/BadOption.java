package io.unbroken.simulator;

/// An option that is not what it must be; the message is one plain line that says what to do.
final class BadOption extends RuntimeException {
    BadOption(String line) {
        super(line);
    }
}
