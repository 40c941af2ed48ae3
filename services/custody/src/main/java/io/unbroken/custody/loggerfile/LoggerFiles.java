package io.unbroken.custody.loggerfile;

/// Reads logger files: pure functions from bytes to what they say, or to the reason for refusing.
///
/// Nothing is guessed and nothing unreadable is skipped: a file is read whole or refused whole.
public final class LoggerFiles {

    private LoggerFiles() {}

    /// Reads a file that says by itself all that is needed.
    public static LoggerFileResult read(byte[] file) {
        return read(file, CsvMapping.none());
    }

    /// Reads a file; `mapping` supplies what a plain CSV does not say. It is not used for devices'
    /// own reports.
    public static LoggerFileResult read(byte[] file, CsvMapping mapping) {
        try {
            TextLines lines = TextLines.of(file);
            return lines.at(1).startsWith("Device:")
                    ? BerlingerReport.read(lines)
                    : CsvFile.read(lines, mapping);
        } catch (UnreadableFile unreadable) {
            return unreadable.refused();
        }
    }
}
