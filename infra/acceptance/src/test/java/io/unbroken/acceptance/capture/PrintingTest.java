package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a printer may rely on: a label that came out is on the log, and why, if it came out again.
@Tag("one-platform")
class PrintingTest {

    private static final String COLLECTION_TOPIC = TopicCatalogue.COLLECTION_EVENTS.name();
    private static final String SVG = "image/svg+xml";
    private static final String NAME = "Kürbiskernbrot";

    private static final String BAG =
            """
            {"coi":"CHA999926000001","kind":"BAG","subject":"A999926000001-S1128V00","copies":2,"storage":"REFRIGERATED",
            "statements":["FOR_AUTOLOGOUS_USE_ONLY"],"eventTime":"2026-11-20T10:15:30Z","offsetMinutes":60,"device":"printer-3"}\
            """;

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COLLECTION, Part.COURIER);

    private final RawLog log = new RawLog(PLATFORM.brokers());
    private final Device collection = Device.at(PLATFORM, Part.COLLECTION, "collection");
    private final Device courier = Device.at(PLATFORM, Part.COURIER, "courier");

    @Test
    void a_label_is_printed_once_and_again_only_with_a_reason() throws Exception {
        int before = records();
        HttpResponse<String> first = collection.print(SVG, BAG);
        HttpResponse<String> again = collection.print(SVG, BAG);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Content-Type")).contains(SVG);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(first.body()).startsWith("<svg").doesNotContain("REPRINT");
        assertThat(again.body()).isEqualTo(first.body());
        String receipt = first.headers().firstValue("Location").orElseThrow();
        assertThat(collection.get(receipt).body()).contains("RECEIVED");
        assertThat(records()).isEqualTo(before + 1);

        // An hour later without a reason, or with half of one.
        String later = BAG.replace("10:15:30", "11:15:30");
        assertProblem(collection.print(SVG, later), 409, "already-printed");
        String id = "\"id\":\"0f8fad5b-d9cb-469f-a165-70867728950e\"";
        assertProblem(collection.print(SVG, reprint(later, id)), 400, "invalid-field");
        assertProblem(
                collection.print(SVG, reprint(later, id + ",\"reason\":\"BORED\"")),
                400,
                "invalid-field");
        assertThat(records()).isEqualTo(before + 1);

        HttpResponse<String> reprinted =
                collection.print(SVG, reprint(later, id + ",\"reason\":\"DAMAGED\""));
        assertThat(reprinted.statusCode()).isEqualTo(201);
        assertThat(reprinted.body()).contains("REPRINT");
        assertThat(records()).isEqualTo(before + 2);
    }

    @Test
    void a_wristband_has_the_name_that_only_the_vault_and_the_paper_have() throws Exception {
        HttpResponse<String> enrolled =
                collection.postJson(
                        "/api/enrolments",
                        """
                        {"requestId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","patient":{"name":"%s","birthDate":"1951-07-14","recordNumber":"MRN-3311-ZK"},
                        "order":"ORD-2026-000077","product":"SYN-CART-19","consentVersion":"3","eventTime":"2026-11-20T09:00:00Z","offsetMinutes":60,"device":"desk-1"}\
                        """
                                .formatted(NAME));
        String token = member(enrolled.body(), "patient");
        String coi = member(enrolled.body(), "coi");
        String wristband =
                BAG.replace("BAG", "WRISTBAND")
                        .replace("A999926000001-S1128V00", token)
                        .replace("CHA999926000001", coi);

        HttpResponse<String> printed = collection.print(SVG, wristband);

        assertThat(printed.statusCode()).as(printed.body()).isEqualTo(201);
        assertThat(printed.body()).contains(NAME, "1951-07-14", coi);
        assertThat(
                        log.records(COLLECTION_TOPIC).stream()
                                .map(each -> new String(each.value(), StandardCharsets.UTF_8)))
                .noneMatch(value -> value.contains(NAME) || value.contains("1951-07-14"));
        String nobody =
                wristband.replace(token, "PTABCDEFGHIJKLMNOPQRSTUVWXYZ").replace("10:15", "10:16");
        assertProblem(collection.print(SVG, nobody), 400, "invalid-field");
    }

    @Test
    void each_party_prints_its_own_labels_in_each_form() throws Exception {
        String shipper =
                BAG.replace("BAG", "SHIPPER").replace("A999926000001-S1128V00", "DRY-00017");

        assertProblem(courier.print(SVG, BAG), 403, "not-entitled");
        assertProblem(collection.print(SVG, shipper), 403, "not-entitled");
        assertProblem(courier.signedOut().print(SVG, shipper), 401, "unauthenticated");
        HttpResponse<String> zpl = courier.print("application/vnd.zebra.zpl", shipper);
        assertThat(zpl.statusCode()).as(zpl.body()).isEqualTo(201);
        assertThat(zpl.body()).startsWith("^XA").contains("^FDDRY-00017^FS", "^PQ2");
        assertThat(courier.print("application/pdf", shipper).body()).startsWith("%PDF-");
        assertThat(courier.print("text/html", shipper).statusCode()).isEqualTo(406);
    }

    @Test
    void what_another_system_printed_is_stated_by_the_same_rule() throws Exception {
        String event =
                """
                {"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","coi":"CHA999926000009","eventTime":"2026-11-20T10:15:30Z","offsetMinutes":60,
                "device":"printer-3","scans":[],"fact":{"type":"LabelPrinted","label":"BAG","subject":"A999926000009-S1128V00","copies":1,
                "content":"%s"%s}}\
                """;
        String hash = "a".repeat(64);

        assertProblem(
                collection.postJson("/api/events", event.formatted(hash, "")),
                400,
                "invalid-field");
        assertThat(
                        collection
                                .postJson(
                                        "/api/events",
                                        event.formatted(hash, ",\"reprint\":\"LOST\""))
                                .statusCode())
                .isEqualTo(201);
    }

    private int records() {
        return log.records(COLLECTION_TOPIC).size();
    }

    private static String reprint(String body, String members) {
        return body.replaceFirst("\"copies\"", "\"reprint\":{" + members + "},\"copies\"");
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + problem);
    }
}
