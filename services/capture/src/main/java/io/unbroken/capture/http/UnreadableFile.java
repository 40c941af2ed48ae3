package io.unbroken.capture.http;

import io.unbroken.custody.loggerfile.Refused;

/// A logger's file that cannot be read, and where. What was found is shown to its sender and never logged.
final class UnreadableFile extends RuntimeException {

    private final int line;
    private final String expected;
    private final String found;

    UnreadableFile(Refused refused) {
        super("a logger's file cannot be read");
        this.line = refused.lineNumber();
        this.expected = refused.expected();
        this.found = refused.found();
    }

    int line() {
        return line;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
