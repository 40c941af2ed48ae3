package io.unbroken.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.unbroken.acceptance.capture.Device;
import io.unbroken.acceptance.tracking.Await;
import io.unbroken.custody.event.Fact;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.testing.ModelValues;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people and devices may write freely is kept as it is, and is text wherever it is shown.
@Tag("one-platform")
class StoredScriptsTest {

    private static final int DESK = 1_280;

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore().withServices();

    /// Ways out of text into a script, of each kind of place in a page; short enough for the shortest field.
    private static final List<String> SCRIPTS =
            List.of(
                    "<script>ran('element')</script>",
                    "<img src=x onerror=\"ran('image')\">",
                    "<svg/onload=ran('drawing')>",
                    "\"><script>ran('after an attribute')</script>",
                    "' autofocus onfocus='ran(1)' x='",
                    "</title></style></textarea></script><script>ran('after')</script>",
                    "<a href=\"javascript:ran('address')\">here</a>",
                    "<iframe srcdoc=\"<script>parent.ran('frame')</script>\"></iframe>",
                    "javascript:ran('scheme')",
                    "${ran('literal')}{{ran('braces')}}<%= ran('percent') %>",
                    "--><script>ran('after a comment')</script><!--",
                    "]]><script>ran('after data')</script>",
                    "&lt;script&gt;ran('entities')&lt;/script&gt;",
                    "<math><style><img src=x onerror=ran('foreign')></style></math>",
                    "<details open ontoggle=ran('toggle')>",
                    "\\u003cscript\\u003eran('escapes')\\u003c/script\\u003e");

    /// What a page of ours never has, and what was written would make.
    private static final String MADE =
            "script:not([src]), iframe, math, [onerror], [onload], [onfocus], [ontoggle], img[src=x], a[href^=javascript]";

    /// Every text of every kind of event, which is what this test writes into.
    private static final Set<String> WRITTEN =
            Set.of(
                    "PatientEnrolled.consentVersion",
                    "QcResultReported.unit",
                    "QcResultReported.method",
                    "LotDecided.meaning",
                    "LymphodepletionGiven.agent",
                    "Corrected.explanation",
                    "DeviationDispositioned.finding",
                    "DeviationDispositioned.subject",
                    "DeviationDispositioned.explanation");

    /// A long name is broken into lines.
    private static final int SHOWN = 8;

    private static final JsonMapper JSON = new JsonMapper();

    private static Browsing browsing;

    @TempDir private Path directory = Path.of("");

    private final Device collection = Device.at(PLATFORM, Part.COLLECTION, "collection");
    private final Device operator = Device.at(PLATFORM, Part.MANUFACTURING, "manufacturing");
    private final Device quality = Device.at(PLATFORM, Part.MANUFACTURING, "quality");
    private final Device nurse = Device.at(PLATFORM, Part.INFUSION, "nurse1");
    private final Device auditor = Device.at(PLATFORM, Part.TRACKING, "auditor");
    private final List<String> ran = new ArrayList<>();

