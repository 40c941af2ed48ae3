package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;

/// The newest reading of a logger that is with a journey's cells, as far as one event once said.
///
/// @param inRange whether the range of its leg contains it
public record LiveReading(CoiId coi, LoggerId logger, Sample reading, boolean inRange) {}
