package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.Acknowledgements;
import io.unbroken.tracking.alert.AlertFilter;
import io.unbroken.tracking.alert.AlertView;
import io.unbroken.tracking.alert.SeenAlerts;
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Alerts that are not done with, and who has seen them.
@RestController
@RequestMapping("/api/alerts")
class AlertsController {

    private static final String USUAL_LIMIT = "50";
    private static final int MOST_ITEMS = 200;

    /// Anything but control characters; lines may be broken.
    private static final Pattern NOTE = Pattern.compile("[^\\p{Cntrl}]*(\\R[^\\p{Cntrl}]*)*");

    private final SeenAlerts alerts;
    private final SeenJourneys journeys;
    private final Acknowledgements acknowledgements;
    private final Feed feed;
    private final Audiences audiences;
    private final JsonMapper json;

    AlertsController(
            SeenAlerts alerts,
            SeenJourneys journeys,
            Acknowledgements acknowledgements,
            Feed feed,
            Audiences audiences,
            JsonMapper json) {
        this.alerts = alerts;
        this.journeys = journeys;
        this.acknowledgements = acknowledgements;
        this.feed = feed;
        this.audiences = audiences;
        this.json = json;
    }

    @Operation(
            summary = "Alerts that go on, and those that have ended and still hold",
            description =
                    "By journey and id, page by page. `severity`: at least this bad. Never filtered by time: what is not done with is here.")
    @GetMapping
    PageView<ListedAlertView> alerts(
            @RequestParam Optional<AlertView.State> state,
            @RequestParam Optional<String> journey,
            @RequestParam Optional<FindingCode> code,
            @RequestParam Optional<Severity> severity,
            @RequestParam Optional<@Size(max = JourneysController.LONGEST_TEXT) String> product,
            @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MOST_ITEMS) int limit,
            @RequestParam Optional<String> cursor,
            Authentication caller) {
        var filter =
                new AlertFilter(
                        state.map(asked -> asked == AlertView.State.OPEN),
                        journey.map(text -> parsed("journey", text, CoiId::parse)),
                        code,
                        severity,
                        product,
                        cursor.map(text -> parsed("cursor", text, AlertFilter.Place::parse)));
        return PageView.of(
                acknowledgements.of(alerts.alerts(filter, limit + 1, Sight.of(caller))),
                limit,
                listed -> AlertFilter.Place.of(listed.alert()).text(),
                ListedAlertView::of);
    }

    /// @param id chosen by who asks: what is sent twice counts once
    /// @param note what is done about it, without patient data
    record AcknowledgementRequest(@Nullable UUID id, @Nullable String note) {}

    @Operation(
            summary = "Says that the caller has seen an alert, and what they do about it",
            description =
                    "Nothing else comes of it: the alert stays, and so does what it holds. One that gets worse afterwards is not"
                            + " acknowledged any more. The feed tells it as `acknowledged`.")
    @PostMapping("/{journey}/{alert}/acknowledgements")
    ListedAlertView acknowledge(
            @PathVariable String journey,
            @PathVariable String alert,
            @RequestBody AcknowledgementRequest request,
            Authentication caller) {
        UUID id = request.id();
        if (id == null) {
            throw new BadParameter("id", "a UUID");
        }
        CoiId coi = parsed("journey", journey, CoiId::parse);
        String note = note(request.note());
        ListedAlertView seen =
                Optional.of(coi)
                        .filter(each -> journeys.sees(each, Sight.of(caller)))
                        .flatMap(each ->
                                acknowledgements.acknowledge(
                                        each, alert, id, caller.getName(), note))
                        .map(ListedAlertView::of)
                        .orElseThrow(() -> new NotFound("This alert"));
        feed.tell("acknowledged", json.writeValueAsString(seen), audiences.of(coi));
        return seen;
    }

    private static String note(@Nullable String text) {
        String note = text == null ? "" : text.strip();
        if (note.isEmpty()
                || note.length() > Acknowledgements.LONGEST_NOTE
                || !NOTE.matcher(note).matches()) {
            throw new BadParameter(
                    "note",
                    "1 to %d characters without control characters"
                            .formatted(Acknowledgements.LONGEST_NOTE));
        }
        return note;
    }

    private static <T> T parsed(String parameter, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter(parameter, "an identifier of the right form");
        }
    }
}
