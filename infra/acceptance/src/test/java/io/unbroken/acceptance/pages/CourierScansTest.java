package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.acceptance.pages.CourierAtWork.accepted;
import static io.unbroken.acceptance.pages.CourierAtWork.code;
import static io.unbroken.acceptance.pages.Hands.big;
import static io.unbroken.acceptance.pages.Hands.choose;
import static io.unbroken.acceptance.pages.Hands.list;
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.pages.CourierAtWork.Offer;
import io.unbroken.custody.scanning.ApplicationIdentifier;
import io.unbroken.custody.scanning.DigitalLink;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.ElementString.Element;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.output.Java2DRenderer;

/// What a courier's page makes of codes: what they are about, whichever way they say it, and what is wrong before anything is stated.
@Tag("one-platform")
class CourierScansTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(Part.OIDC, Part.COLLECTION, Part.COURIER, Part.TRACKING);

    private static final int PHONE = 360;
    private static final double PATIENCE_MILLIS = 40_000;

    /// A returnable asset's number with its check digit, and its serial.
    private static final String ASSET = "04001234567891" + "SN-17";

    private static CourierAtWork courier;

    @TempDir private Path profiles;

    @BeforeAll
    static void start() {
        courier = new CourierAtWork(PLATFORM);
    }

    @Test
    void what_is_wrong_is_said_before_anything_is_stated() throws Exception {
        Offer offer = courier.offered(2);
        Offer other = courier.offered(3);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(other.shipper());

            scan(page, "DRY-99999");
            assertThat(page.locator(".scan")).containsText("neither with you nor offered to you");
            scan(page, code(offer, "facility-rheintal"));
            assertThat(page.locator(".scan"))
                    .containsText("This handoff is for facility-rheintal, not for you");

            scan(page, code(offer, "courier-polaris"));
            assertThat(page.locator("h1")).containsText("Take over " + offer.shipper());
            scan(page, offer.seal());
            assertThat(page.locator(".scan")).containsText("First scan the shipper");
            scan(page, other.shipper());
            assertThat(page.locator(".scan")).containsText("Wrong shipper: this is DRY-00003");
            scan(page, offer.shipper());
            scan(page, other.seal());
            assertThat(page.locator(".scan")).containsText("Another seal: it reads SEAL-00003");
            Browsing.photograph(page, "courier-phone-another-seal");
            assertThat(big(page, "Take over")).isDisabled();
            scan(page, offer.seal());
            choose(page, "intact");
            choose(page, "records");
            big(page, "Take over").click();
            assertThat(list(page, "carried")).containsText(offer.shipper());

            scan(page, code(offer, "courier-polaris"));
            assertThat(page.locator(".scan")).containsText("was taken over already");
            assertThat(browsing.complaints()).allMatch(complaint -> complaint.contains("401"));
        }
    }

    @Test
    void a_shipper_is_the_same_in_whichever_way_its_label_says_it() throws Exception {
        Offer unread =
                courier.offered(
                        21,
                        "8003" + ASSET,
                        "{\"symbology\":\"GS1_128\",\"raw\":\"8003" + ASSET + "\"}");
        String link = "https://id.example.org/8003/" + ASSET;
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(ASSET + " from site-lindenhof");
            assertThat(list(page, "pickups")).containsText("at LINDENHOF-DOCK");
            assertThat(list(page, "pickups")).containsText("Waits for you since");

            // when: wrong ones and a wrong order first
            scan(page, unread.seal());
            assertThat(page.locator(".scan")).containsText("First scan the shipper");
            scan(page, "]C18003" + "04001234567891" + "SN-18");
            assertThat(page.locator(".scan"))
                    .containsText("04001234567891SN-18 is neither with you nor offered to you");
            scan(page, "]C18003" + ASSET);
            assertThat(page.locator("h1")).containsText("Take over");
            page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
            scan(page, code(unread, "courier-polaris"));
            scan(page, "]d28003" + "04001234567891" + "SN-18");
            assertThat(page.locator(".scan"))
                    .containsText("Wrong shipper: this is 04001234567891SN-18");
            assertThat(big(page, "Take over")).isDisabled();
            scan(page, link);
            scan(page, "]d28003" + ASSET);
            assertThat(page.locator(".scan")).containsText("This is the shipper once more");
            scan(page, unread.seal());
            choose(page, "intact");
            choose(page, "records");
            big(page, "Take over").click();

            // then
            assertThat(list(page, "carried")).containsText(ASSET);
            assertThat(list(page, "carried")).containsText("at LINDENHOF-DOCK");
            scan(page, link);
            page.locator("input[name=at]").fill("ZRH-AIRSIDE");
            page.getByText("Departed", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(list(page, "carried")).containsText("at ZRH-AIRSIDE");
            assertThat(list(page, "done")).containsText("Picked up");
            Browsing.photograph(page, "courier-phone-asset");
            courier.awaitTold(accepted(unread));
            courier.awaitTold("\"milestone\":\"DEPARTED\",\"place\":\"ZRH-AIRSIDE\"");
            page.reload();
            assertThat(list(page, "carried")).containsText("at ZRH-AIRSIDE");
            scan(page, code(unread, "courier-polaris"));
            assertThat(page.locator(".scan")).containsText("was taken over already");
        }
    }

    @Test
    void the_page_reads_a_shipper_exactly_as_the_model_does() throws Exception {
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            courier.signIn(page);
            for (String raw : codes()) {
                scan(page, raw);

                assertThat(page.locator(".scan .last")).hasText(shown(raw));
                assertThat(page.locator(".scan"))
                        .containsText(
                                Scans.shipper(Scans.read(Scans.received(raw)))
                                        .map(shipper -> shipper + " is neither with you")
                                        .orElse("This is neither a shipper nor a handoff code."));
            }
        }
    }

    /// What labels may say, and what is wrong with some by one character.
    private static List<String> codes() {
        var asset = new Element(ApplicationIdentifier.RETURNABLE_ASSET, ASSET + "X");
        var item = new Element(ApplicationIdentifier.GTIN, "09506000134352");
        var own = new Element(ApplicationIdentifier.INDIVIDUAL_ASSET, "4001234DRY17");
        var sent = new Element(ApplicationIdentifier.SSCC, "340012345678901238");
        var expiry = new Element(ApplicationIdentifier.EXPIRES, "270228");
        var relation = new Element(ApplicationIdentifier.SERVICE_RELATION, "1");
        var lower = new Element(ApplicationIdentifier.INDIVIDUAL_ASSET, "4001234dry17");
        return List.of(
                "]C1" + gs1(asset),
                "]d2" + gs1(item, expiry, asset),
                "]d5" + gs1(own, item),
                "]Q3" + gs1(sent),
                "]Q4" + gs1(sent, own),
                "]C1" + gs1(sent, own, asset),
                "]C1" + gs1(item, expiry),
                "]C1" + gs1(lower),
                "]C1" + gs1(asset, relation),
                "]C1" + gs1(asset, asset),
                "]C1" + gs1(asset) + "\u001d" + "8003" + ASSET + "Y",
                "]C1" + "800304001234567896SN-17",
                "]C1" + gs1(asset) + "\u001d17270230",
                "]C1" + gs1(asset) + "\u001d17270200",
                "]C1" + gs1(asset) + "\u001d9512345",
                "]C1" + gs1(asset) + "\u001d7003" + "2702282459",
                "]C1" + gs1(asset) + "\u001d725019800101",
                "]C1" + gs1(asset) + "\u001d6212345",
                "]Q1" + link(asset),
                link(own) + "?17=270228&lang=de",
                link(sent) + "?17=270230",
                link(item) + "?8003=" + ASSET,
                link(asset) + "?8003=" + ASSET,
                link(asset) + "/10/AB",
                link(asset) + "/",
                "https://id.example.org/8003/04001234567896SN",
                "https://id.example.org/about/us",
                "HTTPS://ID.EXAMPLE.ORG/8004/4001234DRY18",
                "DRY-99999",
                "]C0DRY-99998",
                "dry-99996",
                gs1(asset),
                "=A99992600000100",
                "&/CHA999926000001",
                "A999926000001");
    }

    private static String gs1(Element... elements) {
        return new ElementString(List.of(elements)).scan();
    }

    private static String link(Element... elements) {
        return new DigitalLink(new ElementString(List.of(elements))).uri("https://id.example.org");
    }

    /// What the page shows of a code: without the identifier that a scanner sent of a plain one, and with what a separator looks like.
    private static String shown(String raw) {
        boolean kept = Stream.of("]d2", "]d5", "]Q3", "]Q4").anyMatch(raw::startsWith);
        return (raw.startsWith("]") && !kept ? raw.substring(3) : raw).replace('\u001d', '␝');
    }

    @Test
    void a_label_before_the_camera_is_read() throws Exception {
        Offer offer = courier.offered(7);
        Path film = Film.of(label(offer.shipper()), profiles.resolve("label.mjpeg"));
        try (var phone = new Phone(profiles.resolve("camera"), Optional.of(film))) {
            Page page = phone.start();
            courier.signIn(page);
            assertThat(list(page, "pickups")).containsText(offer.shipper());

            page.getByText("Camera", new Page.GetByTextOptions().setExact(true)).click();

            assertThat(page.locator("h1"))
                    .containsText(
                            "Take over " + offer.shipper(),
                            new LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(PATIENCE_MILLIS));
        }
    }

    private static BufferedImage label(String text) {
        var code = new Code128();
        code.setBarHeight(60);
        code.setContent(text);
        int factor = 4;
        var picture =
                new BufferedImage(
                        (code.getWidth() + 40) * factor,
                        (code.getHeight() + 40) * factor,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = picture.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        drawing.translate(20 * factor, 20 * factor);
        new Java2DRenderer(
                        drawing,
                        factor,
                        uk.org.okapibarcode.graphics.Color.WHITE,
                        uk.org.okapibarcode.graphics.Color.BLACK)
                .render(code);
        drawing.dispose();
        return picture;
    }
}
