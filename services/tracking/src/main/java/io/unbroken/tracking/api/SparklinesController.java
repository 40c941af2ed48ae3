package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.HourOfReadings;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The last hours of temperature of some journeys, as small as a list can draw them.
@RestController
class SparklinesController {

    /// More rows than a screen has.
    private static final int MOST_JOURNEYS = 60;

    /// Whole days, of which the hours are known without reading what is in them.
    private static final Duration BACK = Duration.ofHours(36);

    private final SeenJourneys seen;
    private final Store store;
    private final Authenticator authenticator;

    SparklinesController(SeenJourneys seen, Store store, Authenticator authenticator) {
        this.seen = seen;
        this.store = store;
        this.authenticator = authenticator;
    }

    /// @param low the coldest allowed, in hundredths of a degree; null if any cold is
    /// @param high the warmest allowed
    /// @param hours by time, each `[milliseconds since 1970, coldest, warmest]`, in hundredths of a degree Celsius
    record SparklineView(
            String coi,
            String logger,
            @Nullable Integer low,
            @Nullable Integer high,
            List<long[]> hours) {}

    /// @param items of those journeys that have a logger with readings with their cells
    record SparklinesView(List<SparklineView> items) {}

    @Operation(
            summary =
                    "The last day or two of temperature of each of these journeys, by hours, of the logger that was heard last")
    @GetMapping("/api/sparklines")
    SparklinesView sparklines(
            @RequestParam @Size(min = 1, max = MOST_JOURNEYS) List<String> coi,
            Authentication caller) {
        Set<CoiId> ids = coi.stream().map(SparklinesController::parsed).collect(Collectors.toSet());
        List<ListedJourney> journeys = seen.listed(ids, Sight.of(caller));
        Map<LoggerId, LoggerDocument> loggers = loggers(journeys);
        var buckets = Buckets.of(store, authenticator);
        var items = new ArrayList<SparklineView>();
        for (ListedJourney journey : journeys) {
            lately(journey, loggers)
                    .map(leg -> view(journey.coi(), leg, loggers, buckets))
                    .ifPresent(items::add);
        }
        return new SparklinesView(items);
    }

    private static CoiId parsed(String text) {
        try {
            return CoiId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter("coi", "chain of identity ids");
        }
    }

    private Map<LoggerId, LoggerDocument> loggers(List<ListedJourney> journeys) {
        Set<LoggerId> ids =
                journeys.stream()
                        .flatMap(journey -> journey.summary().watches().stream())
                        .map(LoggerAssignment::logger)
                        .collect(Collectors.toUnmodifiableSet());
        return ids.isEmpty() ? Map.of() : store.loggers(ids);
    }

    /// The last hours of the logger that was heard last.
    private static Optional<LoggerAssignment> lately(
            ListedJourney journey, Map<LoggerId, LoggerDocument> loggers) {
        return journey.summary().watches().stream()
                .filter(watch -> last(watch, loggers).isPresent())
                .max(
                        Comparator.comparing((LoggerAssignment watch) ->
                                        last(watch, loggers).orElseThrow())
                                .thenComparing(watch -> watch.logger().value()))
                .map(watch -> {
                    Instant from =
                            last(watch, loggers)
                                    .orElseThrow()
                                    .minus(BACK)
                                    .truncatedTo(ChronoUnit.DAYS);
                    return new LoggerAssignment(
                            watch.logger(),
                            from.isAfter(watch.from()) ? from : watch.from(),
                            Optional.empty(),
                            watch.rule());
                });
    }

    private static Optional<Instant> last(
            LoggerAssignment watch, Map<LoggerId, LoggerDocument> loggers) {
        return Optional.ofNullable(loggers.get(watch.logger()))
                .flatMap(LoggerDocument::last)
                .map(LastMoment::time)
                .filter(watch::contains);
    }

    private static SparklineView view(
            CoiId coi,
            LoggerAssignment leg,
            Map<LoggerId, LoggerDocument> loggers,
            Buckets buckets) {
        List<HourOfReadings> hours =
                LoggerData.readings(List.of(leg), loggers, List.of(), buckets)
                        .of(leg.logger())
                        .hours(new Interval(leg.from(), Instant.MAX));
        return new SparklineView(
                coi.value(),
                leg.logger().value(),
                leg.rule().range().low().map(Celsius::hundredths).orElse(null),
                leg.rule().range().high().map(Celsius::hundredths).orElse(null),
                hours.stream()
                        .map(hour ->
                                new long[] {
                                    hour.from().toEpochMilli(),
                                    hour.coldest().hundredths(),
                                    hour.warmest().hundredths()
                                })
                        .toList());
    }
}
