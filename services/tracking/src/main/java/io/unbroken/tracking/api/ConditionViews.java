package io.unbroken.tracking.api;

import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows what the loggers of a journey told beside believable temperatures: how their shippers fared, they themselves, and what is marked.
/// Nothing of it is in a day's digest, so the blocks themselves are read, those of the last days of each logger.
@Component
class ConditionViews {

    /// Blocks of so many days of one logger are read in a tenth of a second; no shipper is longer on its way.
    private static final int MOST_DAYS = 14;

    /// More points than a narrow chart has columns.
    private static final int MOST_POINTS = 400;

    /// More marked readings than a person looks through; the number of all is said.
    private static final int MOST_MARKED = 200;

    /// A gateway that finds the clock wrong finds it so each time.
    private static final int MOST_CLOCKS = 20;

    private final Store store;
    private final Authenticator authenticator;
    private final TemperatureViews temperatures;

    ConditionViews(Store store, Authenticator authenticator, TemperatureViews temperatures) {
        this.store = store;
        this.authenticator = authenticator;
        this.temperatures = temperatures;
    }

    /// @param legs the times for which loggers spoke for the cells
    record ConditionsView(String coi, List<LegView> legs) {}

    /// @param since from when on conditions are shown here
    /// @param series what is measured: of each quantity its points
    /// @param states what is one thing or another, each time that it changed: lid and device
    /// @param positions where the logger was, thinned
    /// @param clocks of the logger that were wrong, and by how much
    record LegView(
            String logger,
            Instant from,
            @Nullable Instant until,
            Instant since,
            List<SeriesView> series,
            List<StateView> states,
            List<PositionView> positions,
            MarkedView marked,
            List<ClockView> clocks) {}

    /// @param points by time, each `[milliseconds since 1970, value]`: tilt in tenths of a degree, shock in hundredths of g, light in lux,
    ///     battery and nitrogen in percent. Thinned so that the highest of tilt, shock and light and the lowest of the others stay
    record SeriesView(Quantity quantity, int total, List<long[]> points) {}

    record StateView(Instant time, Quantity quantity, String state, @Nullable String code) {}

    /// @param latitude degrees, WGS 84
    /// @param accuracy metres
    record PositionView(Instant time, double latitude, double longitude, int accuracy) {

        private static final double MILLIONTHS = 1_000_000;

        static PositionView of(Condition.Position position) {
            return new PositionView(
                    position.time(),
                    position.latitude() / MILLIONTHS,
                    position.longitude() / MILLIONTHS,
                    position.accuracy());
        }
    }

    /// What cannot be true as it stands: kept as evidence, never judged.
    ///
    /// @param total how many there are; items are the first of them
    record MarkedView(int total, List<MarkedReadingView> items) {}

    /// @param quantity `TEMPERATURE`, or that of the condition
    /// @param reading as the logger wrote it
    record MarkedReadingView(Instant time, String quantity, String reading, Mark mark) {}

    /// @param readAt when the readings were taken, by the gateway's clock
    /// @param loggerClock what the logger's clock showed then
    /// @param ahead by how much it was ahead, which was taken off its times; negative if it was behind
    record ClockView(Instant readAt, Instant loggerClock, Duration ahead) {}

    ConditionsView of(JourneyDocument journey) {
        List<LoggerAssignment> legs = temperatures.legs(journey);
        Map<LoggerId, LoggerDocument> loggers =
                store.loggers(
                        legs.stream()
                                .map(LoggerAssignment::logger)
                                .collect(Collectors.toUnmodifiableSet()));
        return new ConditionsView(
                journey.coi().value(),
                legs.stream()
                        .map(leg ->
                                view(
                                        leg,
                                        loggers.getOrDefault(
                                                leg.logger(),
                                                LoggerDocument.unknown(leg.logger()))))
                        .toList());
    }

    private LegView view(LoggerAssignment leg, LoggerDocument logger) {
        Optional<LocalDate> first = first(leg, logger);
        List<LoggerRecord> said =
                first
                        .map(day ->
                                LoggerData.said(leg, logger, day, Buckets.of(store, authenticator)))
                        .orElse(List.of())
                        .stream()
                        .map(SignedReadings::record)
                        .toList();
        Instant since =
                first.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .filter(leg.from()::isBefore)
                        .orElse(leg.from());
        return view(leg, since, said);
    }

    /// @param said on the days of the leg, also what belongs to journeys that had the logger before or after it
    static LegView view(LoggerAssignment leg, Instant since, List<LoggerRecord> said) {
        var conditions = new ArrayList<Condition>();
        var marked = new ArrayList<MarkedReadingView>();
        var clocks = new TreeSet<ClockView>(Comparator.comparing(ClockView::readAt));
        said.stream()
                .filter(each -> each.times().stream().anyMatch(leg::contains))
                .forEach(each -> {
                    switch (each) {
                        case TelemetryBlock block -> {
                            block.marked().stream()
                                    .filter(sample -> belongs(leg, sample.time(), sample.mark()))
                                    .map(ConditionViews::marked)
                                    .forEach(marked::add);
                            block.clock().flatMap(ConditionViews::clock).ifPresent(clocks::add);
                        }
                        case ConditionBlock block -> {
                            add(leg, block.conditions(), conditions, marked);
                            block.clock().flatMap(ConditionViews::clock).ifPresent(clocks::add);
                        }
                        case DeviceReport _ -> {}
                    }
                });
        conditions.sort(Condition.ORDER);
        marked.sort(Comparator.comparing(MarkedReadingView::time));
        return new LegView(
                leg.logger().value(),
                leg.from(),
                leg.until().orElse(null),
                since,
                series(conditions),
                states(conditions),
                positions(conditions),
                new MarkedView(marked.size(), marked.stream().limit(MOST_MARKED).toList()),
                clocks.stream().limit(MOST_CLOCKS).toList());
    }

