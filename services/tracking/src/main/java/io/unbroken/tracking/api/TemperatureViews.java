package io.unbroken.tracking.api;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.ReadingFigures;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.recorder.Model;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows the readings behind a journey's thermal history, leg by leg.
@Component
class TemperatureViews {

    private final Store store;
    private final Authenticator authenticator;
    private final Model model;

    TemperatureViews(Store store, Authenticator authenticator, Model model) {
        this.store = store;
        this.authenticator = authenticator;
        this.model = model;
    }

    /// @param legs the times for which loggers spoke for the cells
    record TemperatureView(String coi, List<LegView> legs) {}

    /// @param until null while the logger still speaks for the cells
    /// @param total readings before thinning
    /// @param figures what they come to now
    /// @param samples each `[milliseconds since 1970, hundredths of a degree Celsius]`, by time
    record LegView(
            String logger,
            Instant from,
            @Nullable Instant until,
            int total,
            FiguresView figures,
            List<long[]> samples) {}

    /// In degrees Celsius, null without readings; the mean kinetic temperature also where it means nothing.
    record FiguresView(
            @Nullable String min,
            @Nullable String max,
            @Nullable String mean,
            @Nullable String meanKinetic) {

        static FiguresView of(ReadingFigures figures) {
            return new FiguresView(
                    text(figures.min()),
                    text(figures.max()),
                    text(figures.mean()),
                    text(figures.meanKinetic()));
        }

        private static @Nullable String text(Optional<?> figure) {
            return figure.map(Object::toString).orElse(null);
        }
    }

    TemperatureView of(JourneyDocument journey, int points) {
        List<SignedEvent> events = new ArrayList<>();
        journey.inbox()
                .forEach(kept -> {
                    if (authenticator.event(kept.record()) instanceof Authentic(var event)) {
                        events.add(event);
                    }
                });
        List<LoggerAssignment> legs = model.legs(events);
        Set<LoggerId> loggers =
                legs.stream().map(LoggerAssignment::logger).collect(Collectors.toSet());
        LoggerData data =
                LoggerData.of(legs, store.loggers(loggers), Buckets.of(store, authenticator));
        return new TemperatureView(
                journey.coi().value(),
                legs.stream().map(leg -> view(leg, data.of(leg.logger()), points)).toList());
    }

    private static LegView view(LoggerAssignment leg, LoggerReadings readings, int points) {
        var interval = new Interval(leg.from(), leg.until().orElse(Instant.MAX));
        List<Sample> inside = readings.within(interval).samples();
        Instant end =
                leg.until()
                        .orElseGet(() -> inside.isEmpty() ? leg.from() : inside.getLast().time());
        return new LegView(
                leg.logger().value(),
                leg.from(),
                leg.until().orElse(null),
                inside.size(),
                FiguresView.of(
                        ThermalSummary.of(readings, leg.rule(), new Interval(leg.from(), end))
                                .figures()),
                thinned(inside, points).stream()
                        .map(sample ->
                                new long[] {
                                    sample.time().toEpochMilli(), sample.temperature().hundredths()
                                })
                        .toList());
    }

    /// Of each stretch the coldest and the warmest, so that no peak is lost however few points there are.
    private static List<Sample> thinned(List<Sample> samples, int points) {
        if (samples.size() <= points) {
            return samples;
        }
        int stretches = points / 2;
        var kept = new ArrayList<Sample>(points);
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) samples.size() * i / stretches);
            int until = (int) ((long) samples.size() * (i + 1) / stretches);
            Sample coldest = samples.get(from);
            Sample warmest = coldest;
            for (Sample sample : samples.subList(from, until)) {
                coldest =
                        sample.temperature().compareTo(coldest.temperature()) < 0
                                ? sample
                                : coldest;
                warmest =
                        sample.temperature().compareTo(warmest.temperature()) > 0
                                ? sample
                                : warmest;
            }
            boolean coldFirst = coldest.compareTo(warmest) <= 0;
            kept.add(coldFirst ? coldest : warmest);
            if (!coldest.equals(warmest)) {
                kept.add(coldFirst ? warmest : coldest);
            }
        }
        return kept;
    }
}
