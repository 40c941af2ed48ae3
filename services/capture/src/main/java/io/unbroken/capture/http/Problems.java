package io.unbroken.capture.http;

import io.unbroken.capture.publishing.LogUnavailable;
import io.unbroken.schemas.wire.RegistryUnavailable;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Answers what cannot be done as RFC 9457 says, naming the field. What was sent is never repeated.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    /// A broker is mostly back by then.
    private static final String RETRY_SECONDS = "2";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bad(BadInput bad) {
        ProblemDetail problem = problem(bad.status(), bad.type(), String.valueOf(bad.getMessage()));
        if (!bad.field().isEmpty()) {
            problem.setProperty("field", bad.field());
        }
        return ResponseEntity.status(bad.status()).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(IdConflict conflict) {
        ProblemDetail problem =
                problem(
                        HttpStatus.CONFLICT,
                        "id-conflict",
                        "This id was used before for another content. Both are recorded, and the journey is on HOLD.");
        problem.setProperty("receipt", conflict.receipt());
        return ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableFile(UnreadableFile file) {
        ProblemDetail problem =
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unreadable-file",
                        "The file cannot be read at line %d: expected %s."
                                .formatted(file.line(), file.expected()));
        problem.setProperty("line", file.line());
        problem.setProperty("expected", file.expected());
        problem.setProperty("found", file.found());
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> logAway(LogUnavailable away) {
        logger.warn("The log did not take a record: " + away.getMessage());
        return away(
                "log-away", "The log does not answer; nothing was acknowledged. Send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> registryAway(RegistryUnavailable away) {
        logger.warn("The schema registry did not answer.");
        return away(
                "registry-away",
                "The schema registry does not answer; nothing was acknowledged. Send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException bug) {
        // The message may hold what was sent; the kind and the place are enough to find it.
        StackTraceElement[] trace = bug.getStackTrace();
        logger.error(
                "Unexpected %s at %s"
                        .formatted(bug.getClass().getName(), trace.length == 0 ? "?" : trace[0]));
        return ResponseEntity.internalServerError()
                .body(
                        problem(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "internal",
                                "Something is wrong in this service; nothing was acknowledged."));
    }

    private static ResponseEntity<ProblemDetail> away(String type, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, type, detail));
    }

    private static ProblemDetail problem(HttpStatus status, String type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        return problem;
    }
}
