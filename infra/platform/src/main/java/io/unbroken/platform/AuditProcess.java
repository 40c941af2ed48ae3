package io.unbroken.platform;

import java.nio.file.Path;
import java.util.List;

/// The audit of a running platform, by tracking's own code in a process of its own.
public final class AuditProcess {
    private AuditProcess() {}

    /// A process that prints a line for each flaw, then one that sums up, and ends with 1 if there is a flaw.
    public static ProcessBuilder of(
            Installation installation, Addresses addresses, Path ledger, Secrets secrets) {
        return TrackingTool.process(installation, addresses, ledger, secrets, List.of("audit"));
    }
}
