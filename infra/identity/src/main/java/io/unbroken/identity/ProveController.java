package io.unbroken.identity;

import io.unbroken.identity.Proofs.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/// The page where somebody proves who they are by password and PIN, or by a passkey: asked for by a service before a signature.
@Controller
class ProveController {
    static final String PATH = "/prove";

    /// Where the script says what did not work.
    private static final String NO_ALERT = "<p role=\"alert\" hidden></p>";

    private final Proofs proofs;
    private final Entrance entrance;
    private final KeyFiles keys;

    ProveController(Proofs proofs, Entrance entrance, KeyFiles keys) {
        this.proofs = proofs;
        this.entrance = entrance;
        this.keys = keys;
    }

    /// @param login who tried before; else it is who is signed in
    /// @param outcome of that
    @GetMapping(value = PATH, produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(
            @RequestParam(name = "user", required = false) @Nullable String login,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @Nullable Principal signedIn,
            CsrfToken token) {
        Optional<DemoUser> chosen =
                Optional.ofNullable(login)
                        .or(() -> Optional.ofNullable(signedIn).map(Principal::getName))
                        .flatMap(DemoUser::named);
        return Page.of(
                "Prove that it is you",
                "Demonstration data. None of these people exist.",
                """
                <h1>Prove that it is you</h1>
                <p>Somebody signed in here is not enough for what you are about to do: a signature takes you, now.</p>
                %s
                <form method="post" action="%s" class="prove">
                %s
                <label>Person <select name="user">%s</select></label>
                <label>Password <input name="%s" type="password" autocomplete="current-password" required autofocus></label>
                <label>PIN <input name="%s" type="password" inputmode="numeric" autocomplete="off" required></label>
                <label class="check"><input name="passkey" type="checkbox"> Register a passkey, for next time</label>
                <button>Prove it</button>
                </form>
                <form class="prove" data-passkey="use">
                <button class="other">Use a passkey</button>
                </form>
                <p><small>Whoever runs this demo has everybody's password and PIN in <code>%s</code>.</small></p>
                <script src="/passkey.js"></script>
                """
                        .formatted(
                                Optional.ofNullable(outcome)
                                        .map(ProveController::alert)
                                        .orElse(NO_ALERT),
                                PATH,
                                Page.hidden(token),
                                people(chosen),
                                Components.PASSWORD,
                                Components.PIN,
                                HtmlUtils.htmlEscape(keys.people().toAbsolutePath().toString())));
    }

    /// Signs in who proves it.
    @PostMapping(PATH)
    String prove(
            @RequestParam("user") String login,
            @RequestParam(Components.PASSWORD) String password,
            @RequestParam(Components.PIN) String pin,
            @RequestParam(required = false) @Nullable String passkey,
            HttpServletRequest request,
            HttpServletResponse response) {
        DemoUser user = Entrance.user(login);
        Outcome outcome = proofs.check(user, new Components(password.strip(), pin.strip()));
        return switch (outcome) {
            case PROVED -> {
                String next = entrance.enter(user, Factors.proved(), request, response);
                yield passkey == null ? next : "redirect:" + PasskeyController.PATH;
            }
            case WRONG, LOCKED ->
                    "redirect:%s?user=%s&outcome=%s".formatted(PATH, user.login(), outcome);
        };
    }

    private static String alert(Outcome outcome) {
        return switch (outcome) {
            case PROVED -> NO_ALERT;
            case WRONG -> "<p role=\"alert\">The password or the PIN is wrong.</p>";
            case LOCKED ->
                    "<p role=\"alert\">That was wrong too often. Try again in a minute; until then the right ones do not count either.</p>";
        };
    }

    private static String people(Optional<DemoUser> chosen) {
        return Arrays.stream(DemoUser.values())
                .map(user ->
                        "<option value=\"%s\"%s>%s (%1$s)</option>"
                                .formatted(
                                        user.login(),
                                        chosen.filter(user::equals).isPresent() ? " selected" : "",
                                        user.title()))
                .collect(Collectors.joining());
    }
}
