package io.unbroken.tracking.evidence;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// There is no evidence now, and will be soon: 503 with the time after which to ask again.
final class NotYet extends ErrorResponseException {

    /// Two checkpoints from now.
    private static final String RETRY_SECONDS = "2";

    private final HttpHeaders headers = new HttpHeaders();

    /// @param type names the problem for programs
    /// @param detail one sentence for people
    NotYet(String type, String detail) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(type, detail), null);
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    private static ProblemDetail problem(String type, String detail) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setType(URI.create("/problems/" + type));
        return problem;
    }
}
