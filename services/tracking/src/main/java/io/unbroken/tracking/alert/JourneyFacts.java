package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.custody.sensing.NitrogenTrend;
import io.unbroken.tracking.store.JourneyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of a journey's history its alerts follow from.
///
/// @param findings all of them
/// @param watched the loggers that are with the cells now
/// @param holds the shippers that are closed now and keep their temperature for a known time
record JourneyFacts(
        CoiId coi,
        Optional<String> product,
        List<Finding> findings,
        List<Watched> watched,
        List<Hold> holds) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    JourneyFacts {
        findings = List.copyOf(findings);
        watched = List.copyOf(watched);
        holds = List.copyOf(holds);
    }

    JourneyFacts(
            CoiId coi, Optional<String> product, List<Finding> findings, List<Watched> watched) {
        this(coi, product, findings, watched, List.of());
    }

    /// A finding of the history.
    ///
    /// @param since when its episode began; empty if it has none
    /// @param until when its episode ended; empty if it goes on or has none
    /// @param shown the time of the first event that shows it
    record Finding(
            FindingCode code,
            Severity severity,
            boolean blocking,
            String subject,
            String detail,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<Instant> shown) {}

    /// A shipper that is closed now.
    ///
    /// @param until when it no longer keeps its temperature by itself
    /// @param told from when on somebody must know of that
    /// @param empty when its liquid nitrogen will be gone, if that is foretold and earlier
    record Hold(String carrier, Instant until, Instant told, Optional<Instant> empty) {

        Hold(String carrier, Instant until, Instant told) {
            this(carrier, until, told, Optional.empty());
        }

        /// The same by its levels, told as long before as its time would be.
        Hold boiling(Collection<Nitrogen> levels) {
            return NitrogenTrend.emptyAt(levels)
                    .filter(gone -> gone.isBefore(until))
                    .map(gone ->
                            new Hold(
                                    carrier,
                                    until,
                                    gone.minus(Duration.between(told, until)),
                                    Optional.of(gone)))
                    .orElse(this);
        }
    }

    /// A logger that is with the cells now.
    ///
    /// @param last its last reading, or since when it is with them
    /// @param longestGap for how long there may be none
    /// @param known when this was written
    record Watched(
            LoggerId logger, String carrier, Instant last, Duration longestGap, Instant known) {

        /// After this it is silent. What was old news when it came (readings that catch up, a late scan) begins the wait.
        Instant deadline() {
            boolean live = Duration.between(last, known).compareTo(longestGap) <= 0;
            return (live ? last : known).plus(longestGap);
        }

        Watched heard(Instant reading) {
            return reading.isAfter(last)
                    ? new Watched(logger, carrier, reading, longestGap, known)
                    : this;
        }
    }

    /// The same, where nobody listens to loggers.
    JourneyFacts withoutLoggers() {
        return new JourneyFacts(coi, product, findings, List.of(), holds);
    }

    Set<LoggerId> loggers() {
        return watched.stream().map(Watched::logger).collect(Collectors.toUnmodifiableSet());
    }

    /// The same, with what loggers told of liquid nitrogen since they are with the cells.
    JourneyFacts boiling(Map<LoggerId, List<Nitrogen>> levels) {
        return new JourneyFacts(
                coi,
                product,
                findings,
                watched,
                holds.stream()
                        .map(hold ->
                                watched.stream()
                                        .filter(each -> each.carrier().equals(hold.carrier()))
                                        .map(each ->
                                                hold.boiling(
                                                        levels
                                                                .getOrDefault(
                                                                        each.logger(), List.of())
                                                                .stream()
                                                                .filter(level ->
                                                                        !level.time()
                                                                                .isBefore(
                                                                                        each
                                                                                                .last()))
                                                                .toList()))
                                        .min(Comparator.comparing(Hold::told))
                                        .orElse(hold))
                        .toList());
    }

    /// The same, with readings that changed nothing in the history.
    JourneyFacts heard(Map<LoggerId, Instant> lastReadings) {
        return new JourneyFacts(
                coi,
                product,
                findings,
                watched.stream()
                        .map(each ->
                                each.heard(lastReadings.getOrDefault(each.logger(), each.last())))
                        .toList(),
                holds);
    }

    /// Reads them from the canonical history.
    static JourneyFacts of(JourneyDocument journey) {
        JsonNode history = JSON.readTree(journey.history().array());
        Map<String, Instant> times = times(history);
        return new JourneyFacts(
                journey.coi(),
                journey.summary().product(),
                history.path("findings")
                        .valueStream()
                        .map(finding -> finding(finding, times))
                        .toList(),
                watched(history, journey.updatedAt()),
                holds(history));
    }

    private static Map<String, Instant> times(JsonNode history) {
        var times = new HashMap<String, Instant>();
        for (JsonNode event : history.path("events")) {
            time(event, "eventTime")
                    .ifPresent(at ->
                            times.merge(event.path("id").asString(), at, JourneyFacts::earlier));
        }
        return times;
    }

    private static Finding finding(JsonNode finding, Map<String, Instant> times) {
        return new Finding(
                FindingCode.valueOf(finding.path("code").asString()),
                Severity.valueOf(finding.path("severity").asString()),
                finding.path("blocking").asBoolean(),
                finding.path("subject").asString(),
                finding.path("detail").asString(),
                time(finding, "since"),
                time(finding, "until"),
                finding.path("evidence")
                        .valueStream()
                        .flatMap(id -> Optional.ofNullable(times.get(id.asString())).stream())
                        .min(Instant::compareTo));
    }

    private static List<Watched> watched(JsonNode history, Instant known) {
        var watched = new ArrayList<Watched>();
        for (JsonNode leg : history.path("thermal")) {
            // A version of before has the end of its readings, and says whether it is open.
            boolean open = leg.has("open") ? leg.path("open").asBoolean() : !leg.has("until");
            if (open) {
                watched.add(
                        new Watched(
                                new LoggerId(leg.path("logger").asString()),
                                leg.path("carrier").asString(),
                                time(leg.path("summary").path("interval"), "until")
                                        .or(() -> time(leg, "from"))
                                        .orElse(known),
                                Duration.parse(leg.path("rule").path("longestGap").asString()),
                                known));
            }
        }
        return watched;
    }

    private static List<Hold> holds(JsonNode history) {
        var holds = new ArrayList<Hold>();
        for (JsonNode carriage : history.path("carriages")) {
            JsonNode hold = carriage.path("hold");
            if (!carriage.has("until")) {
                time(hold, "until")
                        .ifPresent(until ->
                                holds.add(
                                        new Hold(
                                                carriage.path("carrier").asString(),
                                                until,
                                                time(hold, "told").orElse(until))));
            }
        }
        return holds;
    }

    private static Optional<Instant> time(JsonNode of, String member) {
        JsonNode time = of.path(member);
        return time.isString() ? Optional.of(Instant.parse(time.asString())) : Optional.empty();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
