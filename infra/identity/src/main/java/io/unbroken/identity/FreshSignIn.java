package io.unbroken.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks a person who is signed in to prove who they are when a service demands it: `prompt=login`, or `max_age` (OpenID Connect Core 3.1.2.1),
/// which the framework does not heed. The sign-in before stays until then. With `prompt=none` nobody is asked.
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
        if (asksNobody(request)) {
            if (!isYoung(age)) {
                // For this request alone nobody is signed in: the framework answers login_required,
                // after it has checked the address to which (OpenID Connect Core 3.1.2.6).
                SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
            }
            chain.doFilter(request, response);
            return;
        }
        // No age at all is the same as the prompt.
        boolean anew = words(request, "prompt").contains("login") || age.matches("0+");
        if (anew ? isProvedFor(request) : isYoung(age)) {
            chain.doFilter(request, response);
            return;
        }
        requests.saveRequest(request, response);
        response.sendRedirect(ProveController.PATH);
    }

    /// Whether this request is to be answered without a page, and with login_required if there is no sign-in for it. The framework answers so
    /// only if it is let through without one.
    static boolean asksNobody(HttpServletRequest request) {
        return ENDPOINT.equals(request.getServletPath())
                && words(request, "prompt").contains("none")
                && words(request, "scope").contains(OidcScopes.OPENID);
    }

    private static List<String> words(HttpServletRequest request, String parameter) {
        return List.of(
                Objects.requireNonNullElse(request.getParameter(parameter), "").split(" ", -1));
    }

    private boolean isYoung(String age) {
        return age.isEmpty()
                || Factors.time(signedIn())
                        .filter(time ->
                                !time.isBefore(
                                        clock.instant()
                                                .minus(Duration.ofSeconds(Long.parseLong(age)))))
                        .isPresent();
    }

    /// A click on a card in another window is no answer to this.
    private boolean isProvedFor(HttpServletRequest request) {
        Instant asked = asked(request);
        boolean proved = Factors.isProved(signedIn(), asked);
        if (proved) {
            request.getSession().removeAttribute(ASKED);
        }
        return proved;
    }

    private static @Nullable Authentication signedIn() {
        return SecurityContextHolder.getContext().getAuthentication();
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
