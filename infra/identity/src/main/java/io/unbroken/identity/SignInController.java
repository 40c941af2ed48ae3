package io.unbroken.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;

/// The page of role cards: one click signs in. It has no passwords, which is why it listens on loopback alone.
@Controller
class SignInController {
    private final HttpSessionSecurityContextRepository sessions =
            new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

    @GetMapping(value = "/login", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String page(CsrfToken token) {
        var hidden =
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(
                                HtmlUtils.htmlEscape(token.getParameterName()),
                                HtmlUtils.htmlEscape(token.getToken()));
        var cards =
                Arrays.stream(DemoUser.values())
                        .map(SignInController::card)
                        .collect(Collectors.joining());
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sign in · Unbroken</title>
        <link rel="icon" type="image/svg+xml" href="/icon.svg">
        <link rel="stylesheet" href="/sign-in.css">
        </head>
        <body>
        <p class="banner">Demonstration data. None of these people exist, and anyone at this machine can be any of them.</p>
        <main>
        <h1>Who are you?</h1>
        <form method="post" action="/sign-in">
        %s
        <div class="cards">
        %s
        </div>
        </form>
        </main>
        </body>
        </html>
        """
                .formatted(hidden, cards);
    }

    /// Signs in as the chosen user and goes on to where the browser wanted to go.
    @PostMapping("/sign-in")
    String signIn(
            @RequestParam("user") String login,
            HttpServletRequest request,
            HttpServletResponse response) {
        var user =
                DemoUser.named(login)
                        .orElseThrow(() ->
                                new ResponseStatusException(
                                        HttpStatus.BAD_REQUEST, "no such demo user"));
        var wanted =
                Optional.ofNullable(requests.getRequest(request, response))
                        .map(SavedRequest::getRedirectUrl);
        if (request.getSession(false) != null) {
            // A session that someone planted before the sign-in must not become a signed-in one.
            request.changeSessionId();
        }
        // The time of this is the token's auth_time. There is no factor for a mere click; the demo
        // says it is a password.
        var clicked =
                FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        user.staffId(), null, List.of(clicked)));
        sessions.saveContext(context, request, response);
        return "redirect:" + wanted.orElse("/login");
    }

    private static String card(DemoUser user) {
        return """
        <button name="user" value="%s"><strong>%s</strong><span>%s</span><small>%s · %s</small></button>
        """
                .formatted(user.login(), user.title(), user.work(), user.login(), user.party());
    }
}
