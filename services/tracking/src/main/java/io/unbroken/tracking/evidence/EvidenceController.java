package io.unbroken.tracking.evidence;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.problem.Problem;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import io.unbroken.verifier.maker.Bundle;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Evidence for auditors, quality and operations.
@RestController
@RequestMapping("/api/journeys")
class EvidenceController {

    /// JSON Lines; no type is registered for it.
    private static final String BUNDLE = "application/jsonl";

    private final Evidence evidence;

    private final SeenJourneys seen;

    EvidenceController(Evidence evidence, SeenJourneys seen) {
        this.evidence = evidence;
        this.seen = seen;
    }

    @Operation(
            summary = "A bundle that proves this journey's history offline",
            description =
                    "from: the size of a checkpoint that you hold; the bundle then proves that the log only grew since")
    @GetMapping(path = "/{coi}/evidence")
    void evidence(
            @PathVariable String coi,
            @RequestParam Optional<Long> from,
            HttpServletResponse response,
            Authentication caller)
            throws IOException {
        Bundle bundle = bundle(coi, caller);
        requireSize(from, bundle.checkpoint().size());
        response.setContentType(BUNDLE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s.evidence.jsonl\"".formatted(coi));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        bundle.write(response.getOutputStream(), from);
    }

    @Operation(summary = "The same for people, with the bundle's hash as a code")
    @GetMapping(path = "/{coi}/evidence.pdf")
    void pdf(@PathVariable String coi, HttpServletResponse response, Authentication caller)
            throws IOException {
        Bundle bundle = bundle(coi, caller);
        String digest = bundle.write(OutputStream.nullOutputStream(), Optional.empty());
        String page = new EvidencePage(bundle, digest).xhtml(EvidencePdf.style());
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s.evidence.pdf\"".formatted(coi));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        EvidencePdf.write(page, response.getOutputStream());
    }

    private Bundle bundle(String text, Authentication caller) {
        CoiId coi;
        try {
            coi = CoiId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw problem(Problem.BAD_PARAMETER, "coi: expected an identifier of the right form");
        }
        return Optional.of(coi)
                .filter(each -> seen.sees(each, Sight.of(caller)))
                .flatMap(evidence::of)
                .orElseThrow(
                        () -> problem(Problem.NOT_FOUND, "This journey is not known here (yet)."));
    }

    private static void requireSize(Optional<Long> from, long size) {
        if (from.isPresent() && (from.get() < 0 || from.get() > size)) {
            throw problem(
                    Problem.BAD_PARAMETER,
                    "from: expected the size of an earlier checkpoint, 0 to %d".formatted(size));
        }
    }

    private static ErrorResponseException problem(Problem problem, String detail) {
        return new ErrorResponseException(problem.status(), problem.with(detail), null);
    }
}
