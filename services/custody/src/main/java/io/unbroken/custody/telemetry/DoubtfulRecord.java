package io.unbroken.custody.telemetry;

/// What a logger gave, where someone else than the party may have signed it.
///
/// @param doubt why, one sentence without patient data
public record DoubtfulRecord(LoggerRecord record, String doubt) {}
