package io.unbroken.courier.shipments;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells couriers what waits for them.
@RestController
class ShipmentsController {

    private final Shipments shipments;

    ShipmentsController(Shipments shipments) {
        this.shipments = shipments;
    }

    /// @param asOf up to when the log was heard
    /// @param we the parties for which this service gives and takes
    /// @param others everybody else who can give or take
    record ShipmentsView(
            Instant asOf,
            List<PartyId> we,
            Collection<String> others,
            List<HandoffView> handoffs) {}

    @Operation(
            summary = "What is to be picked up, carried and handed over",
            description =
                    "The handoffs to and from this party of the last 30 days, from authenticated events of all parties. A list for people at work, no history.")
    @GetMapping("/api/shipments")
    ShipmentsView shipments() {
        return new ShipmentsView(
                shipments.heard(),
                List.copyOf(shipments.parties().ours()),
                shipments.parties().others(),
                shipments.ofOurs());
    }
}
