package io.unbroken.platform;

import java.nio.file.Path;
import java.util.Map;

/// The audit of a running platform, by tracking's own code in a process of its own.
public final class AuditProcess {
    private AuditProcess() {}

    /// A process that prints a line for each flaw, then one that sums up, and ends with 1 if there is a flaw.
    public static ProcessBuilder of(
            Installation installation, Addresses addresses, Path ledger, Secrets secrets) {
        var process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=audit-logback.xml",
                        "-jar",
                        installation.serviceJar(Part.TRACKING).toString(),
                        "audit");
        process.environment()
                .putAll(
                        Map.of(
                                "UNBROKEN_KAFKA", addresses.kafka(),
                                "UNBROKEN_REGISTRY", addresses.registry(),
                                "UNBROKEN_MONGODB", addresses.mongodb(),
                                "UNBROKEN_TRUST_ROOT", secrets.rootPublicKey().toString(),
                                "UNBROKEN_LEDGER_DIRECTORY", ledger.toAbsolutePath().toString(),
                                "UNBROKEN_LEDGER_KEY", secrets.logVerifierKey()));
        return process;
    }
}
