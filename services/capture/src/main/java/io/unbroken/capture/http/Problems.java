package io.unbroken.capture.http;

import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.publishing.AlreadySaid;
import io.unbroken.capture.publishing.LogUnavailable;
import io.unbroken.capture.signatures.SameSigner;
import io.unbroken.capture.signatures.Signatures;
import io.unbroken.capture.signatures.Unsigned;
import io.unbroken.schemas.keys.SignerUnavailable;
import io.unbroken.schemas.wire.RegistryUnavailable;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
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

    private static final String STEP_UP =
            "Bearer error=\"insufficient_user_authentication\", error_description=\"A signature takes a sign-in of its own\", max_age=\"%d\""
                    .formatted(Signatures.FRESH.toSeconds());

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bad(BadInput bad) {
        ProblemDetail problem = bad.problem().with(String.valueOf(bad.getMessage()));
        if (!bad.field().isEmpty()) {
            problem.setProperty("field", bad.field());
        }
        return ResponseEntity.status(bad.problem().status()).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(IdConflict conflict) {
        ProblemDetail problem =
                Problem.ID_CONFLICT.with(
                        "This id was used before for another content. Both are recorded, and the journey is on HOLD.");
        problem.setProperty("receipt", conflict.receipt());
        return ResponseEntity.status(Problem.ID_CONFLICT.status()).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> printed(AlreadySaid before) {
        ProblemDetail problem =
                Problem.ALREADY_PRINTED.with(
                        "This label was printed at %s by the log's time; a reprint needs a reason."
                                .formatted(before.receipt().recordTime()));
        problem.setProperty("receipt", before.receipt());
        return ResponseEntity.status(Problem.ALREADY_PRINTED.status()).body(problem);
    }

    /// As RFC 9470 says, with what there is to sign.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsigned(Unsigned act) {
        ProblemDetail problem =
                Problem.AUTHENTICATE_TO_SIGN.with(
                        "This is an electronic signature: %s, and send the same with the challenge in the header %s."
                                .formatted(remedy(act), Signatures.HEADER));
        problem.setProperty("signature", act.due());
        problem.setProperty("missing", act.missing());
        problem.setProperty("components", act.components());
        return ResponseEntity.status(Problem.AUTHENTICATE_TO_SIGN.status())
                .header(HttpHeaders.WWW_AUTHENTICATE, STEP_UP)
                .body(problem);
    }

    private static String remedy(Unsigned act) {
        String ways = String.join(" or ", act.components());
        return switch (act.missing()) {
            case SIGN_IN -> "sign in again by " + ways;
            case COMPONENTS -> "that sign-in proved too little; sign in again by " + ways;
            case SIGN_IN_OF_ITS_OWN ->
                    "that sign-in has signed something else; sign in again for this by " + ways;
        };
    }

    @ExceptionHandler(SameSigner.class)
    ResponseEntity<ProblemDetail> sameSigner() {
        return bad(
                BadInput.notEntitled(
                        "fact.correction",
                        "Expected another person than the author of the correction."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableFile(UnreadableFile file) {
        ProblemDetail problem =
                Problem.UNREADABLE_FILE.with(
                        "The file cannot be read at line %d: expected %s."
                                .formatted(file.line(), file.expected()));
        problem.setProperty("line", file.line());
        problem.setProperty("expected", file.expected());
        problem.setProperty("found", file.found());
        return ResponseEntity.status(Problem.UNREADABLE_FILE.status()).body(problem);
    }

    /// A type or a charset that there is not.
    @ExceptionHandler({
        InvalidMediaTypeException.class,
        UnsupportedCharsetException.class,
        IllegalCharsetNameException.class
    })
    ResponseEntity<ProblemDetail> unknownType() {
        return bad(
                new BadInput(
                        Problem.UNSUPPORTED_MEDIA, "", "Expected a Content-Type that is known."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> logAway(LogUnavailable away) {
        logger.warn("The log did not take a record: " + away.getMessage());
        return away(
                Problem.LOG_AWAY,
                "The log does not answer; nothing was acknowledged. Send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> registryAway(RegistryUnavailable away) {
        logger.warn("The schema registry did not answer.");
        return away(
                Problem.REGISTRY_AWAY,
                "The schema registry does not answer; nothing was acknowledged. Send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keyAway(SignerUnavailable away) {
        logger.warn("The signing key is away: " + away.getMessage());
        return away(
                Problem.KEY_AWAY,
                "The device that keeps the signing key does not answer; nothing was acknowledged. Send it again.");
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
                        Problem.INTERNAL.with(
                                "Something is wrong in this service; nothing was acknowledged."));
    }

    private static ResponseEntity<ProblemDetail> away(Problem problem, String detail) {
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(problem.with(detail));
    }
}
