package io.unbroken.identity;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/// What the provider's pages have in common.
final class Page {

    private Page() {}

    /// @param banner what kind of thing this is
    /// @param main what is in the page, as HTML
    static String of(String title, String banner, String main) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Unbroken</title>
        <link rel="icon" type="image/svg+xml" href="/icon.svg">
        <link rel="stylesheet" href="/sign-in.css">
        </head>
        <body>
        <p class="banner">%s</p>
        <main>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(title, banner, main);
    }

    /// What a form sends so that no other site can.
    static String hidden(CsrfToken token) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(
                        HtmlUtils.htmlEscape(token.getParameterName()),
                        HtmlUtils.htmlEscape(token.getToken()));
    }
}
