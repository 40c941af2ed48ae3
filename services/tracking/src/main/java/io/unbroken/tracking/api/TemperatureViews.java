package io.unbroken.tracking.api;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.recorder.Model;
import io.unbroken.tracking.recorder.Model.Leg;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /// @param samples each `[milliseconds since 1970, hundredths of a degree Celsius]`, by time
    record LegView(
            String logger,
            Instant from,
            @Nullable Instant until,
            int total,
            List<long[]> samples) {}

    TemperatureView of(JourneyDocument journey, int points) {
        List<SignedEvent> events = new ArrayList<>();
        journey.inbox()
                .forEach(kept -> {
                    if (authenticator.event(kept.record()) instanceof Authentic(var event)) {
                        events.add(event);
                    }
                });
        List<Leg> legs = model.legs(events);
        Set<LoggerId> loggers = legs.stream().map(Leg::logger).collect(Collectors.toSet());
        Map<LoggerId, Readings> readings =
                LoggerData.of(
                                legs,
                                store.loggers(loggers),
                                new Buckets(store, authenticator),
                                authenticator)
                        .readings();
        return new TemperatureView(
                journey.coi().value(),
                legs.stream()
                        .map(leg ->
                                view(
                                        leg,
                                        readings.getOrDefault(leg.logger(), Readings.none()),
                                        points))
                        .toList());
    }

    private static LegView view(Leg leg, Readings readings, int points) {
        List<Sample> inside =
                readings.samples().stream()
                        .filter(sample -> !sample.time().isBefore(leg.from()))
                        .filter(sample ->
                                leg.until()
                                        .map(until -> !sample.time().isAfter(until))
                                        .orElse(true))
                        .toList();
        return new LegView(
                leg.logger().value(),
                leg.from(),
                leg.until().orElse(null),
                inside.size(),
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
