package io.unbroken.acceptance.bedside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.capture.Device;
import io.unbroken.acceptance.pages.Browsing;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Two nurses compare wristband and bag: in a browser, as they do it, and by the API where it has to be exact.
@Tag("one-platform")
class BedsideTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore().withServices();

    private static final int PHONE = 360;
    private static final int DESK = 1_280;
    private static final String FIRST = "Infusion nurse 1";
    private static final String SECOND = "Infusion nurse 2";

    /// A scanner that is a keyboard: all its characters at once, then Enter.
    private static final String SCAN =
            """
            code => { for (const key of [...code, 'Enter']) {
              window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); } }\
            """;

    private static final int WARM_UP = 20;
    private static final int ROUNDS = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private static Browsing browsing;
    private static Ready one;
    private static Ready other;

    @BeforeAll
    static void start() throws Exception {
        browsing = new Browsing();
        one = Ready.journey(PLATFORM, 1);
        other = Ready.journey(PLATFORM, 2);
        await(one);
        await(other);
    }

    @AfterAll
    static void stop() {
        browsing.close();
    }

    @Test
    void two_nurses_at_two_devices_who_scan_the_same_get_a_go_and_the_second_bag_a_hold()
            throws Exception {
        // given
        Page first = signedIn(FIRST, PHONE, ColorScheme.LIGHT);
        Page second = signedIn(SECOND, DESK, ColorScheme.DARK);
        assertThat(first.locator("h1")).hasText("Check at the bedside");
        Browsing.isAccessible(first);
        Browsing.photograph(first, "bedside-begin");

        // when
        scan(first, one, one);
        Browsing.isAccessible(first);
        Browsing.fitsItsWidth(first);
        Browsing.photograph(first, "bedside-scanned");
        check(first);
        assertThat(first.locator("h1")).containsText("First check done", inTime());
        Browsing.isAccessible(first);
        Browsing.photograph(first, "bedside-first-done");
        scan(second, one, one);
        check(second);

        // then
        assertThat(verdict(second)).containsText("GO", inTime());
        assertThat(verdict(first)).containsText("GO", inTime());
        assertThat(second.locator(".verdict.go .countdown")).containsText("Valid for");
        assertThat(second.locator(".verdict")).containsText("see-0511");
        assertThat(second.locator(".verdict")).containsText("Use before");
        for (Page page : new Page[] {first, second}) {
            Browsing.isAccessible(page);
            Browsing.fitsItsWidth(page);
        }
        Browsing.photograph(first, "bedside-go-phone");
        Browsing.photograph(second, "bedside-go-desk");
        assertThat(second.url()).doesNotContain(one.coi()).doesNotContain(one.wristband());

        // when
        struckOut();

        // then
        assertThat(second.locator(".verdict.hold-it")).containsText("HOLD", inTime());
        assertThat(second.locator(".verdict")).containsText("Something new was said");
        Browsing.photograph(second, "bedside-void");
    }

    @Test
    void a_bag_of_another_patient_is_held_and_says_what_to_do_and_whom_to_call() {
        Page page = signedIn(FIRST, PHONE, ColorScheme.DARK);

        scan(page, one, other);
        check(page);

        assertThat(verdict(page)).containsText("HOLD", inTime());
        assertThat(page.locator(".verdict.hold-it .advice")).containsText("Do not use this bag");
        assertThat(page.locator(".verdict.hold-it .advice"))
                .containsText("Cell laboratory on call");
        assertThat(page.locator(".verdict li.failed").first()).containsText("different patients");
        Browsing.isAccessible(page);
        Browsing.fitsItsWidth(page);
        Browsing.photograph(page, "bedside-hold");
    }

    @Test
    void the_same_nurse_twice_is_one_nurse() throws Exception {
        JsonNode first = check(nurse(1), "INFUSION", other, other);
        JsonNode again = check(nurse(1), "INFUSION", other, other);

        assertThat(first.path("confirmed").asBoolean()).isTrue();
        assertThat(again.path("confirmed").asBoolean()).isTrue();
        JsonNode held =
                await(
                        nurse(1),
                        again,
                        verdict -> verdict.path("progress").asString().equals("DECIDED"));
        assertThat(held.path("answer").asString()).isEqualTo("HOLD");
        assertThat(held.path("checks").path(0).path("check").asString()).isEqualTo("TWO_PEOPLE");
    }

    @Test
    void with_tracking_away_nothing_that_was_scanned_becomes_a_go_and_a_restart_changes_nothing()
            throws Exception {
        // given
        Ready third = Ready.journey(PLATFORM, 3);
        await(third);
        PLATFORM.kill(Part.TRACKING);

        // when
        check(nurse(1), "INFUSION", third, third);
        JsonNode second = check(nurse(2), "INFUSION", third, third);

        // then
        JsonNode held =
                await(nurse(2), second, each -> each.path("progress").asString().equals("DECIDED"));
        assertThat(held.path("answer").asString()).isEqualTo("HOLD");
        assertThat(held.toString()).contains("\"FRESH\"").contains("is not in the history");

        // when
        PLATFORM.kill(Part.INFUSION);
        PLATFORM.restart(Part.INFUSION);

        // then
        JsonNode restarted = await(nurse(2), second, each -> each.path("checks").size() > 0);
        assertThat(restarted.path("answer").asString()).isEqualTo("HOLD");

        // when
        PLATFORM.restart(Part.TRACKING);

        // then
        await(nurse(2), second, each -> each.path("answer").asString().equals("GO"));
    }

    @Test
    void what_is_no_wristband_or_no_label_is_refused_and_not_kept() throws Exception {
        String body =
                """
                {"id":"%s","point":"INFUSION","offsetMinutes":60,"device":"scanner-1","wristband":{"symbology":"QR_CODE","raw":"%s"},
                 "labels":[{"scans":[{"symbology":"DATA_MATRIX","raw":"&/%s"},{"symbology":"CODE_128","raw":"%s"}]}]}\
                """;

        HttpResponse<String> label =
                nurse(1).postJson(
                                "/api/bedside/checks",
                                body.formatted(
                                        UUID.randomUUID(),
                                        "&/" + one.coi(),
                                        one.coi(),
                                        one.dose()));
        HttpResponse<String> name =
                nurse(1).postJson(
                                "/api/bedside/checks",
                                body.formatted(
                                        UUID.randomUUID(),
                                        "MUSTER^ADA^19500101",
                                        one.coi(),
                                        one.dose()));
        HttpResponse<String> point =
                nurse(1).postJson(
                                "/api/bedside/checks",
                                body.formatted(
                                                UUID.randomUUID(),
                                                one.wristband(),
                                                one.coi(),
                                                one.dose())
                                        .replace("INFUSION", "DISPATCH"));

        for (HttpResponse<String> refused : List.of(label, name, point)) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(refused.body()).doesNotContain("MUSTER").doesNotContain(one.wristband());
        }
    }

    /// Not in each build: `-Dunbroken.measure=true`.
    @Test
    @EnabledIfSystemProperty(named = "unbroken.measure", matches = "true")
    void how_long_a_check_takes() throws Exception {
        Ready journey = Ready.journey(PLATFORM, 4);
        await(journey);
        Device[] nurses = {nurse(1), nurse(2)};
        var checks = new ArrayList<Long>();
        var answers = new ArrayList<Long>();
        var goes = new ArrayList<Long>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            Device nurse = nurses[round % 2];
            long begun = System.nanoTime();
            JsonNode said = check(nurse, "INFUSION", journey, journey);
            long recorded = System.nanoTime();
            answer(nurse, said);
            long answered = System.nanoTime();
            if (round > 0) {
                await(nurse, said, each -> each.path("answer").asString().equals("GO"));
            }
            if (round >= WARM_UP) {
                checks.add(recorded - begun);
                answers.add(answered - recorded);
                goes.add(System.nanoTime() - begun);
            }
        }
        System.out.printf(
                "check recorded %s; answer %s; check to GO %s (ms, p50/p99 of %d)%n",
                percentiles(checks), percentiles(answers), percentiles(goes), ROUNDS);
        assertThat(goes).hasSize(ROUNDS);
    }

    private static String percentiles(List<Long> nanoseconds) {
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        return "%.1f/%.1f"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1e6,
                        sorted.get(sorted.size() * 99 / 100) / 1e6);
    }

    private static void await(Ready journey) throws Exception {
        Await.until(
                "nothing but the two people's check is missing in " + journey.coi(),
                () ->
                        JSON.readTree(
                                                nurse(1).get(
                                                                "/api/journeys/%s/verdicts/INFUSION"
                                                                        .formatted(journey.coi()))
                                                        .body())
                                        .path("reasons")
                                        .size()
                                == 1);
    }

    private static JsonNode check(Device nurse, String point, Ready band, Ready bag)
            throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> answer =
                nurse.postJson(
                        "/api/bedside/checks",
                        """
                        {"id":"%s","point":"%s","offsetMinutes":60,"device":"scanner-%s","wristband":{"symbology":"QR_CODE","raw":"%s"},
                         "labels":[{"scans":[{"symbology":"DATA_MATRIX","raw":"&/%s"},{"symbology":"CODE_128","raw":"%s"}]}]}\
                        """
                                .formatted(
                                        id,
                                        point,
                                        id.substring(0, 8),
                                        band.wristband(),
                                        bag.coi(),
                                        bag.dose()));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.createObjectNode()
                .put("id", id)
                .setAll((ObjectNode) JSON.readTree(answer.body()));
    }

    private static JsonNode await(Device nurse, JsonNode check, Predicate<JsonNode> wanted)
            throws Exception {
        var last = new AtomicReference<JsonNode>(JSON.createObjectNode());
        Await.until(
                "the answer to " + check.path("id").asString(),
                () -> {
                    HttpResponse<String> answer = answer(nurse, check);
                    last.set(JSON.readTree(answer.body()));
                    return answer.statusCode() == 200 && wanted.test(last.get());
                });
        return last.get();
    }

    private static HttpResponse<String> answer(Device nurse, JsonNode check) throws Exception {
        return nurse.postJson(
                "/api/bedside/verdicts",
                "{\"point\":\"INFUSION\",\"check\":\"%s\"}".formatted(check.path("id").asString()));
    }

    /// Something new is said of the journey that is on the screens.
    private static void struckOut() throws Exception {
        JsonNode third =
                check(Device.at(PLATFORM, Part.INFUSION, "physician"), "INFUSION", one, one);
        assertThat(third.path("confirmed").asBoolean()).isTrue();
    }

    private static Page signedIn(String title, int width, ColorScheme scheme) {
        Page page = browsing.page(width, scheme);
        page.navigate(PLATFORM.url(Part.INFUSION) + "/sign-in?page=bedside.html");
        page.locator(
                        "button",
                        new Page.LocatorOptions().setHas(page.locator("strong").getByText(title)))
                .click();
        page.waitForURL(url -> url.contains("/bedside.html"));
        assertThat(page.locator("scan-input")).isVisible();
        return page;
    }

    private static void scan(Page page, Ready band, Ready bag) {
        page.evaluate(SCAN, band.wristband());
        assertThat(page.locator(".steps li")).hasCount(2);
        page.evaluate(SCAN, "]d1&/" + bag.coi());
        page.evaluate(SCAN, "]C0" + bag.dose());
        assertThat(page.locator(".steps li")).hasCount(3);
    }

    private static void check(Page page) {
        page.locator("button.big").click();
    }

    private static Locator verdict(Page page) {
        return page.locator(".verdict .word");
    }

    private static LocatorAssertions.ContainsTextOptions inTime() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
    }

    private static Device nurse(int number) {
        return Device.at(PLATFORM, Part.INFUSION, "nurse" + number);
    }
}
