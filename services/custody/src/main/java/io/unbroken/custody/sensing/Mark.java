package io.unbroken.custody.sensing;

/// Why something that a logger reported is kept as evidence and takes no part in any judgement.
///
/// The mark stands in the signed record, set by whoever took the reading. It cannot hide an excursion: what is marked is missing
/// among the readings that are judged, and a gap among those is UNKNOWN, which holds.
public enum Mark {
    /// The logger reported a fault in place of a value.
    SENSOR_FAULT,
    /// No sensor that rides with cells can have measured this: see [Screening#COLDEST] and [Screening#WARMEST].
    BEYOND_SENSOR,
    /// The logger's clock had lost the time, and nothing tells when this was: see [Screening#FIRST].
    CLOCK_RESET,
    /// The time lies behind the moment at which the reading was taken from the logger: see [Screening#AHEAD].
    CLOCK_AHEAD;

    /// Whether it is known when the reading was made.
    public boolean timeKnown() {
        return switch (this) {
            case SENSOR_FAULT, BEYOND_SENSOR -> true;
            case CLOCK_RESET, CLOCK_AHEAD -> false;
        };
    }
}
