package io.unbroken.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/// The page where somebody who has just proved who they are registers a passkey for the next time.
@Controller
class PasskeyController {
    static final String PATH = "/passkey";

    private final Entrance entrance;

    PasskeyController(Entrance entrance) {
        this.entrance = entrance;
    }

    @GetMapping(value = PATH, produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(
            Principal signedIn,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Page.of(
                "Register a passkey",
                "Demonstration data. None of these people exist.",
                """
                <h1>Register a passkey</h1>
                <p>Next time this device proves that you are %s, after you have unlocked it. The passkey counts until the demo's sign-in is started again.</p>
                <form class="prove" data-passkey="register" data-next="%s">
                %s
                <button>Register</button>
                </form>
                <p role="alert" hidden></p>
                <p><a href="%2$s">Go on without</a></p>
                <script src="/passkey.js"></script>
                """
                        .formatted(
                                Entrance.user(signedIn.getName()).title(),
                                HtmlUtils.htmlEscape(entrance.wanted(request, response)),
                                Page.hidden(token)));
    }
}
