package io.unbroken.benchmarks;

import java.util.EnumSet;
import java.util.Set;

/// What can be measured, in the order in which it is.
enum Measured {
    /// Custody events: the recorder beside its limits.
    CUSTODY,
    /// The same events, done by others.
    BASELINES,
    /// Telemetry blocks: the recorder beside its limits.
    TELEMETRY,
    /// From a scan's receipt to its history and its seal, through the services.
    LATENCY,
    /// Everything derived again, beside recording it live.
    REBUILD,
    /// Histories read over HTTP.
    READS,
    /// Evidence verified.
    VERIFIER;

    /// Of a log that is written once and read by all of these.
    static final Set<Measured> OF_A_LOG = EnumSet.of(CUSTODY, BASELINES, TELEMETRY);

    /// Of running services.
    static final Set<Measured> OF_SERVICES = EnumSet.of(LATENCY, REBUILD, READS);
}
