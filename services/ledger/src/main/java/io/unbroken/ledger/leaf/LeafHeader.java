package io.unbroken.ledger.leaf;

import org.jspecify.annotations.Nullable;

/// A header of a record, as the log has it.
///
/// @param name its name, as Kafka's client gives it
/// @param value its bytes, or null if it has none
@SuppressWarnings("ArrayRecordComponent") // Compared by no one; lives as long as one hash takes.
public record LeafHeader(String name, byte @Nullable [] value) {}
