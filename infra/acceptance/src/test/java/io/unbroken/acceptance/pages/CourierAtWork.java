package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.acceptance.pages.Hands.big;
import static io.unbroken.acceptance.pages.Hands.choose;
import static io.unbroken.acceptance.pages.Hands.list;
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.unbroken.acceptance.capture.Device;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/// A courier at their page, and the site that has shippers for them.
final class CourierAtWork {

    private final EmbeddedPlatform platform;
    private final Device site;
    private final String address;

    CourierAtWork(EmbeddedPlatform platform) {
        this.platform = platform;
        this.site = Device.at(platform, Part.COLLECTION, "collection");
        this.address = platform.url(Part.COURIER);
    }

    /// What one site has packed and offers to the courier.
    record Offer(int number, String handoff, String shipper) {

        String coi() {
            return "CHA9999263%05d".formatted(number);
        }

        String seal() {
            return "SEAL-%05d".formatted(number);
        }

        String logger() {
            return "LOG-%05d".formatted(number);
        }

        String material() {
            return "A999926%06d-S1128V00".formatted(number);
        }
    }

    String address() {
        return address;
    }

    static void takeOver(Page page, Offer offer) {
        assertThat(list(page, "pickups")).containsText(offer.shipper());
        scan(page, offer.shipper());
        scan(page, offer.seal());
        choose(page, "intact");
        choose(page, "records");
        big(page, "Take over").click();
        assertThat(page.locator("h1")).hasText("Courier");
    }

    void signIn(Page page) {
        Hands.signIn(page, address, "Courier");
        assertThat(list(page, "pickups")).isVisible();
    }

    /// The site packs a shipper and gives it to the courier.
    Offer offered(int number) throws IOException, InterruptedException {
        return offered(number, "DRY-%05d".formatted(number), "");
    }

    /// The same, with a number that a device made of this scan.
    Offer offered(int number, String shipper, String scan)
            throws IOException, InterruptedException {
        var offer = new Offer(number, UUID.randomUUID().toString(), shipper);
        state(
                offer.coi(),
                scan,
                """
                {"type":"Packed","shipper":"%s","seal":"%s","contents":[{"coi":"%s","material":"%s"}],"loggers":["%s"]}\
                """
                        .formatted(
                                offer.shipper(),
                                offer.seal(),
                                offer.coi(),
                                offer.material(),
                                offer.logger()));
        state(
                offer.coi(),
                "",
                """
                {"type":"HandoffReleased","handoff":"%s","from":"site-lindenhof","to":"courier-polaris","shipper":"%s",
                 "seal":"%s","materials":["%s"],"place":"LINDENHOF-DOCK"}\
                """
                        .formatted(
                                offer.handoff(), offer.shipper(), offer.seal(), offer.material()));
        return offer;
    }

    private void state(String coi, String scans, String fact)
            throws IOException, InterruptedException {
        var answer =
                site.postJson(
                        "/api/events",
                        """
                        {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"desk","scans":[%s],"fact":%s}\
                        """
                                .formatted(UUID.randomUUID(), coi, Instant.now(), scans, fact));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /// The code that the giver's screen would show for such a handoff.
    static String code(Offer offer, String to) {
        String whole =
                String.join(
                        "|",
                        offer.handoff(),
                        offer.coi(),
                        "site-lindenhof",
                        to,
                        offer.shipper(),
                        offer.seal(),
                        "LINDENHOF-DOCK",
                        offer.material());
        return "UH1/1/1|" + offer.handoff().substring(0, 8) + "|" + whole;
    }

    String handoffs() throws IOException, InterruptedException {
        return Device.at(platform, Part.COURIER, "courier").get("/api/shipments").body();
    }

    /// The service follows the log a moment behind.
    void awaitTold(String pattern) throws Exception {
        Await.until(
                "the service tells " + pattern,
                () -> Pattern.compile(pattern).matcher(handoffs()).find());
    }

    /// Takes an offer over by program, with the hash of a photo.
    String accept(Offer offer, String photo) throws IOException, InterruptedException {
        var answer =
                Device.at(platform, Part.COURIER, "courier")
                        .postJson(
                                "/api/events",
                                """
                                {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"scanner-7","scans":[],
                                 "fact":{"type":"HandoffAccepted","handoff":"%s","from":"site-lindenhof","to":"courier-polaris","shipper":"%s",
                                 "seal":"%s","sealState":"INTACT","materials":["%s"],"place":"LINDENHOF-DOCK",
                                 "photo":{"sha256":"%s","mediaType":"image/jpeg","bytes":1}}}\
                                """
                                        .formatted(
                                                UUID.randomUUID(),
                                                offer.coi(),
                                                Instant.now(),
                                                offer.handoff(),
                                                offer.shipper(),
                                                offer.seal(),
                                                offer.material(),
                                                photo));
        return answer.statusCode() + " " + answer.body();
    }

    static String accepted(Offer offer) {
        return "\"handoff\":\"" + offer.handoff() + "\"[^}]*\"accepted\":\"2";
    }
}
