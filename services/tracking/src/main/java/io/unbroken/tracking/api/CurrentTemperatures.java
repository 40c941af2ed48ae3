package io.unbroken.tracking.api;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.api.JourneyItemView.TemperatureView;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What loggers that are with cells tell now. It is no part of a history, for it changes with each reading: it is read from where
/// the readings are.
@Component
class CurrentTemperatures {

    private final Store store;
    private final Authenticator authenticator;

    CurrentTemperatures(Store store, Authenticator authenticator) {
        this.store = store;
        this.authenticator = authenticator;
    }

    /// The newest reading of the loggers that are with the cells, for each journey that has one.
    Map<CoiId, TemperatureView> of(Collection<ListedJourney> journeys) {
        Set<LoggerId> ids =
                journeys.stream()
                        .flatMap(journey -> journey.summary().watches().stream())
                        .map(LoggerAssignment::logger)
                        .collect(Collectors.toUnmodifiableSet());
        Map<LoggerId, LoggerDocument> loggers = ids.isEmpty() ? Map.of() : store.loggers(ids);
        var temperatures = new HashMap<CoiId, TemperatureView>();
        for (ListedJourney journey : journeys) {
            journey.summary().watches().stream()
                    .flatMap(watch -> last(watch, loggers).stream())
                    .max(
                            Comparator.comparing(TemperatureView::time)
                                    .thenComparing(TemperatureView::logger))
                    .ifPresent(last -> temperatures.put(journey.coi(), last));
        }
        return temperatures;
    }

    private static Optional<TemperatureView> last(
            LoggerAssignment watch, Map<LoggerId, LoggerDocument> loggers) {
        return Optional.ofNullable(loggers.get(watch.logger()))
                .flatMap(LoggerDocument::last)
                .filter(last -> watch.contains(last.time()))
                .map(last -> view(watch, last));
    }

    private static TemperatureView view(LoggerAssignment watch, LastMoment last) {
        Celsius shown = last.warmest();
        return new TemperatureView(
                watch.logger().value(),
                last.time(),
                shown.hundredths(),
                watch.rule().range().contains(shown)
                        && watch.rule().range().contains(last.coldest()));
    }

    /// How many readings count for a journey now.
    int samples(JourneySummary journey) {
        List<LoggerAssignment> watches = journey.watches();
        if (watches.isEmpty()) {
            return journey.samples();
        }
        Map<LoggerId, LoggerDocument> loggers =
                store.loggers(
                        watches.stream()
                                .map(LoggerAssignment::logger)
                                .collect(Collectors.toUnmodifiableSet()));
        LoggerData data = LoggerData.of(watches, loggers, Buckets.of(store, authenticator));
        return journey.samples()
                + watches.stream()
                        .flatMap(watch ->
                                data
                                        .of(watch.logger())
                                        .segment(
                                                new Interval(watch.from(), Instant.MAX),
                                                watch.rule())
                                        .stream())
                        .mapToInt(segment -> segment.counts().samples())
                        .sum();
    }
}
