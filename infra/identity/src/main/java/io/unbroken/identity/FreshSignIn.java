package io.unbroken.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks a person who is signed in to sign in again when a service demands it: `prompt=login`, or `max_age` (OpenID Connect Core 3.1.2.1),
/// which the framework does not heed. The sign-in before stays until then.
final class FreshSignIn extends OncePerRequestFilter {

    private static final String ENDPOINT = "/oauth2/authorize";

    /// Where the session remembers which request is being signed in for: one at a time, so that it stays small.
    private static final String ASKED = FreshSignIn.class.getName() + ".asked";

    /// Eleven days in seconds, which is longer than any session.
    private static final Pattern AGE = Pattern.compile("[0-9]{1,6}");

    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
    private final InstantSource clock;

    FreshSignIn(InstantSource clock) {
        this.clock = clock;
    }

    /// @param state the request's own, which no other request has
    private record Asked(String state, Instant at) {}

    /// When somebody last proved who they are.
    static Optional<Instant> time(@Nullable Authentication signedIn) {
        return signedIn == null
                ? Optional.empty()
                : signedIn.getAuthorities().stream()
                        .filter(FactorGrantedAuthority.class::isInstance)
                        .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                        .max(Comparator.naturalOrder());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ENDPOINT.equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String age = Objects.requireNonNullElse(request.getParameter("max_age"), "");
        if (!age.isEmpty() && !AGE.matcher(age).matches()) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST, "expected max_age in whole seconds");
            return;
        }
        if (isEnough(request, age)) {
            chain.doFilter(request, response);
            return;
        }
        requests.saveRequest(request, response);
        response.sendRedirect("/login");
    }

    private boolean isEnough(HttpServletRequest request, String age) {
        List<String> prompts =
                List.of(
                        Objects.requireNonNullElse(request.getParameter("prompt"), "")
                                .split(" ", -1));
        if (prompts.contains("none")) {
            // Nobody may be asked; how old the sign-in is stands in the token.
            return true;
        }
        Optional<Instant> signedIn = time(SecurityContextHolder.getContext().getAuthentication());
        // No age at all is the same as the prompt.
        if (prompts.contains("login") || age.matches("0+")) {
            return isSince(asked(request), signedIn, request);
        }
        if (age.isEmpty()) {
            return true;
        }
        Instant oldest = clock.instant().minus(Duration.ofSeconds(Long.parseLong(age)));
        return signedIn.filter(time -> !time.isBefore(oldest)).isPresent();
    }

    private static boolean isSince(
            Instant asked, Optional<Instant> signedIn, HttpServletRequest request) {
        boolean since = signedIn.filter(time -> !time.isBefore(asked)).isPresent();
        if (since) {
            request.getSession().removeAttribute(ASKED);
        }
        return since;
    }

    /// When this request came first; it comes again after the sign-in.
    private Instant asked(HttpServletRequest request) {
        String state = Objects.requireNonNullElse(request.getParameter("state"), "");
        if (request.getSession().getAttribute(ASKED) instanceof Asked before
                && before.state().equals(state)) {
            return before.at();
        }
        var now = new Asked(state, clock.instant());
        request.getSession().setAttribute(ASKED, now);
        return now.at();
    }
}
