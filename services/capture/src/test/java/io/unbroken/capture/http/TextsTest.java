package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Decoded;
import io.unbroken.custody.scanning.DigitalLink;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void what_somebody_wrote_into_an_element_string_is_a_text_without_its_identifiers() {
        Scan scan =
                scan(Symbology.GS1_128, "10MRN-4711\u001d91Jane\u001d21Berg", ElementString.class);

        assertThat(Texts.of(event(scan)))
                .containsOnlyKeys("scans[0].raw")
                .containsValue("MRN-4711\nJane\nBerg");
    }

    @Test
    void what_somebody_wrote_into_a_web_address_is_a_text_however_it_is_escaped() {
        Scan scan =
                scan(
                        Symbology.QR_CODE,
                        "https://id.example.org/01/09506000134352?note=%4Aane+Berg&91=%34711",
                        DigitalLink.class);

        assertThat(Texts.of(event(scan)).get("scans[0].raw"))
                .contains(scan.raw())
                .contains("note=Jane Berg&91=4711");
    }

    @Test
    void an_address_of_nothing_we_know_is_unescaped_too() {
        Scan scan =
                scan(
                        Symbology.QR_CODE,
                        "https://example.org/?q=%4Aane+Berg",
                        Decoded.Unreadable.class);

        assertThat(Texts.of(event(scan)).get("scans[0].raw")).contains("q=Jane Berg");
    }

    @Test
    void a_wristband_is_no_text() {
        Scan scan =
                scan(
                        Symbology.DATA_MATRIX,
                        "&#0128PTABCDEFGHIJKLMNOPQRSTUVWXYZ",
                        Structure.Patient.class);

        assertThat(Texts.of(event(scan))).isEmpty();
    }

    private static Scan scan(Symbology symbology, String raw, Class<? extends Decoded> kind) {
        var scan = new Scan(symbology, raw);
        assertThat(Scans.read(scan)).isInstanceOf(kind);
        return scan;
    }

    private static Event event(Scan scan) {
        return new Event(
                new EventId("0197b0f0-0000-7000-8000-000000000001"),
                CoiId.issue("A9999", 2026, 17),
                Instant.parse("2026-06-01T08:00:00Z"),
                0,
                new PersonId("collection"),
                new DeviceId("desk-1"),
                List.of(scan),
                new LabelsReconciled(4, 4, 0));
    }
}
