package io.unbroken.collection.enrolment;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.EventRules;
import io.unbroken.capture.http.StrictJson;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.security.Caller;
import io.unbroken.collection.vault.Patient;
import io.unbroken.collection.vault.Vault;
import io.unbroken.collection.vault.Vault.Enrolled;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes up patients, shows the site's staff who a token is, and erases.
@RestController
class EnrolmentController {

    private static final int LARGEST_REQUEST = 16 * 1024;

    private final StrictJson json;
    private final EventRules rules;
    private final Vault vault;
    private final Publisher publisher;
    private final Clock clock;

    EnrolmentController(
            StrictJson json, EventRules rules, Vault vault, Publisher publisher, Clock clock) {
        this.json = json;
        this.rules = rules;
        this.vault = vault;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Operation(
            summary = "Enrol a patient and order a therapy",
            description =
                    "Gives the chain of identity id. Name, birth date and record number stay in the site's vault. The same requestId gives the same answer.")
    @PostMapping(path = "/api/enrolments", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EnrolmentView> enrol(HttpServletRequest request, Authentication signedIn) {
        EnrolmentRequest enrolment = json.read(request, LARGEST_REQUEST, EnrolmentRequest.class);
        if (enrolment.patient().birthDate().isAfter(LocalDate.now(clock))) {
            throw BadInput.field("patient.birthDate", "Expected a date that is not ahead.");
        }
        // All that can be refused is refused before the vault has anything.
        events(enrolment, new Enrolled(PLACEHOLDER, PLACEHOLDER_PATIENT), Caller.of(signedIn))
                .forEach(event -> EventRules.requireNobody(event, enrolment.patient()::isToldBy));
        Enrolled enrolled =
                vault.enrol(
                        enrolment.requestId().value(),
                        enrolment.patient(),
                        enrolment.eventTime().atOffset(ZoneOffset.UTC).getYear());
        List<Receipt> receipts =
                events(enrolment, enrolled, Caller.of(signedIn)).stream()
                        .map(this::publish)
                        .toList();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(
                        new EnrolmentView(
                                enrolled.coi(),
                                enrolled.coi().printed(),
                                enrolled.patient(),
                                receipts));
    }

    @Operation(summary = "Who a patient token is; for the site's own staff")
    @GetMapping("/api/patients/{token}")
    ResponseEntity<?> patient(@PathVariable String token) {
        return switch (vault.find(token(token))) {
            case Vault.Entry.Known known -> ResponseEntity.ok(known.patient());
            case Vault.Entry.Erased _ ->
                    problem(HttpStatus.GONE, "Who this was has been erased for ever.");
            case Vault.Entry.Unknown _ ->
                    problem(HttpStatus.NOT_FOUND, "No such patient was enrolled here.");
        };
    }

    @Operation(summary = "Erase who a patient is; the chain and its proofs stay")
    @DeleteMapping("/api/patients/{token}")
    ResponseEntity<?> erase(@PathVariable String token) {
        return vault.erase(token(token))
                ? ResponseEntity.noContent().build()
                : problem(HttpStatus.NOT_FOUND, "No such patient was enrolled here.");
    }

    private static final CoiId PLACEHOLDER = new CoiId("CHA999900000000");
    private static final PatientToken PLACEHOLDER_PATIENT =
            new PatientToken("PTAAAAAAAAAAAAAAAAAAAAAAAAAA");

    private List<Event> events(EnrolmentRequest request, Enrolled enrolled, Caller caller) {
        return List.of(
                event(
                        request,
                        enrolled,
                        caller,
                        new TherapyOrdered(request.order(), request.product())),
                event(
                        request,
                        enrolled,
                        caller,
                        patientEnrolled(enrolled.patient(), request.consentVersion())));
    }

    private Event event(EnrolmentRequest request, Enrolled enrolled, Caller caller, Fact fact) {
        String name = request.requestId() + " " + fact.getClass().getSimpleName();
        try {
            var event =
                    new Event(
                            new EventId(
                                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                            .toString()),
                            enrolled.coi(),
                            request.eventTime(),
                            request.offsetMinutes(),
                            caller.person(),
                            request.device(),
                            List.of(),
                            fact);
            rules.require(event, caller.roles());
            return event;
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    private static PatientEnrolled patientEnrolled(PatientToken patient, String consentVersion) {
        try {
            return new PatientEnrolled(patient, consentVersion);
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    private Receipt publish(Event event) {
        return switch (publisher.publish(event)) {
            case Publication.Recorded recorded -> recorded.receipt();
            case Publication.Conflicting _ ->
                    throw BadInput.conflict(
                            "requestId", "This request was made before with another content.");
        };
    }

    private static PatientToken token(String text) {
        try {
            return new PatientToken(text);
        } catch (IllegalArgumentException form) {
            throw BadInput.field("token", String.valueOf(form.getMessage()));
        }
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /// An enrolment as the site's coordinator sends it.
    record EnrolmentRequest(
            EventId requestId,
            Patient patient,
            OrderId order,
            ProfileId product,
            String consentVersion,
            Instant eventTime,
            Integer offsetMinutes,
            DeviceId device) {}

    /// The pseudonyms that were given.
    ///
    /// @param printed the chain of identity id with its check character, as on labels
    record EnrolmentView(CoiId coi, String printed, PatientToken patient, List<Receipt> receipts) {}
}
