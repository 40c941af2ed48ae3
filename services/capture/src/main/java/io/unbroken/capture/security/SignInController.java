package io.unbroken.capture.security;

import io.swagger.v3.oas.annotations.Hidden;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.capture.settings.Components;
import io.unbroken.doors.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The one address of the pages that demands a session: whoever comes here is sent to sign in, and from here back to the page.
/// Pages themselves open without one, or a phone without network could not show what it keeps.
@RestController
@Hidden
class SignInController {

    static final String PATH = "/sign-in";

    /// For which `since` the session was last sent to the provider.
    private static final String ASKED = SignInController.class.getName() + ".asked";

    /// A page of ours with its parameters; nothing that leads elsewhere.
    private static final Pattern OURS =
            Pattern.compile("[a-z-]{1,40}\\.html(\\?([A-Za-z0-9=&._-]|%[0-9A-Fa-f]{2}){0,200})?");

    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
    private final Components components;

    SignInController(CaptureProperties properties) {
        this.components = properties.components();
    }

    /// @param since to sign, one has to have signed in after this, in seconds of the epoch, and by two components. Whoever has not is asked
    ///     again, once: a provider that does not heed that is not asked for ever
    @GetMapping(PATH)
    ResponseEntity<Void> back(
            @RequestParam(defaultValue = "") String page,
            @RequestParam(defaultValue = "0") long since,
            Authentication signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        Caller caller = Caller.of(signedIn);
        boolean signs =
                components.areIn(caller.methods())
                        && caller.authenticated()
                                .filter(time -> time.getEpochSecond() >= since)
                                .isPresent();
        HttpSession session = request.getSession();
        if (since > 0 && !signs && !Long.valueOf(since).equals(session.getAttribute(ASKED))) {
            session.setAttribute(ASKED, since);
            requests.saveRequest(request, response);
            return to(Provider.SIGN_IN + "?prompt=" + FreshRequests.LOGIN);
        }
        return to(OURS.matcher(page).matches() ? "/" + page : "/");
    }

    private static ResponseEntity<Void> to(String address) {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(address)).build();
    }
}
