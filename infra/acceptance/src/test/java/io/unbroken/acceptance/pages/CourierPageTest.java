package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.acceptance.pages.CourierAtWork.accepted;
import static io.unbroken.acceptance.pages.CourierAtWork.takeOver;
import static io.unbroken.acceptance.pages.Hands.big;
import static io.unbroken.acceptance.pages.Hands.card;
import static io.unbroken.acceptance.pages.Hands.choose;
import static io.unbroken.acceptance.pages.Hands.hold;
import static io.unbroken.acceptance.pages.Hands.list;
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.pages.CourierAtWork.Offer;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A courier's phone in a real browser against the running services: with and without network, with an empty battery in between.
@Tag("one-platform")
class CourierPageTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(Part.OIDC, Part.COLLECTION, Part.COURIER, Part.TRACKING);

    private static final int DESK = 1_280;
    private static final int PHONE = 360;

    /// First load without the reader's WebAssembly.
    private static final int MOST_COMPRESSED = 200_000;

    /// A checkpoint each second, asked for each two; and a busy machine.
    private static final double PATIENCE_MILLIS = 40_000;

    private static CourierAtWork courier;

    @TempDir private Path profiles;

    @BeforeAll
    static void start() {
        courier = new CourierAtWork(PLATFORM);
    }

    @Test
    void a_day_with_no_network_and_an_empty_battery_loses_nothing() throws Exception {
        Offer offer = courier.offered(1);
        try (var phone = new Phone(profiles.resolve("day"), Optional.empty())) {
            // given
            Page page = phone.start();
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(offer.shipper());
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            Browsing.photograph(page, "courier-phone-pickups");

            // when: in a basement
            phone.network(false);
            page.reload();
            assertThat(list(page, "pickups")).containsText(offer.shipper());
            scan(page, offer.shipper());
            scan(page, offer.seal());
            assertThat(page.locator(".checks")).containsText(offer.seal() + " scanned");
            choose(page, "intact");
            awaitKept(page, "INTACT");
            phone.die();

            // then: the half that was done is there
            page = phone.start();
            phone.network(false);
            page.navigate(courier.address() + "/");
            assertThat(page.locator(".checks")).containsText(offer.seal() + " scanned");
            assertThat(page.getByLabel("intact")).isChecked();
            Browsing.photograph(page, "courier-phone-half-done");
            choose(page, "records");
            big(page, "Take over").click();
            assertThat(page.locator(".queue-line")).containsText("1 scan waits to be sent");
            assertThat(list(page, "carried")).containsText(offer.shipper());
            Browsing.photograph(page, "courier-phone-offline");
            phone.die();

            // then: with the network, after signing in, it is received and sealed
            page = phone.start();
            page.navigate(courier.address() + "/");
            big(page, "Sign in to send 1 scan").click();
            card(page, "Courier").click();
            assertThat(page.locator("li[data-state=sealed]"))
                    .hasCount(
                            1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(list(page, "carried")).containsText(offer.shipper());
            page.locator("details.queue summary").click();
            Browsing.photograph(page, "courier-phone-sealed");
        }
        courier.awaitTold(accepted(offer));
    }

    @Test
    void a_refusal_is_shown_with_its_reason_and_kept_until_a_person_decides() throws Exception {
        Offer offer = courier.offered(4);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            page.route(
                    "**/api/events",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setStatus(409)
                                            .setContentType("application/problem+json")
                                            .setBody("{\"detail\": \"Somebody was faster.\"}")));
            takeOver(page, offer);

            page.locator("details.queue summary").click();
            Locator refused = page.locator("li[data-state=refused]");
            assertThat(refused).containsText("Somebody was faster.");
            assertThat(list(page, "carried")).not().containsText(offer.shipper());
            Browsing.photograph(page, "courier-phone-refused");

            page.unroute("**/api/events");
            refused.getByText("Try again").click();
            assertThat(list(page, "carried")).containsText(offer.shipper());
            // A browser that is thrown away with its profile sends nothing more.
            assertThat(page.locator("li[data-state=sealed]"))
                    .hasCount(
                            1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        }
        courier.awaitTold(accepted(offer));
    }

    @Test
    void a_scan_of_one_person_is_never_sent_by_the_session_of_another() throws Exception {
        Offer offer = courier.offered(5);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(offer.shipper());
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            page.context().setOffline(true);
            takeOver(page, offer);
            page.route(
                    "**/api/me",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(
                                                    """
                                                    {"person":"pol-0999","roles":["COURIER"],"party":"courier-polaris",
                                                     "csrf":{"header":"X-CSRF-TOKEN","token":"x"}}\
                                                    """)));
            page.reload();

            page.locator("details.queue summary").click();
            assertThat(page.locator("li[data-state=queued]"))
                    .containsText("Waits until pol-0107 signs in");
            assertThat(courier.handoffs()).doesNotContainPattern(accepted(offer));
        }
    }

    @Test
    void two_phones_hand_over_by_a_code_with_no_network_on_either() throws Exception {
        Offer offer = courier.offered(6);
        Path film = profiles.resolve("code.mjpeg");
        try (var giver = new Phone(profiles.resolve("giver"), Optional.empty())) {
            Page page = giver.start();
            courier.signIn(page);
            takeOver(page, offer);
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            giver.network(false);
            scan(page, offer.shipper());
            page.locator("[data-list=carried] li", with(page, offer.shipper()))
                    .getByText("Hand over")
                    .click();
            scan(page, offer.shipper());
            scan(page, offer.seal());
            page.locator("select[name=receiver]").selectOption("carrier-aurora");
            page.locator("input[name=place]").fill("ZRH-AIRSIDE");
            page.locator("input[name=place]").blur();
            choose(page, "records");
            big(page, "Hand over").click();
            assertThat(page.locator("h1")).containsText("carrier-aurora scans this");
            Browsing.photograph(page, "courier-phone-code");
            Browsing.isAccessible(page);
            Film.of(picture(page.locator(".code-picture").screenshot()), film);
            try (var taker = new Phone(profiles.resolve("taker"), Optional.of(film))) {
                Page other = taker.start();
                courier.signIn(other);
                other.evaluate("navigator.serviceWorker.ready.then(() => true)");
                taker.network(false);
                other.getByText("Camera", new Page.GetByTextOptions().setExact(true)).click();
                assertThat(other.locator("h1"))
                        .containsText(
                                "Take over " + offer.shipper(),
                                new LocatorAssertions.ContainsTextOptions()
                                        .setTimeout(PATIENCE_MILLIS));
                Browsing.photograph(other, "courier-phone-read-by-camera");
                scan(other, offer.shipper());
                scan(other, offer.seal());
                choose(other, "intact");
                chooseIfAsked(other, "records");
                big(other, "Take over").click();
                assertThat(other.locator(".queue-line")).containsText("1 scan waits to be sent");
                taker.network(true);
                giver.network(true);
                assertThat(other.locator("li[data-state=sealed]"))
                        .hasCount(
                                1,
                                new LocatorAssertions.HasCountOptions()
                                        .setTimeout(PATIENCE_MILLIS));
            }
        }
        courier.awaitTold(
                "\"from\":\"courier-polaris\",\"to\":\"carrier-aurora\",\"shipper\":\""
                        + offer.shipper());
    }

    @Test
    void every_screen_is_accessible_in_both_schemes_and_widths_and_speaks_german()
            throws Exception {
        Offer offer = courier.offered(8);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESK, PHONE}) {
                try (var browsing = new Browsing()) {
                    String name = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                    Page page = browsing.page(width, scheme);
                    page.navigate(courier.address() + "/");
                    assertThat(big(page, "Sign in")).isVisible();
                    hold(page, "courier-signed-out-" + name);
                    courier.signIn(page);
                    assertThat(list(page, "pickups")).containsText(offer.shipper());
                    hold(page, "courier-home-" + name);
                    scan(page, offer.shipper());
                    assertThat(big(page, "Take over")).isVisible();
                    hold(page, "courier-take-over-" + name);
                    page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
                    page.locator(".languages select").selectOption("de");
                    assertThat(list(page, "pickups")).containsText("Abzuholen");
                    hold(page, "courier-german-" + name);
                    assertThat(browsing.complaints())
                            .allMatch(complaint -> complaint.contains("401"));
                }
            }
        }
    }

    @Test
    void the_page_is_light_and_installable() throws Exception {
        var http = HttpClient.newHttpClient();
        String worker = text(http, "/service-worker.js");
        var files = Pattern.compile("\\{\"url\":\"([^\"]+)\"").matcher(worker);
        int bytes = compressed(http, "/service-worker.js");
        int count = 0;
        while (files.find()) {
            count++;
            if (!files.group(1).endsWith(".wasm")) {
                bytes += compressed(http, "/" + files.group(1));
            }
        }

        System.Logger log = System.getLogger("pages");
        log.log(System.Logger.Level.INFO, "courier page, compressed: " + bytes + " bytes");
        assertThat(count).isGreaterThan(5);
        assertThat(bytes).isLessThan(MOST_COMPRESSED);
        assertThat(text(http, "/courier.webmanifest")).contains("\"display\": \"standalone\"");
    }

    private static void chooseIfAsked(Page page, String label) {
        if (page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).count() > 0) {
            choose(page, label);
        }
    }

    /// A tap is kept a moment after it is seen.
    private static void awaitKept(Page page, String text) throws Exception {
        Await.until(
                "the step is kept",
                () ->
                        String.valueOf(
                                        page.evaluate(
                                                """
                                                new Promise((done, fail) => {
                                                  const opening = indexedDB.open('unbroken');
                                                  opening.onerror = () => fail(opening.error);
                                                  opening.onsuccess = () => {
                                                    const asking = opening.result.transaction('notes').objectStore('notes').get('page/step');
                                                    asking.onsuccess = () => {
                                                      opening.result.close();
                                                      done(JSON.stringify(asking.result ?? null));
                                                    };
                                                  };
                                                })
                                                """))
                                .contains(text));
    }

    private static Page.LocatorOptions with(Page page, String shipper) {
        return new Page.LocatorOptions().setHas(page.locator("[data-shipper='" + shipper + "']"));
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String text(HttpClient http, String path)
            throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(courier.address() + path)).build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static int compressed(HttpClient http, String path)
            throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(courier.address() + path))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().length;
    }
}
