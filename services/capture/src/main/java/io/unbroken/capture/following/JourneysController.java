package io.unbroken.capture.following;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells people of this party which journeys are at hand, and what was said of them.
@RestController
@ConditionalOnProperty(JourneysConfiguration.ASKED_FOR)
class JourneysController {

    private final Journeys journeys;

    JourneysController(Journeys journeys) {
        this.journeys = journeys;
    }

    @Operation(
            summary = "The journeys at hand",
            description =
                    "What was said of the journeys that are here or on their way here, as far as people here need it, from authenticated events. A list for people at work, no history.")
    @GetMapping("/api/journeys")
    JourneysView journeys() {
        return journeys.view();
    }
}
