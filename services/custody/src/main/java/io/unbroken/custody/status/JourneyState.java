package io.unbroken.custody.status;

/// Whether a journey's history is still growing. Unlike a record's being sealed by the log, this is what people say of the whole.
public enum JourneyState {
    /// Something is still to come, or holds.
    PROVISIONAL,
    /// All material has ended and nothing holds; quality has not reviewed it, or something came later.
    COMPLETE,
    /// Quality reviewed exactly what is known.
    SEALED
}
