package io.unbroken.tracking.api;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.ReadingFigures;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.Curve;
import io.unbroken.tracking.recorder.Envelope;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.recorder.Model;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows the readings behind a journey's thermal history, leg by leg.
@Component
class TemperatureViews {

    private static final Duration HOUR = Duration.ofHours(1);

    /// A day and a half of one-minute readings of ten loggers is read in some ten milliseconds.
    private static final Duration READ_ONE_BY_ONE = Duration.ofHours(36);

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
    /// @param total readings in the time that was asked for
    /// @param figures what all readings of the leg come to now
    /// @param step milliseconds that each point stands for, from its time on; 0 if each is one reading at its own time
    /// @param points by time, each `[milliseconds since 1970, coldest, warmest, mean, readings]`, in hundredths of a degree Celsius
    record LegView(
            String logger,
            Instant from,
            @Nullable Instant until,
            int total,
            FiguresView figures,
            long step,
            List<long[]> points) {}

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

    /// The readings of a journey between two times, where they are given, in about so many points for each leg.
    TemperatureView of(
            JourneyDocument journey, Optional<Instant> from, Optional<Instant> to, int points) {
        List<LoggerAssignment> legs = legs(journey);
        LoggerData data = data(legs, closely(from, to));
        return new TemperatureView(
                journey.coi().value(),
                legs.stream().map(leg -> view(leg, data, from, to, points)).toList());
    }

    /// Which loggers spoke for a journey's cells, and when.
    List<LoggerAssignment> legs(JourneyDocument journey) {
        List<SignedEvent> events = new ArrayList<>();
        journey.inbox()
                .forEach(kept -> {
                    if (authenticator.event(kept.record()) instanceof Authentic(var event)) {
                        events.add(event);
                    }
                });
        return model.legs(events, authenticator.profiles().profiles());
    }

    /// A short time is read one by one; of a long one the days at its ends are.
    private static List<Interval> closely(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent() && !to.get().isBefore(from.get())) {
            var window = new Interval(from.get(), to.get());
            if (window.length().compareTo(READ_ONE_BY_ONE) <= 0) {
                return List.of(window);
            }
        }
        return Stream.concat(from.stream(), to.stream())
                .map(end -> new Interval(end, end))
                .toList();
    }

    private LoggerData data(List<LoggerAssignment> legs, List<Interval> closely) {
        Set<LoggerId> loggers =
                legs.stream().map(LoggerAssignment::logger).collect(Collectors.toSet());
        return LoggerData.readings(
                legs, store.loggers(loggers), closely, Buckets.of(store, authenticator));
    }

    private static LegView view(
            LoggerAssignment leg,
            LoggerData data,
            Optional<Instant> from,
            Optional<Instant> to,
            int points) {
        LoggerReadings readings = data.of(leg.logger());
        Optional<ThermalSegment> segment =
                readings.segment(
                        new Interval(leg.from(), leg.until().orElse(Instant.MAX)), leg.rule());
        Interval whole = interval(leg, segment);
        Instant begin = from.filter(whole.from()::isBefore).orElse(whole.from());
        Instant end = to.filter(whole.until()::isAfter).orElse(whole.until());
        Curve curve = Curve.NOTHING;
        if (!end.isBefore(begin)) {
            var window = new Interval(begin, end);
            curve = data.curve(leg.logger(), window, step(window, points));
        }
        return new LegView(
                leg.logger().value(),
                leg.from(),
                leg.until().orElse(null),
                curve.envelopes().stream().mapToInt(Envelope::count).sum(),
                FiguresView.of(
                        segment.map(each -> ThermalSummary.of(each, whole))
                                .orElseGet(
                                        () -> ThermalSummary.of(Readings.none(), leg.rule(), whole))
                                .figures()),
                curve.step().toMillis(),
                curve.envelopes().stream().map(TemperatureViews::point).toList());
    }

    /// Up to its last reading, as long as the logger is with the cells.
    private static Interval interval(LoggerAssignment leg, Optional<ThermalSegment> segment) {
        Instant until =
                leg.until().or(() -> segment.map(known -> known.last().time())).orElse(leg.from());
        return new Interval(leg.from(), until);
    }

    /// Beyond some days whole hours at least, which are known without reading what is in them.
    private static Duration step(Interval window, int points) {
        Duration even = Duration.ofMillis(Math.max(1, window.length().toMillis() / points));
        boolean hours = window.length().compareTo(READ_ONE_BY_ONE) > 0;
        return hours && even.compareTo(HOUR) < 0 ? HOUR : even;
    }

    private static long[] point(Envelope envelope) {
        return new long[] {
            envelope.from().toEpochMilli(),
            envelope.min(),
            envelope.max(),
            envelope.mean(),
            envelope.count()
        };
    }
}
