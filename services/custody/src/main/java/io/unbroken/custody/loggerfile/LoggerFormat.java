package io.unbroken.custody.loggerfile;

/// The kinds of file that are read.
public enum LoggerFormat {
    /// Berlinger Q-tag CLm text report: results and interval data.
    Q_TAG_CLM,
    /// Berlinger Fridge-tag 2 text report: day summaries.
    FRIDGE_TAG_2,
    /// Berlinger Fridge-tag Ultra Low text report: day summaries and interval data.
    FRIDGE_TAG_ULTRA_LOW,
    /// Lines of separated columns under a header.
    CSV
}
