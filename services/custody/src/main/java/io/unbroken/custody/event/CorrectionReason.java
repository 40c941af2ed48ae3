package io.unbroken.custody.event;

/// Why an event is not right as it was said.
public enum CorrectionReason {
    /// Another label or thing was scanned than meant, or a scan was put into the wrong place.
    WRONG_SCAN,
    /// A person typed or chose something wrong.
    WRONG_ENTRY,
    /// An instrument or a device gave something wrong.
    WRONG_INSTRUMENT,
    /// What was said was right by what was known then.
    LATER_KNOWLEDGE,
    /// It did not happen.
    DID_NOT_OCCUR,
    /// It happened, and belongs to another journey, where it is said again.
    OTHER_JOURNEY;

    /// Whether nothing can stand in the place of what was said.
    public boolean strikesOut() {
        return this == DID_NOT_OCCUR || this == OTHER_JOURNEY;
    }
}
