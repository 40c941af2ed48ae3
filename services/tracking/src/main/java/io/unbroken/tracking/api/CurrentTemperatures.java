package io.unbroken.tracking.api;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.api.JourneyItemView.PositionView;
import io.unbroken.tracking.api.JourneyItemView.TemperatureView;
import io.unbroken.tracking.place.Places;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Shipment;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What loggers that are with cells tell now. It is no part of a history, for it changes with each reading: it is read from where
/// the readings are.
@Component
class CurrentTemperatures {

    private final Store store;
    private final Authenticator authenticator;
    private final Places places;

    CurrentTemperatures(Store store, Authenticator authenticator, Places places) {
        this.store = store;
        this.authenticator = authenticator;
        this.places = places;
    }

    /// What is known of one journey now.
    ///
    /// @param temperature the newest reading of the loggers that are with the cells
    /// @param position where they were last, or the last place that an event named, whatever is later
    record Now(@Nullable TemperatureView temperature, @Nullable PositionView position) {

        static final Now NOTHING = new Now(null, null);
    }

    /// What is known of each of these journeys now.
    Map<CoiId, Now> of(Collection<ListedJourney> journeys) {
        Set<LoggerId> ids =
                journeys.stream()
                        .flatMap(journey -> journey.summary().watches().stream())
                        .map(LoggerAssignment::logger)
                        .collect(Collectors.toUnmodifiableSet());
        Map<LoggerId, LoggerDocument> loggers = ids.isEmpty() ? Map.of() : store.loggers(ids);
        var now = new HashMap<CoiId, Now>();
        for (ListedJourney journey : journeys) {
            Optional<TemperatureView> temperature =
                    journey.summary().watches().stream()
                            .flatMap(watch -> last(watch, loggers).stream())
                            .max(
                                    Comparator.comparing(TemperatureView::time)
                                            .thenComparing(TemperatureView::logger));
            Optional<PositionView> position =
                    Stream.concat(
                                    journey.summary().watches().stream()
                                            .flatMap(watch -> position(watch, loggers).stream()),
                                    place(journey.summary().shipment()).stream())
                            .max(Comparator.comparing(PositionView::time));
            now.put(journey.coi(), new Now(temperature.orElse(null), position.orElse(null)));
        }
        return now;
    }

    /// Where these loggers were last, of those that said so.
    Map<LoggerId, PositionView> positions(Set<LoggerId> loggers) {
        var positions = new HashMap<LoggerId, PositionView>();
        store.loggers(loggers)
                .forEach((id, logger) ->
                        logger.conditions()
                                .position(authenticator.changes())
                                .ifPresent(told -> positions.put(id, PositionView.of(told))));
        return positions;
    }

    private Optional<PositionView> position(
            LoggerAssignment watch, Map<LoggerId, LoggerDocument> loggers) {
        return Optional.ofNullable(loggers.get(watch.logger()))
                .flatMap(logger -> logger.conditions().position(authenticator.changes()))
                .filter(told -> watch.contains(told.time()))
                .map(PositionView::of);
    }

    private Optional<PositionView> place(Shipment shipment) {
        return shipment.place()
                .flatMap(places::find)
                .flatMap(
                        place -> shipment.placeSince().map(since -> PositionView.of(place, since)));
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
        LoggerData data =
                LoggerData.readings(watches, loggers, List.of(), Buckets.of(store, authenticator));
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
