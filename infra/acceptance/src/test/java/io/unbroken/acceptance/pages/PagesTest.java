package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.acceptance.tracking.StubIssuer;
import io.unbroken.acceptance.tracking.TrackingProcess;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PagesTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final int DESK = 1_280;
    private static final int PHONE = 360;

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;
    private static Browsing browsing;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        tracking = new TrackingProcess(PLATFORM, parties.trustRoot(), "pages", issuer);
        tracking.awaitReady();
        browsing = new Browsing();
        var good = new Transport(parties, 1);
        good.order();
        good.collectAndPack();
        good.handToCourier();
        good.measure(180, wave(90, 480));
        good.courierGivesToFacility();
        good.facilityTakes();
        var warm = new Transport(parties, 2);
        warm.order();
        warm.collectAndPack();
        warm.handToCourier();
        warm.measure(180, wave(30, 500));
        warm.measure(
                420, 700, 760, 830, 890, 940, 930, 880, 810, 760, 700, 640, 590, 560, 540, 530);
        warm.courierGivesToFacility();
        Await.until(
                "the warm journey has its readings",
                () ->
                        tracking.json("/api/journeys/" + warm.coi()).at("/counts/samples").asInt(0)
                                == 45);
    }

    @AfterAll
    static void stop() {
        browsing.close();
        tracking.close();
        issuer.close();
        parties.close();
    }

    @Test
    void journeys_appear_and_change_without_a_reload() throws Exception {
        var late = new Transport(parties, 3);
        Page page = open("/", DESK, ColorScheme.LIGHT);
        assertThat(row(page, new Transport(parties, 1))).containsText("At facility");

        late.order();
        assertThat(row(page, late)).containsText("Ordered");
        assertThat(row(page, late)).containsText("no readings");
        late.collectAndPack();
        late.handToCourier();
        late.measure(180, wave(20, 470));

        assertThat(row(page, late)).containsText("party-courier");
        assertThat(row(page, late)).containsText("in range");
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void the_list_shows_what_is_wrong_in_words_and_fits_every_width_and_scheme() {
        var warm = new Transport(parties, 2);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESK, PHONE}) {
                Page page = open("/", width, scheme);

                assertThat(row(page, warm)).containsText("HOLD");
                assertThat(row(page, warm)).containsText("Excursion");
                Browsing.isAccessible(page);
                Browsing.fitsItsWidth(page);
                Browsing.photograph(
                        page,
                        "journeys-"
                                + scheme.name().toLowerCase(java.util.Locale.ROOT)
                                + "-"
                                + width);
                page.context().close();
            }
        }
    }

    @Test
    void a_journey_shows_custody_temperature_findings_verdicts_and_their_events() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESK, PHONE}) {
                Page page =
                        open("/journey.html?coi=" + new Transport(parties, 2).coi(), width, scheme);

                assertThat(page.locator(".timeline").first()).containsText("party-courier");
                assertThat(
                                page.locator(
                                                "section",
                                                new Page.LocatorOptions()
                                                        .setHasText("Points of use"))
                                        .last())
                        .containsText("HOLD");
                assertThat(page.locator("leg-chart canvas")).isVisible();
                assertThat(page.locator(".leg")).containsText("2.00 to 8.00 °C");
                Browsing.isAccessible(page);
                Browsing.fitsItsWidth(page);
                Browsing.photograph(
                        page,
                        "journey-"
                                + scheme.name().toLowerCase(java.util.Locale.ROOT)
                                + "-"
                                + width);
                page.context().close();
            }
        }
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    void a_custody_change_leads_to_the_signed_event_behind_it() {
        Page page =
                open(
                        "/journey.html?coi=" + new Transport(parties, 1).coi(),
                        DESK,
                        ColorScheme.LIGHT);

        page.locator(".timeline a").first().click();

        Locator event = page.locator("details.event[open]");
        assertThat(event).containsText("Material collected");
        assertThat(event).containsText("collection.events.v1/");
        assertThat(event).containsText("holds");
        Browsing.isAccessible(page);
    }

    @Test
    void an_empty_list_says_what_to_do() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.route(
                "**/api/journeys?*",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody("{\"items\": [], \"next\": null}")));

        page.navigate(tracking.uri("/").toString());

        assertThat(page.locator(".empty")).containsText("./unbroken demo");
        Browsing.isAccessible(page);
    }

    @Test
    void a_feed_that_stops_is_told_after_ten_seconds() {
        try (var another = new Browsing()) {
            Page page = another.page(DESK, ColorScheme.LIGHT);
            page.route("**/api/feed", route -> route.abort("connectionrefused"));
            page.navigate(tracking.uri("/").toString());

            assertThat(page.locator(".banner")).hasCount(0);
            assertThat(page.locator(".banner"))
                    .containsText(
                            "live feed has stopped",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        }
    }

    private static Page open(String path, int width, ColorScheme scheme) {
        Page page = browsing.page(width, scheme);
        page.navigate(tracking.uri(path).toString());
        return page;
    }

    private static Locator row(Page page, Transport journey) {
        return page.locator("[data-coi='" + journey.coi() + "']");
    }

    private static int[] wave(int readings, int around) {
        return IntStream.range(0, readings)
                .map(i -> around + (int) Math.round(60 * Math.sin(i / 7.0)))
                .toArray();
    }
}