    /// The first of the last days on which something was said.
    private static Optional<LocalDate> first(LoggerAssignment leg, LoggerDocument logger) {
        return logger.days().stream()
                .filter(day -> !day.equals(SignedReadings.REPORTS) && leg.touches(day, day))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_DAYS)
                .min(Comparator.naturalOrder());
    }

    /// Of what has no believable time it is not known when it was; it is shown with what was said in the same block, which belongs to a
    /// journey if one of its believable times does.
    private static boolean belongs(LoggerAssignment leg, Instant time, Mark mark) {
        return !mark.timeKnown() || leg.contains(time);
    }

    private static void add(
            LoggerAssignment leg,
            Collection<Condition> said,
            List<Condition> conditions,
            List<MarkedReadingView> marked) {
        for (Condition condition : said) {
            if (condition
                    instanceof Condition.Marked(var time, var quantity, var reading, var mark)) {
                if (belongs(leg, time, mark)) {
                    marked.add(new MarkedReadingView(time, quantity.name(), reading.text(), mark));
                }
            } else if (leg.contains(condition.time())) {
                conditions.add(condition);
            }
        }
    }

    private static MarkedReadingView marked(MarkedSample sample) {
        return new MarkedReadingView(
                sample.time(), "TEMPERATURE", sample.reading().text(), sample.mark());
    }

    private static Optional<ClockView> clock(ClockCheck check) {
        return check.offset().isZero()
                ? Optional.empty()
                : check.loggerClock()
                        .map(shown -> new ClockView(check.readAt(), shown, check.offset()));
    }

    private static List<SeriesView> series(List<Condition> conditions) {
        var points = new EnumMap<Quantity, List<long[]>>(Quantity.class);
        for (Condition condition : conditions) {
            value(condition)
                    .ifPresent(value ->
                            points.computeIfAbsent(condition.quantity(), _ -> new ArrayList<>())
                                    .add(new long[] {condition.time().toEpochMilli(), value}));
        }
        return points.entrySet().stream()
                .map(each ->
                        new SeriesView(
                                each.getKey(),
                                each.getValue().size(),
                                thinned(each.getValue(), isWorseHigh(each.getKey()))))
                .toList();
    }

    private static Optional<Integer> value(Condition condition) {
        return switch (condition) {
            case Condition.Tilt(_, int tenths) -> Optional.of(tenths);
            case Condition.Shock(_, int hundredths) -> Optional.of(hundredths);
            case Condition.Light(_, int lux) -> Optional.of(lux);
            case Condition.Battery(_, int percent) -> Optional.of(percent);
            case Condition.Nitrogen(_, int percent) -> Optional.of(percent);
            case Condition.Lid _, Condition.Position _, Condition.Device _, Condition.Marked _ ->
                    Optional.empty();
        };
    }

    private static boolean isWorseHigh(Quantity quantity) {
        return quantity != Quantity.BATTERY && quantity != Quantity.NITROGEN;
    }

    /// Of each run of points the worst.
    private static List<long[]> thinned(List<long[]> points, boolean worseHigh) {
        int run = Math.ceilDiv(points.size(), MOST_POINTS);
        var kept = new ArrayList<long[]>();
        for (int from = 0; from < points.size(); from += run) {
            List<long[]> some = points.subList(from, Math.min(from + run, points.size()));
            Comparator<long[]> byValue = Comparator.comparingLong(point -> point[1]);
            kept.add(some.stream().max(worseHigh ? byValue : byValue.reversed()).orElseThrow());
        }
        return kept;
    }

    private static List<StateView> states(List<Condition> conditions) {
        var last = new EnumMap<Quantity, String>(Quantity.class);
        var states = new ArrayList<StateView>();
        for (Condition condition : conditions) {
            state(condition)
                    .filter(state ->
                            !state.state().equals(last.put(state.quantity(), state.state())))
                    .ifPresent(states::add);
        }
        return states;
    }

    private static Optional<StateView> state(Condition condition) {
        return switch (condition) {
            case Condition.Lid(var time, var state) ->
                    Optional.of(new StateView(time, Quantity.LID, state.name(), null));
            case Condition.Device(var time, var state, var code) ->
                    Optional.of(
                            new StateView(
                                    time,
                                    Quantity.DEVICE,
                                    state.name(),
                                    code.map(Object::toString).orElse(null)));
            case Condition.Tilt _,
                    Condition.Shock _,
                    Condition.Light _,
                    Condition.Position _,
                    Condition.Battery _,
                    Condition.Nitrogen _,
                    Condition.Marked _ ->
                    Optional.empty();
        };
    }

    /// Evenly thinned; the last one stays.
    private static List<PositionView> positions(List<Condition> conditions) {
        List<Condition.Position> all =
                conditions.stream()
                        .filter(Condition.Position.class::isInstance)
                        .map(Condition.Position.class::cast)
                        .toList();
        int step = Math.max(1, Math.ceilDiv(all.size(), MOST_POINTS));
        var kept = new ArrayList<PositionView>();
        for (int i = (all.size() - 1) % step; i >= 0 && i < all.size(); i += step) {
            kept.add(PositionView.of(all.get(i)));
        }
        return kept;
    }
}
