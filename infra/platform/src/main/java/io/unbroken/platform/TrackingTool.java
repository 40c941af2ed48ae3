package io.unbroken.platform;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a command of tracking's jar, in a process of its own, on what a running platform has.
record TrackingTool(PlaceOptions place, @Nullable String mongodb) {

    /// Runs it to its end and returns its exit code; its lines are passed on as they come.
    int run(List<String> command, PrintWriter out) throws InterruptedException {
        var installation = Installation.find();
        var data = place.data(installation);
        var addresses = new Addresses(place.ports(), Optional.ofNullable(mongodb));
        var secrets = new Secrets(data.resolve("keys"));
        var builder =
                process(installation, addresses, data.resolve("ledger"), secrets, command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(out::println);
            }
            return process.waitFor();
        } catch (IOException failure) {
            throw new PlatformException(
                    command.getFirst() + " could not be started: " + failure.getMessage(), failure);
        }
    }

    /// The process of a command.
    static ProcessBuilder process(
            Installation installation,
            Addresses addresses,
            Path ledger,
            Secrets secrets,
            List<String> command) {
        var line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Dlogback.configurationFile=audit-logback.xml",
                                "-jar",
                                installation.serviceJar(Part.TRACKING).toString()));
        line.addAll(command);
        var builder = new ProcessBuilder(line);
        builder.environment()
                .putAll(
                        Map.of(
                                "UNBROKEN_KAFKA", addresses.kafka(),
                                "UNBROKEN_KAFKA_SETTINGS",
                                        secrets.brokerSettings(TopicCatalogue.TRACKING).toString(),
                                "UNBROKEN_REGISTRY", addresses.registry(),
                                "UNBROKEN_MONGODB", addresses.mongodb(),
                                "UNBROKEN_TRUST_ROOT", secrets.rootPublicKey().toString(),
                                "UNBROKEN_LEDGER_DIRECTORY", ledger.toAbsolutePath().toString(),
                                "UNBROKEN_LEDGER_KEY", secrets.logVerifierKey()));
        return builder;
    }
}
