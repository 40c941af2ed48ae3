package io.unbroken.tracking.evidence;

import io.unbroken.tracking.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

/// There is no evidence now, and will be soon: 503 with the time after which to ask again.
final class NotYet extends ErrorResponseException {

    /// Two checkpoints from now.
    private static final String RETRY_SECONDS = "2";

    private final HttpHeaders headers = new HttpHeaders();

    /// @param problem names it for programs
    /// @param detail one sentence for people
    NotYet(Problem problem, String detail) {
        super(problem.status(), problem.with(detail), null);
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
