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
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PagesTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final int DESK = 1_280;
    private static final int PHONE = 360;

    /// What a chart of twenty-four loggers may send, as JSON before compression: each sample as text would be some 40 MB.
    private static final int MOST_BYTES = 1_500_000;

    /// Longer than a loaded machine takes.
    private static final double PATIENCE = 30_000;

    /// The longest time for which the page was busy so far, 0 if never for 50 ms.
    private static final String LONGEST_TASK =
            """
            () => new Promise(tell => {
              new PerformanceObserver(list => tell(Math.max(...list.getEntries().map(task => task.duration))))
                .observe({ type: 'longtask', buffered: true });
              setTimeout(() => tell(0), 500);
            })\
            """;

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
        for (Look look : Look.ALL) {
            Page page = look.open("/");

            assertThat(row(page, warm)).containsText("HOLD");
            assertThat(row(page, warm)).containsText("Excursion");
            look.check(page, "journeys");
        }
    }

    @Test
    void a_journey_shows_custody_temperature_findings_verdicts_and_their_events() {
        for (Look look : Look.ALL) {
            Page page = look.open("/journey.html?coi=" + new Transport(parties, 2).coi());

            assertThat(page.locator(".timeline").first()).containsText("party-courier");
            assertThat(
                            page.locator(
                                            "section",
                                            new Page.LocatorOptions().setHasText("Points of use"))
                                    .last())
                    .containsText("HOLD");
            assertThat(page.locator("leg-chart canvas")).isVisible();
            assertThat(page.locator(".leg")).containsText("2.00 to 8.00 °C");
            assertThat(page.locator(".leg-findings"))
                    .containsText("do not rule out that the cells were out of range");
            look.check(page, "journey");
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
    void a_million_samples_are_drawn_from_a_few_thousand_points() throws Exception {
        // given
        var journey = new LongTransport(parties);
        journey.tell();
        // The sum of all takes longer to ask for than the newest.
        Await.until(
                "the last readings are recorded",
                () ->
                        tracking.json("/api/journeys?q=" + journey.coi())
                                .at("/items/0/temperature/time")
                                .asString("")
                                .equals(LongTransport.end().toString()));
        Await.until("all readings are recorded", () -> total(journey) == LongTransport.SAMPLES);
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        List<Integer> sent = new ArrayList<>();
        List<Integer> zoomed = new ArrayList<>();
        page.onResponse(response -> {
            if (response.url().contains("/temperature?")) {
                (response.url().contains("&from=") ? zoomed : sent).add(response.body().length);
            }
        });

        // when
        page.navigate(tracking.uri("/journey.html?coi=" + journey.coi()).toString());

        // then
        assertThat(page.locator("leg-chart canvas"))
                .hasCount(
                        LongTransport.LOGGERS,
                        new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(page.locator(".leg details summary").first())
                .containsText("of " + LongTransport.SAMPLES / LongTransport.LOGGERS);
        // The page loads once by itself and once when the feed is open.
        assertThat(sent).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).isLessThan(MOST_BYTES));

        // when
        Await.until(
                "the readings of some hours have come",
                () -> {
                    select(page, page.locator("leg-chart .u-over").first());
                    page.waitForTimeout(300);
                    return !zoomed.isEmpty();
                });

        // then
        assertThat(zoomed).allSatisfy(bytes -> assertThat(bytes).isLessThan(MOST_BYTES));
        System.out.printf(
                "%,d samples: %,d bytes to draw, %,d to zoom, longest task %s ms%n",
                LongTransport.SAMPLES,
                sent.getFirst(),
                zoomed.getFirst(),
                page.evaluate(LONGEST_TASK));
        assertThat(browsing.complaints()).isEmpty();
    }

    /// As with the mouse. What is still loading may move the chart away from under it, or draw it anew.
    private static void select(Page page, Locator chart) {
        chart.evaluate("drawn => drawn.scrollIntoView({ block: 'center' })");
        var box = chart.boundingBox();
        if (box == null) {
            return;
        }
        page.mouse().move(box.x + box.width / 2, box.y + 20);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + 6, box.y + 40);
        page.mouse().up();
    }

    private static int total(LongTransport journey) throws Exception {
        int total = 0;
        for (var leg :
                tracking.json("/api/journeys/%s/temperature?points=100".formatted(journey.coi()))
                        .at("/legs")) {
            total += leg.at("/total").asInt();
        }
        return total;
    }

    @Test
    void a_journey_tells_how_its_shipper_fared_and_what_of_its_readings_is_marked()
            throws Exception {
        // given
        var shaken = new Transport(parties, 4);
        shaken.order();
        shaken.collectAndPack();
        shaken.handToCourier();
        shaken.measure(180, wave(30, 480));
        shaken.tell(
                new Condition.Tilt(Transport.at(200), 120),
                new Condition.Tilt(Transport.at(230), 610),
                new Condition.Shock(Transport.at(231), 1_450),
                new Condition.Shock(Transport.at(240), 90),
                new Condition.Light(Transport.at(240), 2),
                new Condition.Lid(Transport.at(190), LidState.CLOSED),
                new Condition.Lid(Transport.at(250), LidState.OPEN),
                new Condition.Battery(Transport.at(200), 80),
                new Condition.Battery(Transport.at(300), 15),
                new Condition.Nitrogen(Transport.at(200), 95),
                new Condition.Position(Transport.at(210), 47_458_000, 8_548_000, 30));
        shaken.mark(
                new MarkedSample(Transport.at(260), new Reading("312.5"), Mark.BEYOND_SENSOR),
                new MarkedSample(Transport.at(265), new Reading("E02"), Mark.SENSOR_FAULT));
        Await.until(
                "the shock is found",
                () ->
                        tracking.json("/api/journeys/" + shaken.coi())
                                .at("/history/findings")
                                .toString()
                                .contains("SHOCKED"));

        for (Look look : Look.ALL) {
            // when
            Page page = look.open("/journey.html?coi=" + shaken.coi());

            // then
            Locator conditions = page.locator(".conditions");
            for (String quantity : List.of("Tilt", "Shock", "Light", "Battery", "nitrogen")) {
                assertThat(conditions).containsText(quantity);
            }
            assertThat(conditions).containsText("Lid: open");
            assertThat(conditions).containsText("Position as a table");
            assertThat(page.locator("condition-chart canvas")).hasCount(5);
            assertThat(page.locator(".marked")).containsText("312.5");
            assertThat(page.locator(".marked")).containsText("no sensor can have measured this");
            assertThat(page.locator(".leg-findings"))
                    .containsText("The shipper was hit harder than allowed.");
            assertThat(page.locator(".leg-findings")).containsText("battery ran low");
            assertThat(page.locator(".exposures")).containsText("S1128V00");
            look.check(page, "conditions");
        }
        assertThat(browsing.complaints()).isEmpty();
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

    /// How a person looks at a page.
    private record Look(ColorScheme scheme, int width) {

        static final List<Look> ALL =
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .flatMap(scheme ->
                                Stream.of(DESK, PHONE).map(width -> new Look(scheme, width)))
                        .toList();

        Page open(String path) {
            return PagesTest.open(path, width, scheme);
        }

        /// Also closes it.
        void check(Page page, String name) {
            Browsing.isAccessible(page);
            Browsing.fitsItsWidth(page);
            Browsing.photograph(
                    page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
            page.context().close();
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
