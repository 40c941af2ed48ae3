package io.unbroken.custody.loggerfile;

/// A file that cannot be read, with the first line at fault. Nothing of it is used.
///
/// @param lineNumber counted from 1; 0 if the fault is in no single line
/// @param expected what should stand there, or what has to be given beside the file
/// @param found what stands there, printable and cut to [#LONGEST_FOUND] characters; it is the
///     file's text, for the sender's eyes and not for a log
public record Refused(int lineNumber, String expected, String found) implements LoggerFileResult {

    /// Enough to recognise the line, too little to repeat a file.
    public static final int LONGEST_FOUND = 80;

    /// Makes `found` printable and short.
    public Refused {
        var printable = new StringBuilder();
        int length = Math.min(found.length(), LONGEST_FOUND);
        for (int i = 0; i < length; i++) {
            char c = found.charAt(i);
            printable.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        found = printable.toString();
    }
}
