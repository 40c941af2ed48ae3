package io.unbroken.simulator;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFiles;
import io.unbroken.simulator.script.LoggerExport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Logger files that can tell the temperature of a box on its way: those with readings, for a day at least, of a refrigerator
/// and not of a freezer.
final class Exports {

    private static final String OWN = "/sample-logger.txt";
    private static final String OWN_NAME = "sample-logger.txt";

    /// More files than journeys of a usual run would be a mistaken directory.
    private static final int MOST_FILES = 20;

    private static final Duration SHORTEST = Duration.ofHours(24);
    private static final int COLDEST = -1_000;
    private static final int WARMEST = 3_000;

    private Exports() {}

    /// The one that comes with the simulator.
    static List<LoggerExport> own() {
        try (InputStream in = Exports.class.getResourceAsStream(OWN)) {
            if (in == null) {
                throw new IllegalStateException("the sample logger file is in the jar");
            }
            return export(OWN_NAME, in.readAllBytes()).stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Those in a directory, by name.
    static List<LoggerExport> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<LoggerExport> exports =
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .limit(MOST_FILES)
                            .flatMap(file -> export(name(file), bytes(file)).stream())
                            .toList();
            if (exports.isEmpty()) {
                throw new BadOption(
                        "no file in %s holds a day of a box's temperatures".formatted(directory));
            }
            return exports;
        } catch (IOException unreadable) {
            throw new BadOption("cannot read the directory of logger files " + directory);
        }
    }

    private static Optional<LoggerExport> export(String name, byte[] bytes) {
        return LoggerFiles.read(bytes) instanceof LoggerFile file
                        && tells(file.readings().samples())
                ? Optional.of(
                        new LoggerExport(
                                new LoggerId(
                                        file.serial().orElse(name.replaceAll("[.][a-z]+$", ""))),
                                new String(bytes, StandardCharsets.UTF_8),
                                file.readings().samples()))
                : Optional.empty();
    }

    private static boolean tells(List<Sample> samples) {
        return samples.size() > 1
                && Duration.between(samples.getFirst().time(), samples.getLast().time())
                                .compareTo(SHORTEST)
                        >= 0
                && samples.stream()
                        .mapToInt(sample -> sample.temperature().hundredths())
                        .allMatch(hundredths -> hundredths > COLDEST && hundredths < WARMEST);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new BadOption("cannot read the logger file " + file);
        }
    }
}
