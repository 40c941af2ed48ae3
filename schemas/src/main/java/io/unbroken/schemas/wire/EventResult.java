package io.unbroken.schemas.wire;

import io.unbroken.custody.event.SignedEvent;

/// What came of reading an event's record.
public sealed interface EventResult permits EventResult.Authentic, Unreadable {

    /// It is proved who said what.
    ///
    /// @param event what was said, by whom
    /// @param position its place among its signer's events for the journey
    /// @param hash the record's hash, which the signer's next one names
    record Authentic(SignedEvent event, ChainPosition position, RecordHash hash)
            implements EventResult {

        /// The hash of the signer's event before.
        public RecordHash previous() {
            return position.previous();
        }
    }
}
