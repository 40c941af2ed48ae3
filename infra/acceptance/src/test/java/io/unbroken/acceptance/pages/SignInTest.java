package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing in with the real provider, as a person does it in a browser.
@Tag("one-platform")
class SignInTest {

    private static final int DESK = 1_280;

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.TRACKING);

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
    void a_person_is_asked_who_they_are_and_comes_back_to_the_page_they_wanted() {
        String wanted = PLATFORM.url(Part.TRACKING) + "/journey.html?coi=CHA999926000001";
        Page page = browsing.page(DESK, ColorScheme.LIGHT);

        page.navigate(wanted);
        assertThat(page.locator("h1")).hasText("Who are you?");
        Browsing.isAccessible(page);
        card(page, "Auditor").click();

        page.waitForURL(url -> url.startsWith(wanted));
        assertThat(page.locator("body")).containsText("unb-0801");
    }

    @Test
    void the_session_of_a_person_opens_the_api_with_their_roles_and_nobody_elses() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.navigate(PLATFORM.url(Part.TRACKING) + "/");
        card(page, "Courier").click();
        assertThat(page.locator("body")).containsText("pol-0107");

        assertThat(status(page, "/api/journeys")).isEqualTo(200);
        assertThat(status(page, "/api/journeys/CHA999926000001/evidence")).isEqualTo(403);
        assertThat(page.evaluate("fetch('/api/me').then(answer => answer.text())"))
                .asString()
                .contains("\"roles\":[\"COURIER\"]");
    }

    @Test
    void nobody_reads_the_api_without_signing_in() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.navigate(PLATFORM.url(Part.TRACKING) + "/problems/unauthenticated");

        assertThat(status(page, "/api/journeys")).isEqualTo(401);
    }

    @Test
    void what_one_person_hears_is_not_told_to_the_next_one_in_the_same_browser() {
        Page first = browsing.page(DESK, ColorScheme.LIGHT);
        first.navigate(PLATFORM.url(Part.TRACKING) + "/");
        card(first, "Auditor").click();
        awaitFeed(first, "unb-0801");

        first.context().clearCookies();
        Page second = first.context().newPage();
        second.navigate(PLATFORM.url(Part.TRACKING) + "/");
        card(second, "Courier").click();

        awaitFeed(second, "pol-0107");
        assertThat(first.getByRole(AriaRole.STATUS).first()).containsText("signed out");
    }

    /// Until this person's feed is the only one in the browser.
    private static void awaitFeed(Page page, String person) {
        page.waitForFunction(
                "async only => JSON.stringify((await navigator.locks.query()).held.map(lock => lock.name)) === only",
                "[\"unbroken-feed %s\"]".formatted(person));
    }

    private static Locator card(Page page, String title) {
        return page.locator(
                "button",
                new Page.LocatorOptions().setHas(page.locator("strong").getByText(title)));
    }

    private static int status(Page page, String path) {
        return (int) page.evaluate("path => fetch(path).then(answer => answer.status)", path);
    }
}
