package io.unbroken.capture.http;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.security.Caller;
import io.unbroken.capture.signatures.Signatures;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.EventId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Takes events. The event's id is the idempotency key: sent again, it gives the same receipt.
@RestController
class EventsController {

    /// A hundred units with their labels fit ten times over.
    private static final int LARGEST_EVENT = 64 * 1024;

    private final StrictJson json;
    private final EventRules rules;
    private final Signatures signatures;
    private final Publisher publisher;

    EventsController(
            StrictJson json, EventRules rules, Signatures signatures, Publisher publisher) {
        this.json = json;
        this.rules = rules;
        this.signatures = signatures;
        this.publisher = publisher;
    }

    @Operation(
            summary = "State an event",
            description =
                    "201 with a signed receipt once all in-sync replicas have it. 401 with a challenge if it has a meaning and is not signed. 409 if the id was used for another content: both are recorded.")
    @PostMapping(path = "/api/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> state(
            HttpServletRequest request,
            Authentication signedIn,
            @RequestHeader(name = Signatures.HEADER, required = false) @Nullable String challenge) {
        Caller caller = Caller.of(signedIn);
        Event event = event(json.read(request, LARGEST_EVENT, EventRequest.class), caller);
        rules.require(event, caller.roles());
        signatures.require(event, caller, challenge);
        return answer(publisher.publish(event));
    }

    @Operation(summary = "The receipt for an event or block that was sent before")
    @GetMapping("/api/receipts/{id}")
    Receipt receipt(@PathVariable String id) {
        try {
            return publisher
                    .receipt(new EventId(id).value())
                    .orElseThrow(() ->
                            new BadInput(
                                    Problem.NOT_FOUND,
                                    "id",
                                    "This service has recorded nothing under this id."));
        } catch (IllegalArgumentException form) {
            throw BadInput.field("id", String.valueOf(form.getMessage()));
        }
    }

    private static Event event(EventRequest request, Caller caller) {
        try {
            return request.by(caller.person());
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    static ResponseEntity<Receipt> answer(Publication publication) {
        return switch (publication) {
            case Publication.Recorded recorded ->
                    ResponseEntity.status(HttpStatus.CREATED).body(recorded.receipt());
            case Publication.Conflicting conflicting -> throw new IdConflict(conflicting.receipt());
        };
    }
}
