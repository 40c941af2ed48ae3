package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;

/// The newest reading of a logger that is with a journey's cells, as far as one event once said.
///
/// @param from since when the logger is with them: what it told before is of another journey
/// @param inRange whether the range of its leg contains it
public record LiveReading(
        CoiId coi, LoggerId logger, Instant from, Sample reading, boolean inRange) {}
