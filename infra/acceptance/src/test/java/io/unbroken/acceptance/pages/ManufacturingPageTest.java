package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.unbroken.acceptance.pages.Hands.at;
import static io.unbroken.acceptance.pages.Hands.big;
import static io.unbroken.acceptance.pages.Hands.choose;
import static io.unbroken.acceptance.pages.Hands.fill;
import static io.unbroken.acceptance.pages.Hands.finish;
import static io.unbroken.acceptance.pages.Hands.hold;
import static io.unbroken.acceptance.pages.Hands.holdEverywhere;
import static io.unbroken.acceptance.pages.Hands.list;
import static io.unbroken.acceptance.pages.Hands.row;
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.unbroken.acceptance.capture.Device;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A lot's way through a facility in a real browser against the running services: from the courier to the courier.
@Tag("one-platform")
@Order(1)
class ManufacturingPageTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(
                            Part.OIDC,
                            Part.COLLECTION,
                            Part.COURIER,
                            Part.MANUFACTURING,
                            Part.TRACKING);

    private static final int PHONE = 360;

    /// A checkpoint each second, asked for each two; and a busy machine.
    private static final double PATIENCE_MILLIS = 40_000;

    private static final String OPERATOR = "Manufacturing operator";
    private static final String QUALITY = "Quality";
    private static final List<String> STEPS =
            List.of("Selection", "Activation", "Transduction", "Expansion", "Harvest");

    /// A device whose clock nobody has set.
    private static final String AN_HOUR_SLOW =
            """
            globalThis.Date = class extends Date {
              constructor(...given) { given.length === 0 ? super(Date.now()) : super(...given); }
              static now() { return super.now() - 3_600_000; }
            };\
            """;

    /// A disk that is full when the second of two statements comes, if told so.
    private static final String FULL =
            """
            const add = IDBObjectStore.prototype.add;
            IDBObjectStore.prototype.add = function (value, ...rest) {
              if (localStorage.getItem('full') !== null && String(value?.body).includes('"ReceiptInspected"')) {
                throw new DOMException('planted', 'QuotaExceededError');
              }
              return add.call(this, value, ...rest);
            };\
            """;

    private static String facility;
    private static Device site;
    private static Device courier;

    /// What a courier brings.
    private record Delivery(int number) {
        String coi() {
            return "CHA9999263%05d".formatted(number);
        }

        String bag() {
            return "A999926%06d-S1128V00".formatted(number);
        }

        String shipper() {
            return "BOX-%05d".formatted(number);
        }

        String seal() {
            return "SEAL-%05d".formatted(number);
        }

        String logger() {
            return "TAG-%05d".formatted(number);
        }

        UUID handoff() {
            return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
        }

        String lot() {
            return "LOT-2026-%05d".formatted(number);
        }

        /// The code of a unit's label.
        String label(String unit) {
            return "&u" + new CoiId(coi()).printed() + unit;
        }
    }

    @BeforeAll
    static void start() {
        facility = PLATFORM.url(Part.MANUFACTURING);
        site = Device.at(PLATFORM, Part.COLLECTION, "collection");
        courier = Device.at(PLATFORM, Part.COURIER, "courier");
    }

    @Test
    void a_lot_from_the_courier_to_the_courier() throws Exception {
        Delivery delivery = delivered(11);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(page, facility, OPERATOR);
            assertThat(list(page, "receive")).containsText(delivery.shipper());
            receive(page, delivery);
            make(page, delivery);
            List<String> bags = List.of(delivery.lot() + "/1", delivery.lot() + "/2");
            fillAndStore(page, delivery, bags);
            report(page, delivery);

            // An operator cannot decide, and is told so before.
            row(page, "decide", delivery.coi()).locator("button").click();
            assertThat(page.locator("main")).containsText("Only quality decides on a lot");
            assertThat(big(page, "Sign")).isDisabled();
            back(page);
            sealed(page);

            release(browsing.page(PHONE, ColorScheme.LIGHT), delivery, bags);
            page.reload();
            assertThat(list(page, "retrieve")).containsText("released");
            ship(page, delivery, bags);
            assertThat(browsing.complaints())
                    .allMatch(complaint ->
                            complaint.contains("401") || complaint.contains("ERR_FAILED"));
        }
        Await.until(
                "the courier sees the product",
                () -> courier.get("/api/shipments").body().contains("DRY-00011"));
    }

    @Test
    void what_is_wrong_is_said_before_anything_is_stated() throws Exception {
        Delivery delivery = delivered(12);
        Delivery other = delivered(13);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(page, facility, OPERATOR);
            assertThat(list(page, "receive")).containsText(other.shipper());
            scan(page, "BOX-99999");
            assertThat(page.locator(".scan")).containsText("No journey here has this code");
            scan(page, delivery.shipper());
            scan(page, other.seal());
            assertThat(page.locator(".scan")).containsText("Another seal");
            scan(page, delivery.seal());
            choose(page, "intact");
            choose(page, "records");
            finish(page, "Take over");
            scan(page, delivery.shipper());
            scan(page, other.label(other.bag()));
            assertThat(page.locator(".scan")).containsText("Wrong one");
            scan(page, delivery.bag());
            hold(page, "manufacturing-unpack");
        }
    }

    @Test
    void what_another_device_has_done_meanwhile_is_left() throws Exception {
        Delivery delivery = delivered(15);
        try (var browsing = new Browsing()) {
            Page late = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(late, facility, OPERATOR);
            Page first = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(first, facility, OPERATOR);
            assertThat(list(late, "receive")).containsText(delivery.shipper());
            assertThat(list(first, "receive")).containsText(delivery.shipper());

            scan(late, delivery.shipper());
            receive(first, delivery);
            isLeft(late);

            assertThat(list(late, "start")).containsText(delivery.coi());
            scan(late, delivery.label(delivery.bag()));
            scan(late, delivery.label(delivery.bag()));
            scan(first, delivery.label(delivery.bag()));
            scan(first, delivery.label(delivery.bag()));
            scan(first, delivery.lot());
            finish(first, "Start the lot");
            isLeft(late);
            assertThat(row(late, "step", delivery.coi())).containsText("Selection");
        }
    }

    @Test
    void a_clock_that_is_an_hour_slow_repeats_nothing() throws Exception {
        Delivery delivery = delivered(16);
        var desk = Device.at(PLATFORM, Part.MANUFACTURING, "manufacturing");
        state(desk, delivery, accepted(delivery));
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            page.addInitScript(AN_HOUR_SLOW);
            Hands.signIn(page, facility, OPERATOR);
            assertThat(row(page, "unpack", delivery.coi())).containsText(delivery.bag());

            inspect(page, delivery);
            finish(page, "Inspected");

            assertThat(row(page, "start", delivery.coi())).containsText(delivery.bag());
            sealed(page);
            page.reload();
            assertThat(row(page, "start", delivery.coi())).isVisible();
            assertThat(row(page, "unpack", delivery.coi())).hasCount(0);
        }
    }

    @Test
    void of_two_statements_both_are_kept_or_none() throws Exception {
        Delivery delivery = delivered(17);
        try (var browsing = new Browsing()) {
            // given
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            page.addInitScript(FULL);
            Hands.signIn(page, facility, OPERATOR);
            assertThat(list(page, "receive")).containsText(delivery.shipper());
            accept(page, delivery);
            sealed(page);

            // when
            page.evaluate("localStorage.setItem('full', 'yes')");
            inspect(page, delivery);
            big(page, "Inspected").click();

            // then
            assertThat(page.locator("[role=alert]")).containsText("Not kept");
            assertThat(kept(page)).contains("HandoffAccepted").doesNotContain("Unpacked");

            // when
            page.evaluate("localStorage.removeItem('full')");
            big(page, "Inspected").click();

            // then
            assertThat(row(page, "start", delivery.coi())).isVisible();
            assertThat(kept(page)).contains("Unpacked", "ReceiptInspected");
        }
    }

    /// The kinds of what this device keeps.
    private static String kept(Page page) {
        return (String)
                page.evaluate(
                        """
                        () => new Promise((done, failed) => {
                          const opening = indexedDB.open('unbroken');
                          opening.onerror = failed;
                          opening.onsuccess = () => {
                            const asking = opening.result.transaction('scans').objectStore('scans').getAll();
                            asking.onsuccess = () => done(asking.result.map(scan => JSON.parse(scan.body).fact?.type).join(' '));
                            asking.onerror = failed;
                          };
                        })\
                        """);
    }

    @Test
    void every_screen_is_accessible_in_both_schemes_and_widths_and_speaks_german()
            throws Exception {
        Delivery delivery = delivered(14);
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            page.navigate(facility + "/");
            assertThat(big(page, "Sign in")).isVisible();
            holdEverywhere(page, "manufacturing-signed-out");
            Hands.signIn(page, facility, OPERATOR);
            assertThat(list(page, "receive")).containsText(delivery.shipper());
            holdEverywhere(page, "manufacturing-home");
            scan(page, delivery.shipper());
            assertThat(big(page, "Take over")).isVisible();
            holdEverywhere(page, "manufacturing-receive");
            back(page);
            page.locator(".languages select").selectOption("de");
            assertThat(list(page, "receive")).containsText("Anzunehmen");
            holdEverywhere(page, "manufacturing-german");
            assertThat(browsing.complaints()).allMatch(complaint -> complaint.contains("401"));
        }
    }

    private static void receive(Page page, Delivery delivery) {
        accept(page, delivery);
        inspect(page, delivery);
        finish(page, "Inspected");
    }

    private static void accept(Page page, Delivery delivery) {
        scan(page, delivery.shipper());
        scan(page, delivery.seal());
        choose(page, "intact");
        choose(page, "records");
        finish(page, "Take over");
    }

    private static void inspect(Page page, Delivery delivery) {
        scan(page, delivery.shipper());
        assertThat(page.locator("h1")).containsText("Unpack and inspect");
        scan(page, delivery.label(delivery.bag()));
        scan(page, delivery.logger());
        choose(page, "in order: accepted");
        hold(page, "manufacturing-inspect");
    }

    private static void make(Page page, Delivery delivery) {
        scan(page, delivery.label(delivery.bag()));
        assertThat(page.locator("h1")).containsText("Start a lot");
        scan(page, delivery.label(delivery.bag()));
        scan(page, delivery.lot());
        finish(page, "Start the lot");
        for (String step : STEPS) {
            scan(page, delivery.lot());
            assertThat(page.locator("h1")).containsText(step);
            scan(page, "&/" + delivery.coi());
            scan(page, "MACS-3");
            if (step.equals("Transduction")) {
                scan(page, "LV-2026-01");
                hold(page, "manufacturing-step");
            }
            between(page);
            finish(page, "Step is done");
        }
    }

    private static void fillAndStore(Page page, Delivery delivery, List<String> bags) {
        scan(page, delivery.lot());
        scan(page, "&/" + delivery.coi());
        fill(page, "bags", "2");
        fill(page, "millilitres", "60");
        fill(page, "expires", at(Duration.ofDays(365)));
        finish(page, "Filled");

        scan(page, delivery.lot());
        for (String bag : bags) {
            page.getByText("Print label: " + bag).click();
            assertThat(paper(page, bag).locator("svg")).isVisible();
            scan(page, delivery.label(bag));
        }
        oneIsPrinted(page, bags);
        fill(page, "printed", "2");
        fill(page, "applied", "2");
        fill(page, "destroyed", "0");
        hold(page, "manufacturing-labels");
        finish(page, "Labels are accounted for");

        scan(page, delivery.lot());
        bags.forEach(bag -> scan(page, delivery.label(bag)));
        scan(page, "CRF-2");
        between(page);
        finish(page, "Frozen");

        scan(page, delivery.lot());
        bags.forEach(bag -> scan(page, delivery.label(bag)));
        scan(page, "LN2-RHEINTAL-2");
        scan(page, "TAG-STORE-2");
        finish(page, "In the store");
    }

    /// Paper that nobody asked for would be a label that the log does not know.
    private static void oneIsPrinted(Page page, List<String> bags) {
        page.evaluate("window.print = () => {}");
        paper(page, bags.getFirst()).getByText("To the printer").click();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(paper(page, bags.getFirst()).locator("svg")).isVisible();
        assertThat(paper(page, bags.getLast()).locator("svg")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private static Locator paper(Page page, String bag) {
        return page.locator("[data-label='" + bag + "']");
    }

    private static void report(Page page, Delivery delivery) {
        for (String test :
                List.of(
                        "viability",
                        "identity",
                        "potency",
                        "sterility",
                        "transduction efficiency",
                        "replication-competent virus")) {
            row(page, "test", delivery.coi()).locator("button").click();
            assertThat(page.locator("main")).containsText("Lot " + delivery.lot());
            choose(page, test);
            if (page.locator("input[name=value]").count() > 0) {
                fill(page, "value", "91.5");
            }
            fill(page, "method", "M-" + test + " v3");
            choose(page, "passed");
            finish(page, "Report");
        }
    }

    private static void release(Page page, Delivery delivery, List<String> bags) {
        Hands.signIn(page, facility, QUALITY);
        assertThat(list(page, "decide")).containsText(delivery.lot());
        scan(page, delivery.lot());
        assertThat(page.locator("h1")).containsText("Decide on the lot");
        bags.forEach(bag -> scan(page, delivery.label(bag)));
        choose(page, "I release this lot for its patient.");
        hold(page, "manufacturing-decide");
        big(page, "Sign").click();
        assertThat(page.locator(".meaning")).hasText("I release this lot for its patient.");
        assertThat(page.locator("main"))
                .containsText(
                        Pattern.compile(
                                "You sign as rhe-0402, \\d{1,2} \\w{3,4} \\d{4}, \\d{2}:\\d{2}:\\d{2} \\(UTC[+−]\\d{2}:\\d{2}\\)"));
        hold(page, "manufacturing-sign");
        page.route(
                "**/api/events",
                route -> {
                    if (route.request().headers().containsKey("unbroken-signature")) {
                        route.fetch();
                        route.abort();
                    } else {
                        route.resume();
                    }
                });
        big(page, "Sign in to sign").click();
        assertThat(page.locator(".prove").first()).isVisible();
        page.waitForLoadState();
        hold(page, "provider-prove");
        Hands.prove(page, PLATFORM.secrets().proof("quality"));
        assertThat(page.locator("main")).containsText("not known yet whether it is on the log");
        page.unroute("**/api/events");
        page.reload();
        hold(page, "manufacturing-sent");
        big(page, "Send again").click();
        assertThat(page.locator(".notice")).containsText("signed, and on the log");
        sealed(page);
    }

    private static void ship(Page page, Delivery delivery, List<String> bags) {
        scan(page, delivery.lot());
        scan(page, "LN2-RHEINTAL-2");
        bags.forEach(bag -> scan(page, delivery.label(bag)));
        finish(page, "Taken out");
        scan(page, delivery.lot());
        bags.forEach(bag -> scan(page, delivery.label(bag)));
        scan(page, "DRY-00011");
        choose(page, "1 logger");
        scan(page, "TAG-DRY-11");
        scan(page, "SEAL-DRY-11");
        finish(page, "Packed and sealed");
        scan(page, "DRY-00011");
        scan(page, "DRY-00011");
        scan(page, "SEAL-DRY-11");
        page.locator("select[name=receiver]").selectOption("courier-polaris");
        page.locator("input[name=place]").fill("RHEINTAL-DOCK");
        page.locator("input[name=place]").blur();
        choose(page, "records");
        big(page, "Hand over").click();
        assertThat(page.locator("h1")).containsText("courier-polaris scans this");
        hold(page, "manufacturing-code");
        big(page, "Done").click();
        sealed(page);
    }

    private static void isLeft(Page page) {
        assertThat(page.locator(".notice"))
                .containsText(
                        "done meanwhile",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void between(Page page) {
        fill(page, "started", at(Duration.ofMinutes(-10)));
        fill(page, "ended", at(Duration.ofMinutes(-5)));
    }

    private static void back(Page page) {
        page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
    }

    private static void sealed(Page page) {
        assertThat(page.locator(".queue-line"))
                .containsText(
                        "Everything is sealed",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static Delivery delivered(int number) throws IOException, InterruptedException {
        var delivery = new Delivery(number);
        state(
                site,
                delivery,
                """
                {"type":"MaterialCollected","din":"A999926%06d","procedure":"APHERESIS","started":"2026-11-20T08:00:00Z","ended":"2026-11-20T11:00:00Z",
                 "units":[{"material":"%s","millilitres":150}]}\
                """
                        .formatted(number, delivery.bag()));
        state(
                site,
                delivery,
                """
                {"type":"Packed","shipper":"%s","seal":"%s","contents":[{"coi":"%s","material":"%s"}],"loggers":["%s"]}\
                """
                        .formatted(
                                delivery.shipper(),
                                delivery.seal(),
                                delivery.coi(),
                                delivery.bag(),
                                delivery.logger()));
        state(
                courier,
                delivery,
                """
                {"type":"HandoffReleased","handoff":"%s","from":"courier-polaris","to":"facility-rheintal","shipper":"%s",
                 "seal":"%s","materials":["%s"],"place":"RHEINTAL-DOCK"}\
                """
                        .formatted(
                                delivery.handoff(),
                                delivery.shipper(),
                                delivery.seal(),
                                delivery.bag()));
        return delivery;
    }

    private static String accepted(Delivery delivery) {
        return """
        {"type":"HandoffAccepted","handoff":"%s","from":"courier-polaris","to":"facility-rheintal","shipper":"%s",
         "seal":"%s","sealState":"INTACT","materials":["%s"],"place":"RHEINTAL-DOCK"}\
        """
                .formatted(delivery.handoff(), delivery.shipper(), delivery.seal(), delivery.bag());
    }

    private static void state(Device device, Delivery delivery, String fact)
            throws IOException, InterruptedException {
        var answer =
                device.postJson(
                        "/api/events",
                        """
                        {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"desk","scans":[],"fact":%s}\
                        """
                                .formatted(UUID.randomUUID(), delivery.coi(), Instant.now(), fact));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
