package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.AlertFilter;
import io.unbroken.tracking.alert.AlertStore;
import io.unbroken.tracking.alert.AlertView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Alerts that are not done with.
@RestController
@RequestMapping("/api/alerts")
class AlertsController {

    private static final String USUAL_LIMIT = "50";
    private static final int MOST_ITEMS = 200;

    private final AlertStore alerts;

    AlertsController(AlertStore alerts) {
        this.alerts = alerts;
    }

    @Operation(
            summary = "Alerts that go on, and those that have ended and still hold",
            description =
                    "By journey and id, page by page. `severity`: at least this bad. Never filtered by time: what is not done with is here.")
    @GetMapping
    PageView<AlertView> alerts(
            @RequestParam Optional<AlertView.State> state,
            @RequestParam Optional<String> journey,
            @RequestParam Optional<FindingCode> code,
            @RequestParam Optional<Severity> severity,
            @RequestParam Optional<@Size(max = JourneysController.LONGEST_TEXT) String> product,
            @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MOST_ITEMS) int limit,
            @RequestParam Optional<String> cursor) {
        var filter =
                new AlertFilter(
                        state.map(asked -> asked == AlertView.State.OPEN),
                        journey.map(text -> parsed("journey", text, CoiId::parse)),
                        code,
                        severity,
                        product,
                        cursor.map(text -> parsed("cursor", text, AlertFilter.Place::parse)));
        return PageView.of(
                alerts.alerts(filter, limit + 1),
                limit,
                alert -> AlertFilter.Place.of(alert).text(),
                AlertView::of);
    }

    private static <T> T parsed(String parameter, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter(parameter, "an identifier of the right form");
        }
    }
}
