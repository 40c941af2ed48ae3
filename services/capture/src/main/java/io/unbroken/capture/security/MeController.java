package io.unbroken.capture.security;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.settings.CaptureProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells a page who is signed in, and what it must send with each change.
@RestController
class MeController {

    private final CaptureProperties properties;

    MeController(CaptureProperties properties) {
        this.properties = properties;
    }

    /// @param person the staff id
    /// @param roles none if the person belongs to another party
    /// @param party the party that this service speaks for
    /// @param csrf what a session must send with each change; null for a bearer token, which cannot be ridden
    record MeView(String person, List<String> roles, String party, @Nullable Csrf csrf) {}

    /// @param header the name of the header
    /// @param token its value, good for this session alone
    record Csrf(String header, String token) {}

    @Operation(summary = "Who is signed in, and the token that a page sends with each change")
    @GetMapping("/api/me")
    MeView me(HttpServletRequest request, Authentication signedIn) {
        Caller caller = Caller.of(signedIn);
        return new MeView(
                caller.person().value(),
                caller.roles(),
                properties.party(),
                signedIn.getPrincipal() instanceof Jwt ? null : csrf(request));
    }

    private static @Nullable Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(token.getHeaderName(), token.getToken())
                : null;
    }
}
