package io.unbroken.platform;

/// Hears which part is up.
@FunctionalInterface
public interface Progress {
    /// For tests.
    Progress SILENT = (part, nanoseconds) -> {};

    /// The part answers, so long after its start.
    void ready(Part part, long nanoseconds);
}
