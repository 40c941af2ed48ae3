package io.unbroken.infusion.bedside;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.http.StrictJson;
import io.unbroken.capture.security.Caller;
import io.unbroken.custody.bedside.BedsideVerdict;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.status.PointOfUse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes what people scan at a bed and answers them. Nothing that was scanned stands in an address.
@RestController
class BedsideController {

    /// A hundred labels with their scans fit.
    private static final int LARGEST_CHECK = 128 * 1024;

    private static final int LARGEST_QUESTION = 4 * 1024;

    private static final String CHECK =
            """
            {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "point": "INFUSION", "offsetMinutes": 60, "device": "scanner-7",
             "wristband": {"symbology": "DATA_MATRIX", "raw": "PTABCDEFGHIJKLMNOPQRSTUVWXYZ"},
             "labels": [{"scans": [{"symbology": "DATA_MATRIX", "raw": "&/CHA999926000001"},
                                   {"symbology": "CODE_128", "raw": "LOT-1/1"}]}]}\
            """;

    private static final String QUESTION =
            """
            {"point": "INFUSION", "check": "0f8fad5b-d9cb-469f-a165-70867728950e"}\
            """;

    private final StrictJson json;
    private final BedsideChecks checks;
    private final MeterRegistry meters;

    BedsideController(StrictJson json, BedsideChecks checks, MeterRegistry meters) {
        this.json = json;
        this.checks = checks;
        this.meters = meters;
    }

    /// What one person scanned. Who that is is not in it: it is whoever is signed in; when, is when it comes.
    ///
    /// @param id the idempotency key, and the id of the event
    /// @param point `THAW` or `INFUSION`
    /// @param labels the label of each unit
    record CheckRequest(
            EventId id,
            PointOfUse point,
            Integer offsetMinutes,
            DeviceId device,
            Scan wristband,
            List<LabelRequest> labels) {}

    /// The codes of one label: that of the chain and that of the unit.
    record LabelRequest(List<Scan> scans) {}

    /// What a person who scanned asks.
    ///
    /// @param check the id of what the person scanned
    /// @param seen the basis of the GO that is on the screen, if one is
    record QuestionRequest(PointOfUse point, EventId check, Optional<ContentHash> seen) {}

    /// What came of what was scanned.
    ///
    /// @param confirmed whether it is of one chain, and recorded as this person's confirmation
    /// @param units what was scanned
    record CheckView(boolean confirmed, CoiId coi, List<MaterialId> units, VerdictView verdict) {}

    @Operation(
            summary = "One person's scans of wristband and labels",
            description =
                    "201 if all of it is of one chain and is recorded as this person's confirmation of the identity; 200 with HOLD if it is not: then nothing is confirmed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            examples = @ExampleObject(CHECK))))
    @PostMapping(path = "/api/bedside/checks", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CheckView> check(HttpServletRequest request, Authentication signedIn) {
        Caller caller = Caller.of(signedIn);
        CheckRequest said = json.read(request, LARGEST_CHECK, CheckRequest.class);
        requireBedside(said.point());
        CheckView view = checks.check(said, caller);
        count(view.verdict());
        return ResponseEntity.status(view.confirmed() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view);
    }

    @Operation(
            summary = "GO or HOLD for somebody who scanned",
            description =
                    "Every check by name, with what it rests on, what to do and whom to call. Changes nothing; to be asked again each second while an answer is on a screen.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            examples = @ExampleObject(QUESTION))))
    @PostMapping(path = "/api/bedside/verdicts", consumes = MediaType.APPLICATION_JSON_VALUE)
    VerdictView verdict(HttpServletRequest request, Authentication signedIn) {
        Caller caller = Caller.of(signedIn);
        QuestionRequest asked = json.read(request, LARGEST_QUESTION, QuestionRequest.class);
        requireBedside(asked.point());
        VerdictView view = checks.verdict(asked, caller);
        if (view.progress() == BedsideVerdict.Progress.DECIDED) {
            count(view);
        }
        return view;
    }

    private void count(VerdictView view) {
        meters.counter(
                        "unbroken.bedside.answers",
                        "point",
                        view.point().name(),
                        "answer",
                        view.answer().name())
                .increment();
    }

    private static void requireBedside(PointOfUse point) {
        if (point != PointOfUse.THAW && point != PointOfUse.INFUSION) {
            throw BadInput.field("point", "Expected THAW or INFUSION.");
        }
    }
}
