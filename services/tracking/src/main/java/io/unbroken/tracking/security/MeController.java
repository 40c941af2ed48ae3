package io.unbroken.tracking.security;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells a page who is signed in.
@RestController
class MeController {

    /// @param name the subject of the token
    record MeView(String name, List<String> roles) {}

    @GetMapping("/api/me")
    MeView me(Authentication authentication) {
        return new MeView(authentication.getName(), Roles.of(authentication.getAuthorities()));
    }
}
