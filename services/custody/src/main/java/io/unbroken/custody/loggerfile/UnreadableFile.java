package io.unbroken.custody.loggerfile;

/// Leaves the reading of a file from any depth; [LoggerFiles] turns it into a [Refused].
final class UnreadableFile extends RuntimeException {

    private final transient Refused refused;

    UnreadableFile(int lineNumber, String expected, String found) {
        super(expected, null, false, false);
        this.refused = new Refused(lineNumber, expected, found);
    }

    Refused refused() {
        return refused;
    }
}
