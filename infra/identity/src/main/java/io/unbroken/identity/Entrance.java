package io.unbroken.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Lets somebody in who said or proved who they are, and on to where the browser wanted to go.
@Component
final class Entrance {

    private final HttpSessionSecurityContextRepository sessions =
            new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

    /// Whom a form names.
    static DemoUser user(String login) {
        return DemoUser.named(login)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such demo user"));
    }

    /// Begins a session of theirs, and says where the browser goes.
    ///
    /// @param factors how they proved who they are; the time of this is the token's `auth_time`
    String enter(
            DemoUser user,
            List<GrantedAuthority> factors,
            HttpServletRequest request,
            HttpServletResponse response) {
        String wanted = wanted(request, response);
        if (request.getSession(false) != null) {
            // A session that someone planted before the sign-in must not become a signed-in one.
            request.changeSessionId();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user.staffId(), null, factors));
        sessions.saveContext(context, request, response);
        return "redirect:" + wanted;
    }

    /// Where the browser wanted to go before it was sent to sign in.
    String wanted(HttpServletRequest request, HttpServletResponse response) {
        return Optional.ofNullable(requests.getRequest(request, response))
                .map(SavedRequest::getRedirectUrl)
                .orElse("/login");
    }
}
