package io.unbroken.infusion.verdict;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.PointOfUse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Answers GO or HOLD at the bedside.
@RestController
class VerdictsController {

    private final Statuses statuses;
    private final VerdictProperties properties;
    private final Clock clock;

    VerdictsController(Statuses statuses, VerdictProperties properties, Clock clock) {
        this.statuses = statuses;
        this.properties = properties;
        this.clock = clock;
    }

    @Operation(summary = "GO or HOLD at every point of use, with reasons")
    @GetMapping("/api/journeys/{coi}/verdicts")
    List<Answer> all(@PathVariable String coi) {
        CoiId chain = coi(coi);
        return Arrays.stream(PointOfUse.values()).map(point -> answer(chain, point)).toList();
    }

    @Operation(
            summary = "GO or HOLD at one point of use, with reasons",
            description = "HOLD whenever the status is missing, not fresh, or out of time.")
    @GetMapping("/api/journeys/{coi}/verdicts/{point}")
    Answer one(@PathVariable String coi, @PathVariable String point) {
        return answer(coi(coi), point(point));
    }

    private Answer answer(CoiId coi, PointOfUse point) {
        return Answer.of(
                coi,
                point,
                statuses.find(coi),
                statuses.silence(),
                properties.longestSilence(),
                clock.instant());
    }

    private static CoiId coi(String text) {
        try {
            return CoiId.parse(text);
        } catch (IllegalArgumentException form) {
            throw BadInput.field("coi", String.valueOf(form.getMessage()));
        }
    }

    private static PointOfUse point(String text) {
        return Arrays.stream(PointOfUse.values())
                .filter(point -> point.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        BadInput.field(
                                "point",
                                "Expected one of " + Arrays.toString(PointOfUse.values())));
    }
}
