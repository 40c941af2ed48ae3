package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.platform.Proof;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What people do at the pages of the party services: sign in, scan, choose, press the one big button.
final class Hands {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

    private static final int HEIGHT = 900;

    /// Colours depend on the scheme, places on the width.
    private static final List<Look> LOOKS =
            List.of(
                    new Look(ColorScheme.LIGHT, 360),
                    new Look(ColorScheme.DARK, 360),
                    new Look(ColorScheme.LIGHT, 768),
                    new Look(ColorScheme.DARK, 1_280));

    private record Look(ColorScheme scheme, int width) {}

    private Hands() {}

    /// Signs in as one of the demo's people, by the title of their card.
    static void signIn(Page page, String address, String title) {
        page.navigate(address + "/");
        big(page, "Sign in").click();
        card(page, title).click();
        assertThat(page.locator(".scan")).isVisible();
    }

    /// Proves to the provider who one is, as it asks before a signature.
    static void prove(Page page, Proof proof) {
        assertThat(page.locator("h1")).hasText("Prove that it is you");
        page.getByLabel("Password").fill(proof.password());
        page.getByLabel("PIN").fill(proof.pin());
        page.locator("button", new Page.LocatorOptions().setHasText("Prove it")).click();
    }

    /// As a scanner that is a keyboard does it. A machine so busy that a key takes longer than a scanner's is asked again.
    static void scan(Page page, String raw) {
        assertThat(
                        page.evaluate(
                                """
                                raw => {
                                  for (let times = 0; times < 20; times++) {
                                    let heard = false;
                                    const hear = () => heard = true;
                                    addEventListener('scan', hear);
                                    [...raw, 'Enter'].forEach(key => document.activeElement.dispatchEvent(
                                      new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})));
                                    removeEventListener('scan', hear);
                                    if (heard) return true;
                                  }
                                  return false;
                                }
                                """,
                                raw))
                .isEqualTo(true);
    }

    static void choose(Page page, String label) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().check();
    }

    static Locator list(Page page, String name) {
        return page.locator("[data-list=" + name + "]");
    }

    /// One journey in a list.
    static Locator row(Page page, String name, String coi) {
        return list(page, name).locator("li[data-coi=" + coi + "]");
    }

    static Locator big(Page page, String text) {
        return page.locator("button.big", new Page.LocatorOptions().setHasText(text));
    }

    /// Presses the one big button, and is back at the list of what is to be done.
    static void finish(Page page, String text) {
        big(page, text).click();
        assertThat(page.locator(".notice")).isVisible();
    }

    static Locator card(Page page, String title) {
        return page.locator(
                "button",
                new Page.LocatorOptions()
                        .setHas(
                                page.locator("strong")
                                        .getByText(
                                                title,
                                                new Locator.GetByTextOptions().setExact(true))));
    }

    /// Fills a field that is kept with each touch.
    static void fill(Page page, String name, String value) {
        page.locator("input[name=" + name + "]").fill(value);
    }

    /// A time as a field for times has it, so long from now.
    static String at(Duration fromNow) {
        return LOCAL.format(LocalDateTime.now(ZoneId.systemDefault()).plus(fromNow));
    }

    /// Holds a screen to what every screen keeps on phone, tablet and desk, light and dark, and photographs each.
    static void holdEverywhere(Page page, String name) {
        for (Look look : LOOKS) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
            page.setViewportSize(look.width(), HEIGHT);
            hold(
                    page,
                    name
                            + "-"
                            + look.scheme().name().toLowerCase(Locale.ROOT)
                            + "-"
                            + look.width());
        }
    }

    /// Holds a screen to what every screen keeps, and photographs it.
    static void hold(Page page, String name) {
        Browsing.isAccessible(page);
        Browsing.fitsItsWidth(page);
        Browsing.photograph(page, name);
    }
}
