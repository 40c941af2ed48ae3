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
import static io.unbroken.acceptance.pages.Hands.scan;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.capture.Device;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/// A day at a collection site in a real browser against the running services: from the patient's name to the courier.
@Tag("one-platform")
@Order(1)
class CollectionPageTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore()
                    .with(Part.OIDC, Part.COLLECTION, Part.COURIER, Part.TRACKING);

    private static final int PHONE = 360;

    /// A checkpoint each second, asked for each two; and a busy machine.
    private static final double PATIENCE_MILLIS = 40_000;

    private static final String FIRST = "Apheresis nurse";
    private static final String SECOND = "Apheresis nurse 2";
    private static final String NAME = "Paula Probebrot";

    private static final JsonMapper JSON = new JsonMapper();

    private static String site;

    /// A patient as the page told of them.
    ///
    /// @param printed the chain with its check character
    private record Patient(String printed, String token) {
        String coi() {
            return printed.substring(0, printed.length() - 1);
        }
    }

    @BeforeAll
    static void start() {
        site = PLATFORM.url(Part.COLLECTION);
    }

    @Test
    void a_day_from_enrolment_to_the_courier() throws Exception {
        String din = "A999926000901";
        String bag = din + "-S1128V00";
        try (var browsing = new Browsing()) {
            // given
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(page, site, FIRST);
            Patient patient = enrol(page, "ORD-2026-000901");
            hold(page, "collection-enrolled");
            big(page, "Done").click();
            assertThat(list(page, "identity")).containsText(patient.coi());

            // when: two people check the identity, and nobody does it twice
            scan(page, patient.token());
            hold(page, "collection-identity");
            finish(page, "This is the patient");
            assertThat(list(page, "identity")).containsText("checked by one person");
            scan(page, patient.token());
            assertThat(page.locator("main")).containsText("You have checked already");
            assertThat(big(page, "This is the patient")).isDisabled();
            back(page);
            sealed(page, 1);
            check(browsing.page(PHONE, ColorScheme.LIGHT), patient);

            // when: in the basement, without network
            page.reload();
            assertThat(list(page, "collect")).containsText(patient.coi());
            page.context().setOffline(true);
            scan(page, "&/" + patient.coi());
            assertThat(page.locator("h1")).containsText("Record collection");
            scan(page, "=" + din + "00");
            scan(page, "=<S1128V00");
            fill(page, "ml-S1128V00", "150");
            choose(page, "apheresis");
            fill(page, "started", at(Duration.ofHours(-4)));
            fill(page, "ended", at(Duration.ofHours(-5)));
            assertThat(page.locator("main")).containsText("It ended before it started");
            assertThat(big(page, "Collected")).isDisabled();
            fill(page, "ended", at(Duration.ofHours(-1)));
            hold(page, "collection-collect");
            finish(page, "Collected");
            assertThat(page.locator(".queue-line")).containsText("1 scan waits to be sent");
            page.context().setOffline(false);
            sealed(page, 2);

            // when: labels are printed and read back
            scan(page, "&/" + patient.coi());
            assertThat(page.locator("h1")).containsText("Print labels");
            page.getByText("Print label: " + bag).click();
            assertThat(page.locator(".paper svg")).isVisible();
            scan(page, "&uCHA999926000017A" + bag);
            assertThat(page.locator(".scan")).containsText("belongs to another chain");
            scan(page, "&u" + patient.printed() + bag);
            fill(page, "printed", "3");
            fill(page, "applied", "1");
            fill(page, "destroyed", "1");
            assertThat(page.locator("main")).containsText("1 not accounted for");
            fill(page, "printed", "2");
            hold(page, "collection-labels");
            finish(page, "Labels are accounted for");

            // when: packed and handed over
            scan(page, "&/" + patient.coi());
            assertThat(page.locator("h1")).containsText("Pack the shipper");
            scan(page, "&u" + patient.printed() + bag);
            scan(page, "BOX-00901");
            scan(page, "TAG-00901");
            assertThat(page.locator(".scan")).containsText("Say first how many loggers");
            choose(page, "2 loggers");
            assertThat(page.locator(".scan")).containsText("Logger 1 of 2");
            scan(page, "TAG-00901");
            assertThat(page.locator(".scan")).containsText("Logger 2 of 2");
            assertThat(big(page, "Packed and sealed")).isDisabled();
            scan(page, "TAG-00902");
            assertThat(page.locator(".scan h2")).hasText("Scan: Seal");
            scan(page, "SEAL-00901");
            assertThat(page.locator(".slots")).containsText("Logger: TAG-00902");
            assertThat(page.locator(".slots")).containsText("Seal: SEAL-00901");
            hold(page, "collection-pack");
            finish(page, "Packed and sealed");
            scan(page, "BOX-00901");
            assertThat(page.locator("h1")).containsText("Hand over BOX-00901");
            scan(page, "BOX-00901");
            scan(page, "SEAL-00901");
            page.locator("select[name=receiver]").selectOption("courier-polaris");
            page.locator("input[name=place]").fill("LINDENHOF-DOCK");
            page.locator("input[name=place]").blur();
            page.locator("input[name=logger-TAG-00901][value=RECORDING]").check();
            page.locator("input[name=logger-TAG-00902][value=RECORDING]").check();
            hold(page, "collection-hand-over");
            big(page, "Hand over").click();

            // then
            assertThat(page.locator("h1")).containsText("courier-polaris scans this");
            hold(page, "collection-code");
            big(page, "Done").click();
            assertThat(list(page, "waiting")).containsText("BOX-00901");
            sealed(page, 5);
            assertThat(kept(page)).doesNotContain(NAME);
            assertThat(browsing.complaints())
                    .allMatch(complaint ->
                            complaint.contains("401") || complaint.contains("INTERNET"));
        }
        Device courier = Device.at(PLATFORM, Part.COURIER, "courier");
        Await.until(
                "the courier sees the shipper",
                () -> courier.get("/api/shipments").body().contains("BOX-00901"));
        String told =
                Device.at(PLATFORM, Part.COLLECTION, "collection").get("/api/journeys").body();
        assertThat(told).contains(bag).contains("TAG-00902").doesNotContain(NAME);
    }

    @Test
    void what_is_wrong_is_said_before_anything_is_stated() throws Exception {
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(page, site, FIRST);
            Patient patient = enrol(page, "ORD-2026-000902");
            big(page, "Done").click();
            Patient other = enrol(page, "ORD-2026-000903");
            big(page, "Done").click();
            assertThat(list(page, "identity")).containsText(other.coi());

            scan(page, "PTAAAAAAAAAAAAAAAAAAAAAAAAAA");
            assertThat(page.locator(".scan")).containsText("belongs to no patient");
            scan(page, "&/" + patient.coi());
            scan(page, "&/" + patient.coi());
            assertThat(page.locator(".scan")).containsText("This is no wristband");
            scan(page, other.token());
            assertThat(page.locator(".scan")).containsText("Stop: this wristband belongs");
            assertThat(big(page, "This is the patient")).isDisabled();
            hold(page, "collection-another-patient");
        }
    }

    @Test
    void an_enrolment_whose_answer_is_lost_is_sent_again_as_it_was_and_happens_once()
            throws Exception {
        try (var browsing = new Browsing()) {
            // given: the service takes it, and no answer comes
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            Hands.signIn(page, site, FIRST);
            var answers = new ArrayList<String>();
            page.route(
                    "**/api/enrolments",
                    route -> {
                        answers.add(route.fetch().text());
                        if (answers.size() == 1) {
                            route.abort();
                        } else {
                            route.resume();
                        }
                    });
            fillIn(page, "ORD-2026-000904");

            // when
            big(page, "Enrol a patient").click();

            // then
            assertThat(page.locator("[role=alert]")).containsText("it is not known whether");
            assertThat(page.locator("input[name=name]")).not().isEditable();
            hold(page, "collection-enrolment-in-doubt");

            // when
            big(page, "Send again").click();

            // then
            assertThat(page.locator("h1")).hasText("Enrolled");
            String coi = JSON.readTree(answers.getFirst()).path("coi").asString();
            assertThat(page.locator("strong.code")).containsText(coi);
            big(page, "Done").click();
            assertThat(list(page, "identity").locator("li").filter(having("ORD-2026-000904")))
                    .hasCount(1);
        }
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void a_scanner_is_told_what_to_change_in_it() throws Exception {
        try (var browsing = new Browsing()) {
            // given
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            page.navigate(site + "/");
            page.getByText("Check a scanner").click();
            assertThat(page.locator("h1")).hasText("Is this scanner set up well?");
            for (String symbol : List.of("CODE_128", "GS1_128", "DATA_MATRIX", "QR_CODE")) {
                assertThat(picture(page, symbol)).hasJSProperty("complete", true);
                assertThat(picture(page, symbol)).not().hasJSProperty("naturalWidth", 0);
            }

            // when: a scanner that is set up well
            type(page, "]C1010950110153000310YZ-yz\u001d2112-34");

            // then
            Locator result = page.locator("[data-scanner-result]");
            assertThat(result).containsText("This is the symbol GS1-128");
            assertThat(result.locator("[data-good=false]")).hasCount(0);
            assertThat(page.locator("[data-symbol=GS1_128]")).containsText("in order");

            // when: one that loses the separator
            type(page, "]C1010950110153000310YZ-yz2112-34");

            // then
            assertThat(result.locator("[data-good=false]")).hasCount(1);
            assertThat(result).containsText("The separator of GS1 codes is lost");
            assertThat(page.locator("[data-symbol=GS1_128]"))
                    .containsText("something is to be changed");

            // when: one that types for an American keyboard, and this device's is German
            type(page, "+C0´ZYßzy/-öäü");

            // then
            assertThat(result).containsText("this device has a German keyboard");
            assertThat(result).containsText("y arrives as z");
            assertThat(result).containsText("; arrives as ö");
            holdEverywhere(page, "scanner-check");

            // when
            page.locator(".languages select").selectOption("de");

            // then
            assertThat(page.locator("h1")).hasText("Ist dieser Scanner richtig eingestellt?");
            type(page, "=YZ-yz&/;'[");
            assertThat(result).containsText("sagt nicht, welche Art von Symbol es ist");
            page.getByText("Zurück zur Arbeit").click();
            assertThat(big(page, "Anmelden")).isVisible();
        }
    }

    private static Locator picture(Page page, String symbol) {
        return page.locator("[data-symbol=" + symbol + "] img");
    }

    /// As a scanner that is a keyboard does it, whatever becomes of it. The keys are hit before any is heard: a busy machine makes none slow.
    private static void type(Page page, String keys) {
        page.evaluate(
                """
                keys => [...keys, 'Enter']
                  .map(key => new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))
                  .forEach(event => document.body.dispatchEvent(event))\
                """,
                keys);
    }

    @Test
    void every_screen_is_accessible_in_both_schemes_and_widths_and_speaks_german()
            throws Exception {
        try (var browsing = new Browsing()) {
            Page page = browsing.page(PHONE, ColorScheme.LIGHT);
            page.navigate(site + "/");
            assertThat(big(page, "Sign in")).isVisible();
            holdEverywhere(page, "collection-signed-out");
            Hands.signIn(page, site, FIRST);
            holdEverywhere(page, "collection-home");
            big(page, "Enrol a patient").click();
            holdEverywhere(page, "collection-enrol");
            back(page);
            page.locator(".languages select").selectOption("de");
            assertThat(big(page, "Person aufnehmen")).isVisible();
            holdEverywhere(page, "collection-german");
            assertThat(browsing.complaints()).allMatch(complaint -> complaint.contains("401"));
        }
    }

    private static void fillIn(Page page, String order) {
        big(page, "Enrol a patient").click();
        fill(page, "name", NAME);
        fill(page, "birth", "1961-04-12");
        fill(page, "record", "MRN-901");
        fill(page, "order", order);
        fill(page, "product", "SYN-CART-19");
        fill(page, "consent", "3");
    }

    private static Patient enrol(Page page, String order) {
        fillIn(page, order);
        big(page, "Enrol a patient").click();
        assertThat(page.locator("h1")).hasText("Enrolled");
        page.getByText("Print label: Wristband").click();
        assertThat(page.locator(".paper svg")).containsText(NAME);
        return new Patient(
                page.locator("strong.code").textContent(),
                page.locator("[data-label]").getAttribute("data-label"));
    }

    /// The second person at a device of their own.
    private static void check(Page page, Patient patient) {
        Hands.signIn(page, site, SECOND);
        assertThat(list(page, "identity")).containsText(patient.coi());
        scan(page, patient.token());
        assertThat(page.locator("main")).containsText("Check 2 of 2");
        finish(page, "This is the patient");
        sealed(page, 1);
    }

    private static void back(Page page) {
        page.getByText("Back", new Page.GetByTextOptions().setExact(true)).click();
    }

    private static void sealed(Page page, int scans) {
        assertThat(page.locator("li[data-state=sealed]"))
                .hasCount(
                        scans, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    /// All that this browser keeps of the page.
    private static String kept(Page page) {
        return String.valueOf(
                page.evaluate(
                        """
                        new Promise((done, fail) => {
                          const opening = indexedDB.open('unbroken');
                          opening.onerror = () => fail(opening.error);
                          opening.onsuccess = () => {
                            const reading = opening.result.transaction(['notes', 'scans']);
                            const notes = reading.objectStore('notes').getAll();
                            const scans = reading.objectStore('scans').getAll();
                            reading.oncomplete = () => {
                              opening.result.close();
                              done(JSON.stringify([notes.result, scans.result, {...localStorage}, {...sessionStorage}]));
                            };
                          };
                        })
                        """));
    }
}
