package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.tracking.log.LogRecord;

/// Says what a record says and who said it, or why that cannot be known.
///
/// An answer depends on the record, the keys and the schemas alone. What might be otherwise in a moment (no answer from the
/// registry) is thrown, so that it is tried again.
public interface Authenticator {

    /// Reads a record of a party's event topic.
    Outcome<SignedEvent> event(LogRecord record);

    /// Reads a record of the telemetry topic.
    Outcome<SignedReadings> readings(LogRecord record);

    /// How much is known of keys: a greater number whenever a verdict may have changed. The same for all instances that have read
    /// the topic of keys equally far, so that what was written with more knowledge is not replaced with less.
    long revision();

    /// The revision since which no verdict on a record that was authentic has changed, 0 if none ever did: what was derived by somebody
    /// who knew less must be derived again.
    long changes();

    /// Whether enough is known to judge by. Before that, what is asked about rules and unknown keys is thrown back.
    default boolean ready() {
        return true;
    }

    /// The products' rules that count, as far as is known of editions and of the keys that signed them.
    KnownProfiles profiles();

    /// What came of reading a record.
    sealed interface Outcome<T> {}

    /// It is proved who said this.
    record Authentic<T>(T said) implements Outcome<T> {}

    /// It cannot be read or attributed, now or ever, unless keys or schemas come.
    ///
    /// @param reason a stable name
    /// @param detail one sentence that never repeats the record's content
    /// @param retriable whether keys or schemas that come later can change that
    record Unreadable<T>(String reason, String detail, boolean retriable) implements Outcome<T> {}
}
