package io.unbroken.tracking.evidence;

import io.unbroken.verifier.maker.SealedLog;
import java.util.Optional;

/// Where the sealed log is to be had.
@FunctionalInterface
public interface Ledgers {

    /// The log at its newest checkpoint; empty before the first.
    Optional<SealedLog> newest();
}
