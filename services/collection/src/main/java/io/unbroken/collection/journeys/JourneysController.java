package io.unbroken.collection.journeys;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.following.Journeys;
import io.unbroken.capture.following.JourneysView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells people at the site which journeys are here, and what was said of them.
@RestController
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
