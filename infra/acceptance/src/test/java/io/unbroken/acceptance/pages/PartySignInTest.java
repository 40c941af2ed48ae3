package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.platform.Part;
import io.unbroken.platform.Proof;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing in at a party's service with the real provider, and what its session may do.
@Tag("one-platform")
class PartySignInTest {

    private static final int DESK = 1_280;

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COURIER);

    private static Browsing browsing;

    @BeforeAll
    static void start() {
        browsing = new Browsing();
    }

    @AfterAll
    static void stop() {
        browsing.close();
    }

    @Test
    void a_person_signs_in_and_is_told_who_they_are_and_for_which_party() {
        Page page = signedIn("Courier");

        assertThat(me(page))
                .containsEntry("person", "pol-0107")
                .containsEntry("roles", List.of("COURIER"))
                .containsEntry("party", "courier-polaris");
    }

    @Test
    void a_session_states_an_event_with_the_token_against_forgery_and_never_without_it() {
        // given
        Page page = signedIn("Courier");
        Map<?, ?> csrf = csrf(me(page));

        // when
        int without = post(page, event(), "X-Nothing", "");
        int forged = post(page, event(), String.valueOf(csrf.get("header")), "forged");
        int with =
                post(
                        page,
                        event(),
                        String.valueOf(csrf.get("header")),
                        String.valueOf(csrf.get("token")));

        // then
        assertThat(without).isEqualTo(403);
        assertThat(forged).isEqualTo(403);
        assertThat(with).isEqualTo(201);
    }

    @Test
    void people_of_another_party_have_no_role_and_state_nothing() {
        Page page = signedIn("Apheresis nurse");
        Map<String, Object> me = me(page);
        Map<?, ?> csrf = csrf(me);

        assertThat(me).containsEntry("person", "lin-0021").containsEntry("roles", List.of());
        assertThat(
                        post(
                                page,
                                event(),
                                String.valueOf(csrf.get("header")),
                                String.valueOf(csrf.get("token"))))
                .isEqualTo(403);
    }

    @Test
    void signing_out_ends_the_providers_session_too_so_that_the_next_person_is_asked() {
        Page page = signedIn("Courier");

        page.locator("button", named("Sign out")).click();
        page.waitForURL(PLATFORM.url(Part.COURIER) + "/");
        page.locator("button", named("Sign in")).first().click();

        assertThat(page.locator("h1")).hasText("Who are you?");
    }

    @Test
    void nobody_gets_in_without_a_session() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.navigate(PLATFORM.url(Part.COURIER) + "/problems/unauthenticated");

        assertThat(status(page, "/api/me")).isEqualTo(401);
        assertThat(status(page, "/api/shipments")).isEqualTo(401);
        assertThat(status(page, "/nowhere")).isEqualTo(401);
        assertThat(post(page, event(), "X-Nothing", "")).isEqualTo(401);
    }

    @Test
    void every_route_carries_the_headers_that_keep_others_out() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        for (String path :
                List.of("/", "/index.html", "/api/me", "/nowhere", "/actuator/health", "/error")) {
            Response answer = page.navigate(PLATFORM.url(Part.COURIER) + path);

            assertThat(answer.headers())
                    .as(path)
                    .containsKeys("content-security-policy", "permissions-policy")
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cross-origin-opener-policy", "same-origin");
            assertThat(answer.headers().get("content-security-policy"))
                    .doesNotContain("unsafe-inline")
                    .doesNotContain("'unsafe-eval'")
                    .contains("frame-ancestors 'none'");
        }
    }

    @Test
    void a_sign_in_leads_back_to_pages_of_this_service_alone() {
        Page page = signedIn("Courier");

        page.navigate(PLATFORM.url(Part.COURIER) + "/sign-in?page=https://example.org/a.html");
        assertThat(page.url()).isEqualTo(PLATFORM.url(Part.COURIER) + "/");
        page.navigate(PLATFORM.url(Part.COURIER) + "/sign-in?page=index.html?a=b");
        assertThat(page.url()).isEqualTo(PLATFORM.url(Part.COURIER) + "/index.html?a=b");
        page.navigate(PLATFORM.url(Part.COURIER) + "/sign-in?page=index.html%3F%25");
        assertThat(page.url()).isEqualTo(PLATFORM.url(Part.COURIER) + "/");
    }

    @Test
    void who_has_to_sign_signs_in_again_and_comes_back_to_the_page() {
        // given
        Page page = signedIn("Courier");
        String toSign = PLATFORM.url(Part.COURIER) + "/sign-in?page=index.html?a=b&since=%d";
        long now = Instant.now().getEpochSecond();
        Proof proof = PLATFORM.secrets().proof("courier");

        // when
        page.navigate(toSign.formatted(now - 3_600));
        String clicked = page.locator("h1").textContent();
        Hands.prove(page, new Proof("bafo-bafo-bafo-bafo", proof.pin()));
        assertThat(page.locator("[role=alert]")).hasText("The password or the PIN is wrong.");
        Hands.prove(page, proof);
        page.waitForURL(PLATFORM.url(Part.COURIER) + "/index.html?a=b");
        page.navigate(toSign.formatted(now - 3_600));
        String young = page.url();
        page.navigate(toSign.formatted(Instant.now().getEpochSecond() + 1));
        Hands.prove(page, proof);

        // then
        assertThat(clicked).as("a click proves nothing").isEqualTo("Prove that it is you");
        assertThat(young).isEqualTo(PLATFORM.url(Part.COURIER) + "/index.html?a=b");
        page.waitForURL(PLATFORM.url(Part.COURIER) + "/index.html?a=b");
        assertThat(me(page)).containsEntry("person", "pol-0107");
    }

    @Test
    void a_passkey_that_its_owner_unlocks_proves_who_they_are_instead() {
        // given
        Page page = signedIn("Courier");
        Passkeys passkeys = Passkeys.of(page);
        String toSign = PLATFORM.url(Part.COURIER) + "/sign-in?page=index.html?a=b&since=%d";
        String back = PLATFORM.url(Part.COURIER) + "/index.html?a=b";

        // when: registered by whoever has just proved who they are
        page.navigate(toSign.formatted(Instant.now().getEpochSecond() + 1));
        page.getByLabel("Register a passkey, for next time").check();
        Hands.prove(page, PLATFORM.secrets().proof("courier"));
        assertThat(page.locator("h1")).hasText("Register a passkey");
        Hands.hold(page, "provider-passkey");
        page.locator("button", named("Register")).click();
        page.waitForURL(back);

        // then: it proves nothing while it is locked, and then enough to sign
        passkeys.unlocked(false);
        page.navigate(toSign.formatted(Instant.now().getEpochSecond() + 1));
        page.locator("button", named("Use a passkey")).click();
        assertThat(page.locator("[role=alert]")).containsText("That did not work.");
        passkeys.unlocked(true);
        page.locator("button", named("Use a passkey")).click();
        page.waitForURL(back);
        assertThat(me(page)).containsEntry("person", "pol-0107");
        page.navigate(toSign.formatted(Instant.now().getEpochSecond() - 100));
        assertThat(page.url()).as("the service takes what it proved").isEqualTo(back);
    }

    private static Page signedIn(String title) {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.navigate(PLATFORM.url(Part.COURIER) + "/sign-in?page=index.html");
        choose(page, title);
        page.waitForURL(PLATFORM.url(Part.COURIER) + "/index.html");
        return page;
    }

    private static void choose(Page page, String title) {
        page.locator(
                        "button",
                        new Page.LocatorOptions().setHas(page.locator("strong").getByText(title)))
                .first()
                .click();
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Map<?, ?> csrf(Map<String, Object> me) {
        return (Map<?, ?>) Objects.requireNonNull(me.get("csrf"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> me(Page page) {
        return (Map<String, Object>)
                page.evaluate("fetch('/api/me').then(answer => answer.json())");
    }

    private static int status(Page page, String path) {
        return (int) page.evaluate("path => fetch(path).then(answer => answer.status)", path);
    }

    private static int post(Page page, String body, String header, String value) {
        return (int)
                page.evaluate(
                        """
                        ([body, header, value]) => fetch('/api/events', {
                          method: 'POST', body, headers: {'Content-Type': 'application/json', [header]: value}
                        }).then(answer => answer.status)
                        """,
                        List.of(body, header, value));
    }

    private static String event() {
        return """
        {"id":"%s","coi":"CHA999926200001","eventTime":"2026-11-20T10:15:30Z","offsetMinutes":60,"device":"page","scans":[],
         "fact":{"type":"TransportMilestoneReached","milestone":"DEPARTED","shipper":"DRY-00017","place":"HUB-1"}}\
        """
                .formatted(UUID.randomUUID());
    }
}
