package io.unbroken.capture.security;

import io.unbroken.capture.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;

/// What those hear who are not let in, as RFC 9457 says.
final class Answers {

    private Answers() {}

    static void unauthorized(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(
                response,
                Problem.UNAUTHENTICATED,
                "Sign in, or send a valid bearer token of this party for the audience unbroken.");
    }

    /// Nobody, who could not have a token against forgery either, is told to sign in.
    static void denied(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (!(why instanceof CsrfException)) {
            problem(response, Problem.FORBIDDEN, "Your roles do not allow this.");
        } else if (SecurityContextHolder.getContext().getAuthentication() == null) {
            unauthorized(response);
        } else {
            problem(
                    response,
                    Problem.FORBIDDEN,
                    "Ask GET /api/me for this session's token and send it in the header that it names.");
        }
    }

    static void signInFailed(HttpServletResponse response) throws IOException {
        problem(response, Problem.UNAUTHENTICATED, "The sign-in did not work. Go back, try again.");
    }

    private static void problem(HttpServletResponse response, Problem problem, String detail)
            throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType("application/problem+json");
        // As bytes: a writer would add a charset, which this media type has not.
        response.getOutputStream().write(problem.json(detail).getBytes(StandardCharsets.UTF_8));
    }
}
