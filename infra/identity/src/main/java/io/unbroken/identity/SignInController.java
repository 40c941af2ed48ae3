package io.unbroken.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// The page of role cards: one click signs in. That proves nothing, which is why the provider listens on loopback alone, and why nobody can
/// sign an act by it.
@Controller
class SignInController {
    private final Entrance entrance;

    SignInController(Entrance entrance) {
        this.entrance = entrance;
    }

    @GetMapping(value = "/login", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(CsrfToken token) {
        var cards =
                Arrays.stream(DemoUser.values())
                        .map(SignInController::card)
                        .collect(Collectors.joining());
        return Page.of(
                "Sign in",
                "Demonstration data. None of these people exist, and anyone at this machine can be any of them.",
                """
                <h1>Who are you?</h1>
                <form method="post" action="/sign-in">
                %s
                <div class="cards">
                %s
                </div>
                </form>
                """
                        .formatted(Page.hidden(token), cards));
    }

    /// Signs in as the chosen user.
    @PostMapping("/sign-in")
    String signIn(
            @RequestParam("user") String login,
            HttpServletRequest request,
            HttpServletResponse response) {
        return entrance.enter(Entrance.user(login), Factors.clicked(), request, response);
    }

    private static String card(DemoUser user) {
        return """
        <button name="user" value="%s"><strong>%s</strong><span>%s</span><small>%s · %s</small></button>
        """
                .formatted(user.login(), user.title(), user.work(), user.login(), user.party());
    }
}
