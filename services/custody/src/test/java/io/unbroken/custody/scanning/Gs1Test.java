package io.unbroken.custody.scanning;

import static io.unbroken.custody.scanning.ApplicationIdentifier.BATCH;
import static io.unbroken.custody.scanning.ApplicationIdentifier.EXPIRES;
import static io.unbroken.custody.scanning.ApplicationIdentifier.GTIN;
import static io.unbroken.custody.scanning.ApplicationIdentifier.RECIPIENT;
import static io.unbroken.custody.scanning.ApplicationIdentifier.RETURNABLE_ASSET;
import static io.unbroken.custody.scanning.ApplicationIdentifier.SERIAL;
import static io.unbroken.custody.scanning.ApplicationIdentifier.SERVICE_RELATION;
import static io.unbroken.custody.scanning.ApplicationIdentifier.SSCC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.ElementString.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Gs1Test {

    private static final ElementString DEVICE =
            new ElementString(
                    List.of(
                            new Element(GTIN, "09506000134352"),
                            new Element(EXPIRES, "270228"),
                            new Element(BATCH, "AB/1"),
                            new Element(SERIAL, "S-42")));

    @Test
    void a_device_s_identifier_is_read_and_written_with_its_separators() {
        String scan = "010950600013435217270228" + "10AB/1\u001d21S-42";

        assertThat(DEVICE.scan()).isEqualTo(scan);
        assertThat(gs1(scan)).isEqualTo(DEVICE);
        assertThat(gs1("\u001d" + scan)).isEqualTo(DEVICE);
        assertThat(gs1(scan + "\u001d")).isEqualTo(DEVICE);
        assertThat(Scans.read(new Scan(Symbology.DATA_MATRIX, "]d2" + scan))).isEqualTo(DEVICE);
        assertThat(Scans.read(new Scan(Symbology.DATA_MATRIX, "\u001d" + scan))).isEqualTo(DEVICE);
        assertThat(DEVICE.deviceIdentifier()).contains("09506000134352");
        assertThat(DEVICE.value(SERIAL)).contains("S-42");
        assertThat(DEVICE.value(RECIPIENT)).isEmpty();
        assertThat(DEVICE.printed()).isEqualTo("(01)09506000134352(17)270228(10)AB/1(21)S-42");
    }

    @Test
    void shippers_loggers_places_and_people_have_their_keys() {
        for (String scan :
                List.of(
                        "00106141411234567897",
                        "4140614141123452",
                        "8003" + "00614141123452" + "DRY-17",
                        "8004" + "0614141LOGGER-9",
                        "8018" + "401234567890123450" + "\u001d" + "80192",
                        "70032702281530",
                        "4021234567890123456" + CheckDigit.of("1234567890123456"))) {
            assertThat(gs1(scan)).as(scan).isInstanceOf(ElementString.class);
            assertThat(((ElementString) gs1(scan)).scan()).isEqualTo(scan);
        }
    }

    @Test
    void what_contradicts_or_cannot_be_is_refused() {
        Map<String, Reason> all =
                Map.ofEntries(
                        Map.entry("00106141411234567890", Reason.CHECK),
                        Map.entry("0010614141123456789", Reason.LENGTH),
                        Map.entry("00X0614141123456789", Reason.LENGTH),
                        Map.entry("00X06141411234567897", Reason.FORM),
                        Map.entry("17270230", Reason.DATE),
                        Map.entry("17271301", Reason.DATE),
                        Map.entry("70032702282460", Reason.DATE),
                        Map.entry("10ABCDEFGHIJKLMNOPQRSTU", Reason.SEPARATOR_MISSING),
                        Map.entry("80181234567890123456752101", Reason.SEPARATOR_MISSING),
                        Map.entry("10", Reason.FORM),
                        Map.entry("10A B", Reason.FORM),
                        Map.entry("10A\u001d\u001d21B", Reason.APPLICATION_IDENTIFIER_UNKNOWN),
                        Map.entry("89X", Reason.APPLICATION_IDENTIFIER_UNKNOWN),
                        Map.entry("10A\u001d10B", Reason.CONTRADICTORY),
                        Map.entry("80192", Reason.CONTRADICTORY),
                        Map.entry("\u001d", Reason.LENGTH));
        all.forEach((scan, reason) ->
                assertThat(gs1(scan))
                        .as(scan)
                        .isInstanceOfSatisfying(
                                Unreadable.class,
                                found -> assertThat(found.reason()).isEqualTo(reason)));
        assertThat(gs1("10A\u001d10A")).isInstanceOf(ElementString.class);
        assertThat(gs1("17270200")).isInstanceOf(ElementString.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Element(GTIN, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ElementString(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> CheckDigit.of("12a"));
    }

    @Test
    void a_digital_link_is_read_and_written_as_the_same() {
        var device = new DigitalLink(DEVICE);
        String uri = "https://id.example.org/01/09506000134352/10/AB%2F1/21/S-42?17=270228";
        var read =
                new DigitalLink(
                        new ElementString(
                                List.of(
                                        new Element(GTIN, "09506000134352"),
                                        new Element(BATCH, "AB/1"),
                                        new Element(SERIAL, "S-42"),
                                        new Element(EXPIRES, "270228"))));

        assertThat(device.uri("https://id.example.org")).isEqualTo(uri);
        assertThat(scanned(uri)).isEqualTo(read);
        assertThat(scanned(uri + "&linkType=gs1:pip")).isEqualTo(read);
        assertThat(scanned("HTTPS://id.example.org/some/stem/01/09506000134352"))
                .isInstanceOf(DigitalLink.class);
        var shipper =
                new ElementString(List.of(new Element(RETURNABLE_ASSET, "00614141123452D+7")));
        assertThat(scanned(new DigitalLink(shipper).uri("https://id.example.org")))
                .isEqualTo(new DigitalLink(shipper));
        var band =
                new ElementString(
                        List.of(
                                new Element(RECIPIENT, "401234567890123450"),
                                new Element(SERVICE_RELATION, "2")));
        assertThat(new DigitalLink(band).uri("https://id.example.org"))
                .isEqualTo("https://id.example.org/8018/401234567890123450/8019/2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new DigitalLink(new ElementString(List.of(new Element(SERIAL, "1"))))
                                .uri("https://id.example.org"));
    }

    @Test
    void a_web_address_that_is_no_digital_link_is_refused() {
        for (String uri :
                List.of(
                        "https://id.example.org",
                        "https://id.example.org/",
                        "https://id.example.org/01",
                        "https://id.example.org/17/270228",
                        "https://id.example.org/gtin/09506000134352",
                        "https://id.example.org/01/09506000134353",
                        "https://id.example.org/01/9506000134352",
                        "https://id.example.org/01/09506000134352/21/1/10/2",
                        "https://id.example.org/01/09506000134352/21",
                        "https://id.example.org/01/09506000134352?17=270231",
                        "https://id.example.org/01/09506000134352?17",
                        "https://id.example.org/01/09506000134352/21/1?10=2",
                        "https://id.example.org/01/09506000134352?01=09506000134352",
                        "https://id.example.org/01/09506000134352?0001=1",
                        "https://id.example.org/01/0950600%013435%",
                        "https://id.example.org/01/09506000134352?10=%zz",
                        "https://id example.org/01/09506000134352")) {
            assertThat(scanned(uri)).as(uri).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void no_identifier_is_the_beginning_of_another() {
        for (ApplicationIdentifier one : ApplicationIdentifier.values()) {
            for (ApplicationIdentifier other : ApplicationIdentifier.values()) {
                assertThat(one != other && other.digits().startsWith(one.digits()))
                        .as("%s %s", one, other)
                        .isFalse();
            }
        }
    }

    @Test
    void a_shipper_is_named_by_its_asset_number_before_that_of_the_consignment() {
        var asset = new Element(RETURNABLE_ASSET, "04001234567891SN-17");
        var sent = new Element(SSCC, "340012345678901238");
        var item = new Element(GTIN, "09506000134352");
        var small = new Element(RETURNABLE_ASSET, "04001234567891sn-17");

        assertThat(shipper("]C1" + scan(asset))).contains(new ShipperId("04001234567891SN-17"));
        assertThat(shipper("]d2" + scan(sent, item, asset)))
                .contains(new ShipperId("04001234567891SN-17"));
        assertThat(shipper("]C1" + scan(sent))).contains(new ShipperId("340012345678901238"));
        assertThat(shipper("https://id.example.org/8003/04001234567891SN-17?17=270228"))
                .contains(new ShipperId("04001234567891SN-17"));
        assertThat(shipper("DRY-00017")).contains(new ShipperId("DRY-00017"));
        assertThat(shipper("https://id.example.org/01/09506000134352?8003=04001234567891SN-17"))
                .isEmpty();
        assertThat(shipper("]C1" + scan(item))).isEmpty();
        assertThat(shipper("]C1" + scan(small))).isEmpty();
        assertThat(shipper("]C1800304001234567896SN-17")).isEmpty();
        assertThat(shipper("=A99992600000100")).isEmpty();
    }

    private static Optional<ShipperId> shipper(String raw) {
        return Scans.shipper(Scans.read(Scans.received(raw)));
    }

    private static String scan(Element... elements) {
        return new ElementString(List.of(elements)).scan();
    }

    private static Decoded gs1(String text) {
        return Scans.read(new Scan(Symbology.GS1_128, text));
    }

    private static Decoded scanned(String text) {
        return Scans.read(new Scan(Symbology.QR_CODE, text));
    }
}
