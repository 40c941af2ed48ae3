package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.acceptance.pages.CourierAtWork.accepted;
import static io.unbroken.acceptance.pages.Hands.big;
import static io.unbroken.acceptance.pages.Hands.card;
import static io.unbroken.acceptance.pages.Hands.choose;
import static io.unbroken.acceptance.pages.Hands.list;
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.pages.CourierAtWork.Offer;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A photo of a package's condition: it stays with the courier's party, the log has its hash, and no scan waits for it.
@Tag("one-platform")
class CourierPhotosTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(Part.OIDC, Part.COLLECTION, Part.COURIER, Part.TRACKING);

    private static final int PHONE = 360;
    private static final int LONGEST_SIDE = 1_280;
    private static final int LARGEST = 512 * 1024;
    private static final double PATIENCE_MILLIS = 40_000;

    /// Where the camera was, as cameras write it beside the picture.
    private static final String POSITION = "GPS 47.37690N 8.54170E";

    private static CourierAtWork courier;

    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        courier = new CourierAtWork(PLATFORM);
    }

    @Test
    void a_photo_taken_without_network_outlives_the_battery_and_is_kept_without_its_position()
            throws Exception {
        Offer offer = courier.offered(31);
        Path taken = picture();
        String hash;
        try (var phone = new Phone(directory.resolve("photo"), Optional.empty())) {
            // given
            Page page = phone.start();
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(offer.shipper());
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            phone.network(false);

            // when: half done, and the battery dies
            seen(page, offer);
            photograph(page, taken);
            Browsing.isAccessible(page);
            Browsing.photograph(page, "courier-phone-photo");
            page.waitForCondition(() -> keptStep(page).contains("sha256"));
            phone.die();
            Page again = phone.start();
            phone.network(false);
            again.navigate(courier.address() + "/");
            assertThat(again.locator(".photo")).containsText("Photo taken");
            big(again, "Take over").click();
            assertThat(again.locator(".queue-line")).containsText("1 scan waits to be sent");
            again.locator("details.queue summary").click();
            assertThat(again.locator("li[data-state=queued]")).containsText("with a photo");
            phone.die();

            // then: with the network it is sent before what was said, and both are sealed
            Page later = phone.start();
            later.navigate(courier.address() + "/");
            big(later, "Sign in to send 1 scan").click();
            card(later, "Courier").click();
            awaitSealed(later);
            hash = saidPhoto(later);
            isKeptWithoutPosition(later, hash);
        }
        courier.awaitTold(accepted(offer));
        isShownInItsJourney(offer, hash);
    }

    @Test
    void a_photo_that_is_refused_holds_no_scan_up_and_the_page_says_so() throws Exception {
        Offer offer = courier.offered(32);
        try (var browsing = new Browsing()) {
            // given
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            page.route(
                    "**/api/photos/*",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setStatus(507)
                                            .setContentType("application/problem+json")
                                            .setBody("{\"detail\": \"There is no room left.\"}")));

            // when
            seen(page, offer);
            photograph(page, picture());
            big(page, "Take over").click();

            // then
            awaitSealed(page);
            page.locator("details.queue summary").click();
            assertThat(page.locator("li[data-state=sealed]"))
                    .containsText("Sent without its photo: There is no room left.");
            assertThat(saidPhoto(page)).isEqualTo("none");
        }
        courier.awaitTold(accepted(offer));
    }

    @Test
    void what_is_no_photo_is_refused_each_with_its_reason() throws Exception {
        byte[] photo = Files.readAllBytes(picture());
        byte[] text = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        byte[] large = Arrays.copyOf(photo, LARGEST + 1);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);

            assertThat(put(page, hash(photo), "image/jpeg", photo)).isEqualTo("204 ");
            assertThat(put(page, hash(photo), "image/jpeg", photo)).isEqualTo("204 ");
            assertThat(put(page, hash(text), "image/jpeg", text))
                    .startsWith("415 ")
                    .contains("Expected a JPEG picture");
            assertThat(put(page, hash(text), "image/svg+xml", text)).startsWith("415 ");
            assertThat(put(page, hash(text), "image/jpeg", photo))
                    .startsWith("400 ")
                    .contains("Expected the bytes whose SHA-256 is in the address");
            assertThat(put(page, hash(large), "image/jpeg", large))
                    .startsWith("413 ")
                    .contains("Expected at most 524288 bytes");
            assertThat(put(page, "..%2f..%2fetc", "image/jpeg", photo)).startsWith("400 ");
            assertThat(put(page, "a".repeat(63) + "G", "image/jpeg", photo))
                    .startsWith("400 ")
                    .contains("\"field\":\"sha256\"");
            assertThat(get(page, hash(text)).get("status")).isEqualTo(404);
        }
    }

    @Test
    void the_log_says_nothing_of_a_photo_that_is_not_kept() throws Exception {
        Offer offer = courier.offered(33);

        String answer = courier.accept(offer, hash(new byte[] {1}));

        assertThat(answer).startsWith("400 ").contains("\"field\":\"fact.photo\"");
    }

    private static void seen(Page page, Offer offer) {
        assertThat(list(page, "pickups")).containsText(offer.shipper());
        scan(page, offer.shipper());
        scan(page, offer.seal());
        choose(page, "intact");
        choose(page, "records");
    }

    private static void photograph(Page page, Path taken) {
        Locator field = page.locator("input[name=photo]");
        assertThat(field).hasAttribute("accept", "image/*");
        assertThat(field).hasAttribute("capture", "environment");
        field.setInputFiles(taken);
        assertThat(page.locator(".photo")).containsText("Photo taken");
    }

    private static void awaitSealed(Page page) {
        assertThat(page.locator("li[data-state=sealed]"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void isKeptWithoutPosition(Page page, String hash) throws Exception {
        Map<?, ?> answer = get(page, hash);
        byte[] kept = Base64.getDecoder().decode(String.valueOf(answer.get("bytes")));
        assertThat(answer.get("status")).isEqualTo(200);
        assertThat(answer.get("type")).isEqualTo("image/jpeg");
        assertThat(answer.get("nosniff")).isEqualTo("nosniff");
        assertThat(answer.get("policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(answer.get("disposition"))
                .isEqualTo("attachment; filename=\"" + hash + ".jpg\"");
        assertThat(hash(kept)).isEqualTo(hash);
        assertThat(kept.length).isLessThanOrEqualTo(LARGEST);
        assertThat(text(kept)).doesNotContain("Exif").doesNotContain("GPS");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(Math.max(picture.getWidth(), picture.getHeight())).isEqualTo(LONGEST_SIDE);
    }

    private static void isShownInItsJourney(Offer offer, String hash) {
        try (var browsing = new Browsing()) {
            Page page = browsing.page(LONGEST_SIDE, ColorScheme.LIGHT);
            page.navigate(PLATFORM.url(Part.TRACKING) + "/journey.html?coi=" + offer.coi());
            card(page, "Auditor").click();
            Locator event =
                    page.locator(
                            "details.event",
                            new Page.LocatorOptions()
                                    .setHas(
                                            page.locator("summary")
                                                    .getByText("A photo was taken")));
            event.locator("summary").click();
            assertThat(event).containsText(hash);
            Browsing.photograph(page, "journey-photo");
        }
    }

    /// The half that is kept of what is being done.
    private static String keptStep(Page page) {
        return String.valueOf(
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
                        """));
    }

    /// The hash that the one kept event says, and that no bytes are kept beside it any more.
    private static String saidPhoto(Page page) {
        return String.valueOf(
                page.evaluate(
                        """
                        new Promise((done, fail) => {
                          const opening = indexedDB.open('unbroken');
                          opening.onerror = () => fail(opening.error);
                          opening.onsuccess = () => {
                            const asking = opening.result.transaction('scans').objectStore('scans').getAll();
                            asking.onsuccess = () => {
                              opening.result.close();
                              const [scan] = asking.result;
                              done(scan.photo === undefined ? JSON.parse(scan.body).fact.photo?.sha256 ?? 'none' : 'still here');
                            };
                          };
                        })
                        """));
    }

    private static String put(Page page, String name, String type, byte[] bytes) {
        return String.valueOf(
                page.evaluate(
                        """
                        async ([name, type, bytes]) => {
                          const {csrf} = await (await fetch('api/me')).json();
                          const answer = await fetch('api/photos/' + name, {
                            method: 'PUT', headers: {'Content-Type': type, [csrf.header]: csrf.token},
                            body: Uint8Array.from(atob(bytes), each => each.charCodeAt(0)),
                          });
                          return answer.status + ' ' + await answer.text();
                        }
                        """,
                        List.of(name, type, Base64.getEncoder().encodeToString(bytes))));
    }

    private static Map<?, ?> get(Page page, String name) {
        return (Map<?, ?>)
                page.evaluate(
                        """
                        async name => {
                          const answer = await fetch('api/photos/' + name);
                          const bytes = new Uint8Array(await answer.arrayBuffer());
                          const header = each => answer.headers.get(each);
                          return {
                            status: answer.status, type: header('Content-Type'), nosniff: header('X-Content-Type-Options'),
                            policy: header('Content-Security-Policy'), disposition: header('Content-Disposition'),
                            bytes: btoa(Array.from(bytes, each => String.fromCharCode(each)).join('')),
                          };
                        }
                        """,
                        name);
    }

    /// A photo as a phone's camera writes it: larger than is needed, and with where it was taken.
    private Path picture() throws IOException {
        var image = new BufferedImage(2_400, 1_800, BufferedImage.TYPE_INT_RGB);
        var drawing = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            drawing.setColor(new Color(40 + 3 * i, 200 - 3 * i, (37 * i) % 256));
            drawing.fillRect(40 * i, 30 * i, 400, 300);
        }
        drawing.dispose();
        var written = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", written);
        byte[] plain = written.toByteArray();
        byte[] exif =
                ("Exif\0\0II*\0\b\0\0\0\0\0" + POSITION).getBytes(StandardCharsets.ISO_8859_1);
        var whole = new ByteArrayOutputStream();
        whole.write(plain, 0, 2);
        whole.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.length + 2)});
        whole.writeBytes(exif);
        whole.write(plain, 2, plain.length - 2);
        assertThat(text(whole.toByteArray())).contains("Exif").contains(POSITION);
        return Files.write(directory.resolve("camera.jpg"), whole.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
