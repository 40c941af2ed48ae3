package io.unbroken.capture.security;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The one address of the pages that demands a session: whoever comes here is sent to sign in, and from here back to the page.
/// Pages themselves open without one, or a phone without network could not show what it keeps.
@RestController
@Hidden
class SignInController {

    static final String PATH = "/sign-in";

    /// A page of ours with its parameters; nothing that leads elsewhere.
    private static final Pattern OURS =
            Pattern.compile("[a-z-]{1,40}\\.html(\\?[A-Za-z0-9=&%._-]{0,200})?");

    @GetMapping(PATH)
    ResponseEntity<Void> back(@RequestParam(defaultValue = "") String page) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(OURS.matcher(page).matches() ? "/" + page : "/"))
                .build();
    }
}
