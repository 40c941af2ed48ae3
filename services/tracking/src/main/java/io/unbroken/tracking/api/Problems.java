package io.unbroken.tracking.api;

import com.mongodb.MongoException;
import io.unbroken.schemas.wire.RegistryUnavailable;
import io.unbroken.tracking.alert.Acknowledgements;
import io.unbroken.tracking.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Answers what cannot be answered as RFC 9457 says, naming the parameter that was wrong.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    /// Some restart of the store is over by then.
    private static final String RETRY_SECONDS = "2";

    @ExceptionHandler
    ProblemDetail badParameter(BadParameter bad) {
        return parameter(bad.parameter(), String.valueOf(bad.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound missing) {
        return Problem.NOT_FOUND.with(String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail webhooksOff(WebhooksController.WebhooksOff off) {
        return Problem.WEBHOOKS_OFF.with("No key file for the secrets of webhooks is configured.");
    }

    @ExceptionHandler
    ProblemDetail enoughNotes(Acknowledgements.Full full) {
        return Problem.ENOUGH_NOTES.with(
                "This alert has %d notes already.".formatted(Acknowledgements.MOST_NOTES));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> storeAway(MongoException failure) {
        logger.warn("The store did not answer a query: " + failure.getClass().getSimpleName());
        return ResponseEntity.status(Problem.STORE_AWAY.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(
                        Problem.STORE_AWAY.with(
                                "The store does not answer; nothing is lost. Ask again soon."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> registryAway(RegistryUnavailable failure) {
        logger.warn("The schema registry did not answer.");
        return ResponseEntity.status(Problem.LOG_AWAY.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(
                        Problem.LOG_AWAY.with(
                                "The schema registry does not answer. Ask again soon."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name =
                mismatch instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : String.valueOf(mismatch.getPropertyName());
        return handleExceptionInternal(
                mismatch,
                parameter(name, name + ": expected " + expected(mismatch.getRequiredType())),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var first = invalid.getParameterValidationResults().getFirst();
        String name = String.valueOf(first.getMethodParameter().getParameterName());
        String message = first.getResolvableErrors().getFirst().getDefaultMessage();
        return handleExceptionInternal(
                invalid, parameter(name, name + ": " + message), headers, status, request);
    }

    private static String expected(@Nullable Class<?> type) {
        return type != null && type.isEnum()
                ? "one of " + java.util.Arrays.toString(type.getEnumConstants())
                : "another form";
    }

    private static ProblemDetail parameter(String name, String detail) {
        ProblemDetail problem = Problem.BAD_PARAMETER.with(detail);
        problem.setProperty("parameter", name);
        return problem;
    }
}
