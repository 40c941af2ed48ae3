package io.unbroken.tracking.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.api.JourneyItemView.PositionView;
import io.unbroken.tracking.api.JourneyItemView.TemperatureView;
import io.unbroken.tracking.feed.Audience;
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.recorder.LiveReading;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells the live feed, the meters and the log what the recorder did.
@Component
class FeedingChanges implements Changes {

    private static final Logger LOG = LoggerFactory.getLogger(FeedingChanges.class);

    /// Where the trace id stands in `00-<32 hexadecimal digits>-<16>-<2>`.
    private static final int TRACE_FROM = 3;

    private static final int TRACE_UNTIL = 35;

    private final Feed feed;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Seals seals;
    private final CurrentTemperatures current;
    private final Audiences audiences;
    private final Timer delay;

    FeedingChanges(
            Feed feed,
            JsonMapper json,
            MeterRegistry meters,
            InstantSource clock,
            Seals seals,
            CurrentTemperatures current,
            Audiences audiences) {
        this.feed = feed;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.seals = seals;
        this.current = current;
        this.audiences = audiences;
        this.delay =
                Timer.builder("unbroken.record.delay")
                        .description(
                                "From the broker's receipt of a record to its being in the store")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    @Override
    public void journeys(Collection<ListedJourney> written) {
        Map<CoiId, CurrentTemperatures.Now> now = current.of(written);
        for (ListedJourney journey : written) {
            if (journey.summary().events() > 0) {
                feed.tell(
                        "journey",
                        json.writeValueAsString(
                                JourneyItemView.of(
                                        journey,
                                        now.getOrDefault(
                                                journey.coi(), CurrentTemperatures.Now.NOTHING),
                                        seals)),
                        Audience.of(journey.summary().parties()));
            }
        }
    }

    @Override
    public void readings(Collection<LiveReading> newest) {
        // The recorder need not wait for what nobody hears.
        Map<LoggerId, PositionView> positions =
                newest.isEmpty() || feed.listeners() == 0
                        ? Map.of()
                        : current.positions(
                                newest.stream()
                                        .map(LiveReading::logger)
                                        .collect(Collectors.toUnmodifiableSet()));
        Function<CoiId, Audience> audience =
                audiences.of(newest.stream().map(LiveReading::coi).toList());
        for (LiveReading live : newest) {
            feed.tell(
                    "temperature",
                    json.writeValueAsString(ReadingView.of(live, positions.get(live.logger()))),
                    audience.apply(live.coi()));
        }
    }

    /// The newest reading of a logger that is with a journey's cells, and where the logger was last, if it said so since it is with them.
    record ReadingView(String coi, TemperatureView temperature, @Nullable PositionView position) {
        static ReadingView of(LiveReading live, @Nullable PositionView position) {
            return new ReadingView(
                    live.coi().value(),
                    new TemperatureView(
                            live.logger().value(),
                            live.reading().time(),
                            live.reading().temperature().hundredths(),
                            live.inRange()),
                    position == null || position.time().isBefore(live.from()) ? null : position);
        }
    }

    @Override
    public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {
        Instant now = clock.instant();
        for (LogRecord record : records) {
            meters.counter(
                            "unbroken.events.applied",
                            "topic",
                            record.position().partition().topic())
                    .increment();
            Duration taken = Duration.between(record.recordTime(), now);
            delay.record(taken.isNegative() ? Duration.ZERO : taken);
            trace(record);
        }
        Map<String, List<QuarantinedRecord>> byReason =
                quarantined.stream().collect(Collectors.groupingBy(QuarantinedRecord::reason));
        byReason.forEach(this::tellQuarantined);
    }

    /// Continues the trace of whoever wrote the record: one line with its id, for those who look for it.
    private static void trace(LogRecord record) {
        if (LOG.isDebugEnabled()) {
            record.traceparent()
                    .filter(context -> context.length() > TRACE_UNTIL)
                    .ifPresent(context -> {
                        try (var _ = traced(context)) {
                            LOG.debug("Applied {}.", record.position());
                        }
                    });
        }
    }

    private void tellQuarantined(String reason, List<QuarantinedRecord> records) {
        Counter.builder("unbroken.events.quarantined")
                .tag("reason", reason)
                .register(meters)
                .increment(records.size());
        QuarantinedRecord first = records.getFirst();
        try (var _ = traced(first.record().traceparent().orElse(""))) {
            LOG.warn(
                    "Quarantined {} records as {}, the first at {}: {} See GET /api/quarantine.",
                    records.size(),
                    reason,
                    first.record().position(),
                    first.detail());
        }
    }

    private static MDC.MDCCloseable traced(String context) {
        return MDC.putCloseable(
                "traceId",
                context.length() > TRACE_UNTIL ? context.substring(TRACE_FROM, TRACE_UNTIL) : "");
    }
}
