package io.unbroken.tracking.store;

/// A quarantined record that may have become readable.
///
/// @param released whether it was applied and released in an earlier run of the store, which may have lost that
public record Retriable(QuarantinedRecord quarantined, boolean released) {}