    private String coi = "";
    private String patient = "";
    private Instant now = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);

    @BeforeAll
    static void start() {
        browsing = new Browsing();
    }

    @AfterAll
    static void stop() {
        browsing.close();
    }

    @Test
    void every_text_of_every_event_is_written_into() {
        Set<String> texts = new TreeSet<>();
        for (Class<?> fact : ModelValues.facts()) {
            textsOf(fact, fact.getSimpleName(), texts);
        }

        // A service takes no photo that it does not keep, and keeps one type.
        assertThat(texts.removeIf(text -> text.endsWith(".photo.mediaType"))).isTrue();
        assertThat(texts).containsExactlyInAnyOrderElementsOf(WRITTEN);
    }

    @Test
    void no_script_that_was_written_into_a_text_runs_on_the_board_or_a_journeys_page()
            throws Exception {
        // given
        enrol("Zora Canary");
        for (String script : SCRIPTS) {
            tell(JSON.writeValueAsString(script));
        }
        Await.until(
                "all is recorded",
                () ->
                        JSON.readTree(auditor.get("/api/journeys/" + coi).body())
                                        .at("/counts/events")
                                        .asInt()
                                >= SCRIPTS.size() * 6);
        Page page = watched();

        // when
        page.navigate(PLATFORM.url(Part.TRACKING) + "/journey.html?coi=" + coi);
        page.locator("button", new Page.LocatorOptions().setHasText("Auditor")).first().click();
        page.waitForURL(url -> url.contains("journey.html"));

        // then
        assertThat(page.locator("details.event")).not().hasCount(0);
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
        for (String script : SCRIPTS) {
            assertThat(shown(page, script)).isVisible();
        }
        holds(page);
        page.navigate(PLATFORM.url(Part.TRACKING) + "/?q=" + coi);
        assertThat(page.locator("journey-row").first()).isVisible();
        holds(page);
        HttpResponse<String> paper = auditor.get("/api/journeys/" + coi + "/evidence.pdf");
        assertThat(paper.statusCode()).as(paper.body()).isEqualTo(200);
        assertThat(paper.body()).startsWith("%PDF-").doesNotContain("/JavaScript", "/Launch");
    }

    @Test
    void no_script_that_was_written_into_a_text_runs_on_the_pages_of_the_parties()
            throws Exception {
        // given
        enrol("Zora Canary");
        for (String script : SCRIPTS) {
            tell(JSON.writeValueAsString(script));
        }
        for (Visit visit :
                List.of(
                        new Visit(Part.COLLECTION, "Apheresis nurse", "index.html", true),
                        new Visit(
                                Part.MANUFACTURING, "Manufacturing operator", "index.html", false),
                        new Visit(Part.MANUFACTURING, "Quality", "index.html", false),
                        new Visit(Part.COURIER, "Courier", "index.html", false),
                        new Visit(Part.INFUSION, "Infusion nurse 1", "bedside.html", false))) {
            Page page = watched();

            // when
            page.navigate(PLATFORM.url(visit.service()) + "/sign-in?page=" + visit.page());
            Hands.card(page, visit.title()).click();
            page.waitForURL(url -> url.endsWith(visit.page()));

            // then
            if (visit.listed()) {
                assertThat(page.locator("main")).containsText(coi);
            }
            holds(page);
            page.context().close();
        }
    }

    /// @param title of the demo's user who signs in
    /// @param page where they work
    /// @param listed whether the page lists the journey
    private record Visit(Part service, String title, String page, boolean listed) {}

    @Test
    void no_script_runs_in_a_label_on_which_it_is_a_patients_name() throws Exception {
        for (String script : SCRIPTS) {
            // given
            enrol(script);
            HttpResponse<String> printed =
                    collection.print(
                            "image/svg+xml",
                            """
                            {"coi":"%s","kind":"WRISTBAND","subject":"%s","copies":1,"storage":"REFRIGERATED",
                            "statements":[],"eventTime":"%s","offsetMinutes":60,"device":"printer-3"}\
                            """
                                    .formatted(coi, patient, now));
            assertThat(printed.statusCode()).as(printed.body()).isEqualTo(201);
            assertThat(text(printed.body())).contains(script.substring(0, SHOWN));
            Path label = Files.writeString(directory.resolve("label.svg"), printed.body());
            Page page = watched();

            // when
            page.navigate(label.toUri().toString());

            // then
            holds(page);
            page.context().close();
        }
    }

    /// Adds the places in which a value of this type has text that a script passes for; what checks itself, as identifiers do, refuses each.
    private static void textsOf(Type type, String place, Set<String> texts) {
        switch (type) {
            case ParameterizedType several -> {
                for (Type each : several.getActualTypeArguments()) {
                    textsOf(each, place, texts);
                }
            }
            case Class<?> one when one == String.class -> texts.add(place);
            // What a correction puts right is one of the others.
            case Class<?> one when one == Fact.class -> {}
            case Class<?> one when one.isSealed() -> {
                for (Class<?> each : one.getPermittedSubclasses()) {
                    textsOf(each, place + "." + each.getSimpleName(), texts);
                }
            }
            case Class<?> one when one.isRecord() -> {
                RecordComponent[] parts = one.getRecordComponents();
                if (parts.length == 1 && parts[0].getType() == String.class && refuses(one)) {
                    return;
                }
                for (RecordComponent part : parts) {
                    textsOf(part.getGenericType(), place + "." + part.getName(), texts);
                }
            }
            default -> {}
        }
    }

    private static boolean refuses(Class<?> value) {
        return SCRIPTS.stream()
                .noneMatch(script -> {
                    try {
                        value.getConstructor(String.class).newInstance(script);
                        return true;
                    } catch (InvocationTargetException refused) {
                        return false;
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /// Says of the chain what has texts, with this one in each.
    private void tell(String text) throws Exception {
        say(
                operator,
                """
                {"type":"QcResultReported","lot":"LOT-X-1","test":"VIABILITY","unit":%1$s,"method":%1$s,"outcome":"PASS"}\
                """
                        .formatted(text),
                text);
        say(
                quality,
                """
                {"type":"LotDecided","lot":"LOT-X-1","decision":"REJECTED","materials":["LOT-X-1/1"],"meaning":%s}\
                """
                        .formatted(text),
                text);
        JsonNode given =
                say(
                        nurse,
                        """
                        {"type":"LymphodepletionGiven","agent":%s,"day":1,"ofDays":3}\
                        """
                                .formatted(text),
                        text);
        say(
                nurse,
                """
                {"type":"Corrected","corrected":{"id":"%s","content":"%s"},"supersedes":[],"reason":"DID_NOT_OCCUR",
                "explanation":%s,"meaning":"CORRECTION_AUTHORED"}\
                """
                        .formatted(
                                given.path("id").asString(),
                                given.path("contentHash").asString(),
                                text),
                text);
        say(
                quality,
                """
                {"type":"DeviationDispositioned","finding":%1$s,"subject":%1$s,"basis":"%2$s","disposition":"REJECT",
                "explanation":%1$s,"meaning":"DEVIATION_ASSESSED_BY_QUALITY"}\
                """
                        .formatted(text, "c".repeat(64)),
                text);
        say(
                collection,
                """
                {"type":"PatientEnrolled","patient":"%s","consentVersion":%s}\
                """
                        .formatted(patient, text),
                text);
    }

    private JsonNode say(Device device, String fact, String scan) throws Exception {
        now = now.plusSeconds(1);
        HttpResponse<String> answer =
                device.postJson(
                        "/api/events",
                        """
                        {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"scanner-7",
                        "scans":[{"symbology":"TYPED","raw":%s}],"fact":%s}\
                        """
                                .formatted(UUID.randomUUID(), coi, now, scan, fact));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private void enrol(String name) throws Exception {
        String text = JSON.writeValueAsString(name);
        HttpResponse<String> answer =
                collection.postJson(
                        "/api/enrolments",
                        """
                        {"requestId":"%s","patient":{"name":%2$s,"birthDate":"1950-01-01","recordNumber":%2$s},"order":"ORD-X",
                        "product":"SYN-CART-19","consentVersion":"v3","eventTime":"%3$s","offsetMinutes":60,"device":"desk-1"}\
                        """
                                .formatted(UUID.randomUUID(), text, now));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        coi = JSON.readTree(answer.body()).path("coi").asString();
        patient = JSON.readTree(answer.body()).path("patient").asString();
    }

    /// What stands in a drawing for people.
    private static String text(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement()
                .getTextContent();
    }

    /// A page that tells us what ran on it, and each dialog that opened.
    private Page watched() {
        Page page = browsing.page(DESK, ColorScheme.LIGHT);
        page.exposeFunction(
                "ran", arguments -> Boolean.toString(ran.add(Arrays.toString(arguments))));
        page.onDialog(dialog -> {
            ran.add(dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    private static Locator shown(Page page, String script) {
        return page.locator("details.event dd")
                .filter(new Locator.FilterOptions().setHasText(script))
                .first();
    }

    private void holds(Page page) {
        assertThat(page.locator(MADE)).hasCount(0);
        assertThat(Stream.concat(ran.stream(), browsing.complaints().stream())).isEmpty();
    }
}
