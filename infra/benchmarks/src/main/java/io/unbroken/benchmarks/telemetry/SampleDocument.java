package io.unbroken.benchmarks.telemetry;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/// A sample as a document of its own.
///
/// @param id logger and time: so a batch that comes twice makes no second document
@Document("samples")
record SampleDocument(@Id String id, String logger, Instant time, double celsius) {}
