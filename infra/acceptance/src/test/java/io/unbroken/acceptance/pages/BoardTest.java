package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.acceptance.tracking.Parties;
import io.unbroken.acceptance.tracking.StubIssuer;
import io.unbroken.acceptance.tracking.TrackingProcess;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The operations board, as people watch shipments on it. The many shipments come last, for they stay.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BoardTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final int DESK = 1_280;
    private static final int PHONE = 360;
    private static final int MANY = 1_000;
    private static final int BURST = 250;

    /// Fifty events a second.
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(20);

    /// Longer than a loaded machine takes to record a thousand journeys and to draw them.
    private static final double PATIENCE = 60_000;

    /// Each time for which the page was busy for 50 ms or longer, from now on.
    private static final String WATCH_TASKS =
            """
            () => {
              window.tasks = [];
              new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(task => Math.round(task.duration))))
                .observe({ type: 'longtask' });
            }\
            """;

    private static Parties parties;
    private static StubIssuer issuer;
    private static TrackingProcess tracking;
    private static Browsing browsing;

    @BeforeAll
    static void start() throws Exception {
        parties = new Parties(PLATFORM);
        issuer = new StubIssuer();
        tracking = new TrackingProcess(PLATFORM, parties.trustRoot(), "board", issuer);
        tracking.awaitReady();
        browsing = Browsing.drawingMaps();
    }

    @AfterAll
    static void stop() {
        browsing.close();
        tracking.close();
        issuer.close();
        parties.close();
    }

    @Test
    @Order(1)
    void an_excursion_is_seen_while_it_happens() throws Exception {
        // given
        var shipment = onItsWay(1);
        shipment.measure(180, wave(20, 480));
        Page page = open("/", DESK, ColorScheme.LIGHT);
        Locator row = row(page, shipment);
        assertThat(row).containsText("in range");
        assertThat(row).not().containsText("HOLD");

        // when
        shipment.measure(280, 700, 830, 940, 1_010, 1_050, 1_080, 1_100, 1_120, 1_140, 1_150);

        // then
        assertThat(row).containsText("out of range");
        assertThat(row).containsText("HOLD");
        assertThat(page.locator(".alert-rows"))
                .containsText("The cells were out of their temperature range");
        row.scrollIntoViewIfNeeded();
        assertThat(row.locator(".sparkline .out").first()).isVisible();
        assertThat(browsing.complaints()).isEmpty();
        page.context().close();
    }

    @Test
    @Order(2)
    void an_alert_is_acknowledged_with_a_note_that_everybody_sees_and_that_stays() {
        // given
        String note = "Courier called; <img src=x onerror=alert(1)> dry ice on its way";
        Page page = open("/", DESK, ColorScheme.LIGHT);
        Page other = open("/", PHONE, ColorScheme.DARK);
        Locator alert = excursion(page);
        assertThat(alert).containsText("not seen yet");
        assertThat(excursion(other)).containsText("not seen yet");

        // when
        alert.locator("summary").click();
        alert.locator("textarea").fill(note);
        alert.locator("form button").click();

        // then
        assertThat(alert.locator(".note")).containsText("seen by ops");
        assertThat(alert.locator(".note")).containsText(note);
        assertThat(excursion(other).locator(".note")).containsText(note);
        assertThat(alert).not().containsText("not seen yet");
        page.reload();
        assertThat(excursion(page).locator(".note")).containsText(note);
        assertThat(row(page, new Transport(parties, 1))).containsText("HOLD");
        assertThat(browsing.complaints()).isEmpty();
        other.context().close();
        page.context().close();
    }

    @Test
    @Order(3)
    void shipments_stand_on_a_map_that_asks_no_other_host_and_in_words_beside_it()
            throws Exception {
        // given
        var flying = onItsWay(2);
        flying.tell(new Condition.Position(Transport.at(230), 35_764_000, 140_386_000, 40));
        flying.measure(180, wave(20, 480));
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESK, PHONE}) {
                // when
                Page page = browsing.page(width, scheme);
                page.onRequest(request ->
                        assertThat(request.url())
                                .matches(
                                        "(http://127\\.0\\.0\\.1:\\d+/|data:|blob:http://127\\.0\\.0\\.1:).*"));
                page.navigate(tracking.uri("/").toString());
                if (width == PHONE) {
                    page.getByText("Show map").click();
                }

                // then
                Locator map = page.locator("shipment-map");
                assertThat(map)
                        .hasAttribute(
                                "data-placed",
                                "2",
                                new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
                assertThat(row(page, flying)).containsText("at 35.76, 140.39 (± 40 m)");
                assertThat(row(page, new Transport(parties, 1))).containsText("at Zürich");
                row(page, flying).getByText("on the map").click();
                page.waitForTimeout(1_500);
                Browsing.isAccessible(page);
                Browsing.fitsItsWidth(page);
                Browsing.photograph(
                        page, "board-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                page.context().close();
            }
        }
        assertThat(browsing.complaints()).isEmpty();
    }

    @Test
    @Order(4)
    void without_webgl_the_list_says_that_it_has_all() {
        try (var plain = new Browsing()) {
            Page page = plain.page(DESK, ColorScheme.LIGHT);
            page.navigate(tracking.uri("/").toString());

            assertThat(page.locator(".no-map")).containsText("no WebGL");
            assertThat(row(page, new Transport(parties, 1))).containsText("at Zürich");
        }
    }

    @Test
    @Order(5)
    void tabs_count_where_the_journeys_are() throws Exception {
        // given
        new Transport(parties, 3).order();
        Page page = open("/", DESK, ColorScheme.LIGHT);
        assertThat(row(page, new Transport(parties, 3))).containsText("Ordered");

        // when
        tab(page, "Preparing").click();

        // then
        assertThat(page.locator("journey-row")).hasCount(1);
        assertThat(tab(page, "All")).containsText("3");
        assertThat(tab(page, "On the way")).containsText("2");
        assertThat(tab(page, "Preparing")).hasAttribute("aria-pressed", "true");
        page.context().close();
    }

    @Test
    @Order(6)
    void the_proof_of_a_journey_is_checked_in_the_browser_and_an_altered_one_is_found_out()
            throws Exception {
        // given
        var shipment = new Transport(parties, 1);
        String path = "/api/journeys/" + shipment.coi() + "/evidence";
        Page page = open("/journey.html?coi=" + shipment.coi(), DESK, ColorScheme.LIGHT);
        Locator proof = page.locator(".proof");
        assertThat(page.locator("evidence-check")).isVisible();
        Await.until(
                "the journey is sealed",
                () -> {
                    page.waitForTimeout(100);
                    return page.request().get(tracking.uri(path).toString()).ok();
                });

        // when
        page.getByText("Check the proof here").click();

        // then
        assertThat(proof).containsText("Verified");
        assertThat(proof).containsText("The history in the file is the one shown here.");
        Browsing.isAccessible(page);
        Browsing.photograph(page, "verified");

        // when
        String bundle = page.request().get(tracking.uri(path).toString()).text();
        int line = lineOf(bundle, "\"topic\":\"courier.events.v1\"");
        String altered = alteredAt(bundle, line);
        page.locator("evidence-check input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "altered.evidence.jsonl",
                                "application/jsonl",
                                altered.getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(proof).containsText("Broken at line " + (line + 1) + ", courier.events.v1/");
        assertThat(proof).containsText("this record is not on the log as it is here");
        Browsing.isAccessible(page);
        Browsing.photograph(page, "broken");
        page.context().close();
    }

    @Test
    @Order(7)
    void the_board_and_a_journey_are_there_in_german() {
        for (int width : new int[] {DESK, PHONE}) {
            Page page = open("/", width, ColorScheme.LIGHT);
            page.getByText("Deutsch").click();

            assertThat(page.locator("h1")).hasText("Reisen");
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(row(page, new Transport(parties, 1))).containsText("außerhalb");
            assertThat(page.locator(".alert-rows"))
                    .containsText("außerhalb ihres Temperaturbereichs");
            Browsing.isAccessible(page);
            Browsing.fitsItsWidth(page);
            Browsing.photograph(page, "board-german-" + width);

            row(page, new Transport(parties, 1)).locator("a").first().click();
            assertThat(page.locator("#custody")).hasText("Obhut");
            assertThat(page.locator(".leg").first()).containsText("2.00 bis 8.00 °C");
            Browsing.isAccessible(page);
            Browsing.fitsItsWidth(page);
            Browsing.photograph(page, "journey-german-" + width);
            page.context().close();
        }
    }

    @Test
    @Order(8)
    void a_thousand_shipments_follow_fifty_events_a_second() throws Exception {
        // given
        for (int i = 0; i < MANY; i++) {
            say(
                    i,
                    0,
                    new TherapyOrdered(new OrderId("ORD-MANY-" + i), new ProfileId("SYN-CART-19")));
        }
        Page page = open("/", DESK, ColorScheme.LIGHT);
        var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
        assertThat(tab(page, "Preparing")).containsText(String.valueOf(MANY + 1), patience);
        assertThat(page.locator("journey-row"))
                .hasCount(MANY + 3, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        // What is measured is following, not loading.
        page.waitForTimeout(3_000);
        page.evaluate(WATCH_TASKS);

        // when
        Instant begun = Instant.now();
        for (int i = 0; i < BURST; i++) {
            say(i, 10, new PatientEnrolled(new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ"), "v3"));
            Instant due = begun.plus(BETWEEN_EVENTS.multipliedBy(i + 1L));
            LockSupport.parkNanos(Duration.between(Instant.now(), due).toNanos());
        }
        Duration taken = Duration.between(begun, Instant.now());

        // then
        assertThat(page.locator("[data-coi='" + many(BURST - 1) + "']"))
                .not()
                .containsText("Order missing");
        assertThat(page.locator("journey-row")).hasCount(MANY + 3);
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %d events at %.0f a second: tasks of 50 ms and longer %s%n",
                MANY + 3,
                BURST,
                BURST * 1_000.0 / taken.toMillis(),
                page.evaluate("window.tasks"));
        assertThat(browsing.complaints()).isEmpty();
        page.context().close();
    }

    private static CoiId many(int number) {
        return CoiId.issue("A9998", 2026, 1 + number);
    }

    private static void say(int number, int minute, io.unbroken.custody.event.Fact fact)
            throws Exception {
        parties.say(COLLECTION, Parties.event(many(number), Transport.at(minute), fact));
    }

    /// Collected, packed, and in the courier's hands.
    private static Transport onItsWay(int serial) throws Exception {
        var shipment = new Transport(parties, serial);
        shipment.order();
        shipment.collectAndPack();
        shipment.handToCourier();
        return shipment;
    }

    private static Page open(String path, int width, ColorScheme scheme) {
        Page page = browsing.page(width, scheme);
        page.navigate(tracking.uri(path).toString());
        return page;
    }

    private static Locator row(Page page, Transport shipment) {
        return page.locator("[data-coi='" + shipment.coi() + "']");
    }

    private static Locator tab(Page page, String name) {
        return page.locator("button.tab", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator excursion(Page page) {
        return page.locator("[data-alert]", new Page.LocatorOptions().setHasText("Excursion"))
                .first();
    }

    private static int lineOf(String bundle, String text) {
        String[] lines = bundle.split("\n", -1);
        return IntStream.range(0, lines.length)
                .filter(i -> lines[i].contains(text))
                .findFirst()
                .orElseThrow();
    }

    /// Another record time, as if the courier had said it a millisecond later.
    private static String alteredAt(String bundle, int line) {
        String[] lines = bundle.split("\n", -1);
        var time = java.util.regex.Pattern.compile("\"time\":(\\d+)").matcher(lines[line]);
        lines[line] =
                time.replaceFirst(found -> "\"time\":" + (Long.parseLong(found.group(1)) + 1));
        return String.join("\n", lines);
    }

    private static int[] wave(int readings, int around) {
        return IntStream.range(0, readings)
                .map(i -> around + (int) Math.round(60 * Math.sin(i / 7.0)))
                .toArray();
    }
}
