package io.unbroken.benchmarks;

import io.unbroken.benchmarks.baseline.BaselineBenchmark;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.ingest.IngestBenchmark;
import io.unbroken.benchmarks.ingest.IngestBenchmark.Floor;
import io.unbroken.benchmarks.ingest.IngestBenchmark.Kind;
import io.unbroken.benchmarks.proof.ProofBenchmark;
import io.unbroken.benchmarks.service.LatencyBenchmark;
import io.unbroken.benchmarks.service.ReadBenchmark;
import io.unbroken.benchmarks.service.RebuildBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.platform.Part;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.recorder.Authenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One run: stands up what its parts need, measures, and tears it down.
final class Run {

    private static final List<String> ALL_TOPICS =
            Stream.concat(
                            IngestBenchmark.EVENT_TOPICS.stream(),
                            Stream.of(TopicCatalogue.TELEMETRY.name()))
                    .toList();

    private static final Kind CUSTODY =
            new Kind(
                    "custody",
                    "events",
                    IngestBenchmark.EVENT_TOPICS,
                    "journeys",
                    Authenticator::event,
                    0.5,
                    new Floor("events", 1, 4_000));

    private static final Kind TELEMETRY =
            new Kind(
                    "telemetry",
                    "blocks",
                    List.of(TopicCatalogue.TELEMETRY.name()),
                    "telemetry",
                    Authenticator::readings,
                    0.6,
                    new Floor("samples", Measurements.SAMPLES, 250_000));

    private final Sizes sizes;
    private final int rounds;
    private final Consumer<Measured> progress;
    private final List<String> failures = new ArrayList<>();

    /// @param progress hears what is measured next
    Run(Sizes sizes, int rounds, Consumer<Measured> progress) {
        this.sizes = sizes;
        this.rounds = rounds;
        this.progress = progress;
    }

    List<Figure> of(Set<Measured> wanted) {
        var figures = new ArrayList<Figure>();
        Set<Measured> ofLog = both(wanted, Measured.OF_A_LOG);
        if (!ofLog.isEmpty()) {
            try (var stand = Stand.start()) {
                write(stand);
                ofLog.forEach(part -> figures.addAll(attempt(part, () -> measure(stand, part))));
            }
        }
        Set<Measured> ofServices = both(wanted, Measured.OF_SERVICES);
        if (!ofServices.isEmpty()) {
            try (var stand = Stand.start()) {
                stand.start(List.of(Part.OIDC, Part.COURIER, Part.TRACKING));
                ofServices.forEach(
                        part -> figures.addAll(attempt(part, () -> measure(stand, part))));
            }
        }
        if (wanted.contains(Measured.VERIFIER)) {
            figures.addAll(
                    attempt(
                            Measured.VERIFIER,
                            () -> new ProofBenchmark(sizes.bundles()).run(rounds)));
        }
        return figures;
    }

    /// What could not be measured, and why.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// A part that fails is named in the report; what the others gave in a quarter of an hour is not lost with it.
    private List<Figure> attempt(Measured part, Supplier<List<Figure>> measurement) {
        progress.accept(part);
        try {
            return measurement.get();
        } catch (RuntimeException failure) {
            failures.add("%s: %s".formatted(part, failure));
            return List.of();
        }
    }

    private List<Figure> measure(Stand stand, Measured part) {
        return switch (part) {
            case CUSTODY -> new IngestBenchmark(stand, CUSTODY).run(rounds);
            case TELEMETRY -> new IngestBenchmark(stand, TELEMETRY).run(rounds);
            case BASELINES ->
                    new BaselineBenchmark(stand, IngestBenchmark.EVENT_TOPICS).run(rounds);
            case LATENCY ->
                    new LatencyBenchmark(stand, sizes.rates(), Duration.ofSeconds(sizes.seconds()))
                            .run(rounds);
            case REBUILD ->
                    new RebuildBenchmark(stand, ALL_TOPICS, sizes.rebuiltJourneys()).run(rounds);
            case READS -> new ReadBenchmark(stand, sizes.journeys(), sizes.reads()).run(rounds);
            case VERIFIER -> throw new IllegalArgumentException("needs no platform");
        };
    }

    private void write(Stand stand) {
        try (var scribe = new Scribe(stand)) {
            List<List<Story.Told>> stories = new ArrayList<>();
            for (int i = 0; i < sizes.custodyJourneys(); i++) {
                stories.add(new Story(i).first(sizes.custodyEvents()));
            }
            // One event of each journey in turn: so each event replaces a document of its own.
            for (int event = 0; event < sizes.custodyEvents(); event++) {
                for (List<Story.Told> story : stories) {
                    scribe.say(story.get(event));
                }
            }
            for (int hour = 0; hour < sizes.hours(); hour++) {
                for (int logger = 0; logger < sizes.loggers(); logger++) {
                    scribe.measure(Measurements.hour(logger, hour));
                }
            }
            scribe.finish();
        }
    }

    private static Set<Measured> both(Set<Measured> first, Set<Measured> second) {
        Set<Measured> both = EnumSet.copyOf(second);
        both.retainAll(first);
        return both;
    }
}
