package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneyFilter;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.ListedJourney;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Journeys: the list, one with its history, and what its history stands on.
@RestController
@RequestMapping("/api/journeys")
class JourneysController {

    /// A page that a person can look through; programs page on.
    private static final String USUAL_LIMIT = "50";

    private static final int MOST_ITEMS = 200;

    static final int LONGEST_TEXT = 40;

    /// Enough for the widest screen at two samples a pixel.
    private static final int MOST_POINTS = 10_000;

    private static final String USUAL_POINTS = "2000";

    private final JourneyList list;
    private final SeenJourneys seen;
    private final StatementViews statements;
    private final TemperatureViews temperatures;
    private final ConditionViews conditions;
    private final CurrentTemperatures current;
    private final Seals seals;

    JourneysController(
            JourneyList list,
            SeenJourneys seen,
            StatementViews statements,
            TemperatureViews temperatures,
            ConditionViews conditions,
            CurrentTemperatures current,
            Seals seals) {
        this.list = list;
        this.seen = seen;
        this.statements = statements;
        this.temperatures = temperatures;
        this.conditions = conditions;
        this.current = current;
        this.seals = seals;
    }

    @Operation(summary = "Journeys that pass all filters, by id, page by page")
    @GetMapping
    PageView<JourneyItemView> journeys(
            @RequestParam Optional<@Size(max = LONGEST_TEXT) String> stage,
            @RequestParam Optional<JourneyState> state,
            @RequestParam Optional<@Size(max = LONGEST_TEXT) String> holder,
            @RequestParam Optional<FindingCode> finding,
            @RequestParam Optional<Severity> severity,
            @RequestParam Optional<@Size(max = LONGEST_TEXT) String> product,
            @RequestParam Optional<@Size(max = LONGEST_TEXT) String> q,
            @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MOST_ITEMS) int limit,
            @RequestParam Optional<String> cursor,
            Authentication caller) {
        var after = cursor.map(text -> parsed("cursor", text, CoiId::new).value());
        var filter =
                new JourneyFilter(
                        stage,
                        state,
                        holder,
                        finding,
                        severity,
                        product,
                        q,
                        Sight.of(caller).only(),
                        after);
        List<ListedJourney> found = list.journeys(filter, limit + 1);
        Map<CoiId, CurrentTemperatures.Now> now = current.of(found);
        return PageView.of(
                found,
                limit,
                journey -> journey.coi().value(),
                journey ->
                        JourneyItemView.of(
                                journey,
                                now.getOrDefault(journey.coi(), CurrentTemperatures.Now.NOTHING),
                                seals));
    }

    @Operation(
            summary =
                    "One journey: its canonical history and where each of its events stands on the log")
    @GetMapping("/{coi}")
    ResponseEntity<JourneyView> journey(@PathVariable String coi, Authentication caller) {
        JourneyDocument found = find(coi, caller);
        JourneyView journey = JourneyView.of(found, current.samples(found.summary()), seals);
        return ResponseEntity.ok().eTag(journey.tag()).body(journey);
    }

    @Operation(summary = "The canonical history, byte for byte")
    @GetMapping(path = "/{coi}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> history(@PathVariable String coi, Authentication caller) {
        JourneyDocument journey = find(coi, caller);
        return ResponseEntity.ok()
                .eTag(String.valueOf(journey.version()))
                .body(journey.history().array());
    }

    @Operation(
            summary =
                    "All that was said under one event id, with its scans, signature and position")
    @GetMapping("/{coi}/events/{id}")
    StatementViews.EventView event(
            @PathVariable String coi, @PathVariable String id, Authentication caller) {
        EventId event = parsed("id", id, EventId::new);
        List<StatementViews.StatementView> said =
                find(coi, caller).inbox().stream()
                        .filter(kept -> kept.statement().id().equals(event))
                        .map(statements::of)
                        .toList();
        if (said.isEmpty()) {
            throw new NotFound("This event");
        }
        return new StatementViews.EventView(event.value(), said);
    }

    @Operation(
            summary =
                    "The readings of each logger while it spoke for the cells, between two times if given, in about so many points")
    @GetMapping("/{coi}/temperature")
    TemperatureViews.TemperatureView temperature(
            @PathVariable String coi,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam(defaultValue = USUAL_POINTS) @Min(10) @Max(MOST_POINTS) int points,
            Authentication caller) {
        return temperatures.of(
                find(coi, caller),
                from.map(text -> time("from", text)),
                to.map(text -> time("to", text)),
                points);
    }

    @Operation(
            summary =
                    "What loggers told beside temperatures while they were with the cells, and readings that are marked")
    @GetMapping("/{coi}/conditions")
    ConditionViews.ConditionsView conditions(@PathVariable String coi, Authentication caller) {
        return conditions.of(find(coi, caller));
    }

    private JourneyDocument find(String text, Authentication caller) {
        return seen.find(parsed("coi", text, CoiId::parse), Sight.of(caller))
                .orElseThrow(() -> new NotFound("This journey"));
    }

    private static Instant time(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new BadParameter(parameter, "an instant such as 2026-03-02T08:00:00Z");
        }
    }

    private static <T> T parsed(String parameter, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter(parameter, "an identifier of the right form");
        }
    }
}
