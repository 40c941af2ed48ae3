package io.unbroken.benchmarks.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// When, where and how large a run was.
public final class About {

    private About() {}

    /// What stands above the figures of a run that ends now.
    ///
    /// @param sizes how much was measured
    public static Map<String, String> run(Instant began, int rounds, Record sizes) {
        var about = new LinkedHashMap<String, String>();
        about.put("began", began.toString());
        about.put("seconds", String.valueOf(Duration.between(began, Instant.now()).toSeconds()));
        about.put("rounds", String.valueOf(rounds));
        about.put("sizes", sizes.toString());
        about.put(
                "machine",
                "%d processors, %s %s, Java %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                Runtime.version()));
        return about;
    }
}
