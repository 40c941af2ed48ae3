package io.unbroken.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BarcodeFormat;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.scanning.Decoded;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Symbol.Kind;
import io.unbroken.labels.LabelContent.Bag;
import io.unbroken.labels.LabelContent.Bearer;
import io.unbroken.labels.LabelContent.Cassette;
import io.unbroken.labels.LabelContent.Expiry;
import io.unbroken.labels.LabelContent.Handoff;
import io.unbroken.labels.LabelContent.Printing;
import io.unbroken.labels.LabelContent.Shipper;
import io.unbroken.labels.LabelContent.Statement;
import io.unbroken.labels.LabelContent.Storage;
import io.unbroken.labels.LabelContent.Unit;
import io.unbroken.labels.LabelContent.Wristband;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LabelsTest {

    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final MaterialId COLLECTED = new MaterialId("A999926000001-S1128V00");
    private static final MaterialId DOSE = new MaterialId("LOT-2026-00001/1");
    private static final PatientToken PATIENT = new PatientToken("PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final Expiry EXPIRY = new Expiry(Instant.parse("2026-12-31T22:59:00Z"), 60);

    private static final Bag COLLECTED_BAG = new Bag(unit(COLLECTED));
    private static final Cassette CASSETTE = new Cassette(unit(DOSE));
    private static final Shipper GS1_SHIPPER =
            new Shipper(
                    new ShipperId("00614141123452DRY17"),
                    Optional.empty(),
                    Optional.of(Storage.REFRIGERATED));
    private static ZplPrinter zpl;

    private static final Wristband WRISTBAND =
            new Wristband(
                    COI,
                    PATIENT,
                    Optional.of(new Bearer("Łukasz D'Ambrosio-Müller", LocalDate.of(1973, 4, 12))));

    /// The labels that the tests print.
    static List<LabelContent> examples() {
        return List.of(
                COLLECTED_BAG,
                new Bag(unit(DOSE)),
                new Bag(unit(new MaterialId("W".repeat(48)))),
                CASSETTE,
                new Cassette(unit(new MaterialId("A".repeat(48)))),
                new Shipper(
                        new ShipperId("DRY-00017"),
                        Optional.of(new PlaceId("CHZRH-CARGO")),
                        Optional.of(Storage.VAPOUR_PHASE)),
                new Shipper(
                        new ShipperId("W".repeat(30)),
                        Optional.of(new PlaceId("W".repeat(30))),
                        Optional.of(Storage.ROOM_TEMPERATURE)),
                GS1_SHIPPER,
                WRISTBAND,
                new Wristband(COI, PATIENT, Optional.empty()),
                new Wristband(
                        COI,
                        PATIENT,
                        Optional.of(new Bearer("W".repeat(60), LocalDate.of(1973, 4, 12)))),
                handoff(1),
                handoff(8));
    }

    @BeforeAll
    static void switchOnPrinter() {
        zpl = new ZplPrinter();
    }

    @AfterAll
    static void switchOffPrinter() throws Exception {
        zpl.close();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_symbol_of_a_printed_label_is_read_again(LabelContent example) throws IOException {
        for (Printing printing : Printing.values()) {
            Label label = example.drawn(printing);
            for (BufferedImage picture :
                    List.of(Pictures.ofSvg(label.svg()), Pictures.ofPdf(label.pdf()))) {
                requireRead(label, picture);
                requireInPlace(label, picture);
            }
            // A printer chooses the size of a QR code, and where it stands to the dot.
            BufferedImage printed = zpl.print(label);
            keep(label, printed);
            requireRead(label, printed);
        }
    }

    private static void requireRead(Label label, BufferedImage picture) {
        List<String> squares = of(label, Kind.DATA_MATRIX);
        if (!squares.isEmpty()) {
            assertThat(Readers.dmtx(picture, squares.size()))
                    .containsExactlyInAnyOrderElementsOf(squares);
        }
        List<String> others =
                label.symbols().stream()
                        .filter(symbol -> symbol.kind() != Kind.DATA_MATRIX)
                        .map(LabelsTest::said)
                        .toList();
        if (!others.isEmpty()) {
            assertThat(Readers.zbar(picture)).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    private static void requireInPlace(Label label, BufferedImage picture) {
        for (Symbol symbol : label.symbols()) {
            assertThat(Readers.zxing(picture, format(symbol.kind()), area(symbol)))
                    .as("%s", symbol)
                    .isEqualTo(said(symbol));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_the_symbols_say_is_read_as_what_was_printed(LabelContent example) {
        Label label = example.drawn(Printing.FIRST);
        for (Symbol each : label.symbols()) {
            Decoded decoded = Scans.read(new Scan(symbology(each.kind()), said(each)));
            assertThat(decoded).isNotInstanceOf(Decoded.Unreadable.class);
        }
        Decoded first =
                Scans.read(new Scan(Symbology.UNKNOWN, label.symbols().getFirst().content()));
        switch (example) {
            case Bag bag ->
                    assertThat(Scans.label(first))
                            .contains(new MaterialLabel(COI, bag.unit().material()));
            case Cassette cassette ->
                    assertThat(Scans.label(first))
                            .contains(new MaterialLabel(COI, cassette.unit().material()));
            case Wristband _ -> {
                assertThat(Scans.patient(first)).contains(PATIENT);
                assertThat(Scans.label(first)).isEmpty();
            }
            case Handoff _ -> assertThat(first).isInstanceOf(Decoded.OwnCode.class);
            case Shipper shipper ->
                    assertThat(label.symbols().getFirst().kind())
                            .isEqualTo(shipper.equals(GS1_SHIPPER) ? Kind.GS1_128 : Kind.CODE_128);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everything_stands_within_the_label_and_no_symbol_touches_another(LabelContent example) {
        Label label = example.drawn(Printing.REPRINT);
        BufferedImage picture = Pictures.ofSvg(label.svg());
        int margin = 6;
        // The last dot of a row or column is covered in part, for a millimetre is no whole number
        // of dots.
        int width = picture.getWidth() - 1;
        int height = picture.getHeight() - 1;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                boolean edge =
                        x < margin || y < margin || x >= width - margin || y >= height - margin;
                if (edge) {
                    assertThat(picture.getRGB(x, y) & 0xffffff)
                            .as("%d %d", x, y)
                            .isEqualTo(0xffffff);
                }
            }
        }
        List<Symbol> symbols = label.symbols();
        for (int i = 0; i < symbols.size(); i++) {
            for (int j = i + 1; j < symbols.size(); j++) {
                assertThat(apart(area(symbols.get(i)), area(symbols.get(j))))
                        .as("%s %s", symbols.get(i), symbols.get(j))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_patient_s_name_stands_on_a_wristband_for_people_and_in_no_symbol(LabelContent example) {
        Label label = example.drawn(Printing.FIRST);
        for (Symbol symbol : label.symbols()) {
            assertThat(symbol.content()).doesNotContain("Ambrosio", "1973", "Łukasz");
        }
        assertThat(label.svg().contains("Ambrosio")).isEqualTo(example.equals(WRISTBAND));
        assertThat(label.title()).doesNotContain("Ambrosio");
        assertThat(example.toString()).doesNotContain("Ambrosio", "1973");
        if (!(example instanceof Wristband)) {
            assertThat(label.svg() + label.zpl(1)).doesNotContain(PATIENT.value());
        }
    }

    @Test
    void a_reprint_says_so() {
        assertThat(CASSETTE.drawn(Printing.REPRINT).svg()).contains(">REPRINT<");
        assertThat(CASSETTE.drawn(Printing.FIRST).svg()).doesNotContain("REPRINT");
    }

    @Test
    void zpl_has_the_printer_draw_the_same_symbols() {
        String bag = COLLECTED_BAG.drawn(Printing.FIRST).zpl(2);

        assertThat(bag)
                .startsWith("^XA\n^CI28\n^PW1181\n^LL709\n")
                .endsWith("^PQ2\n^XZ\n")
                .contains(
                        "^BXN,6,200^FH^FD=+04000=A99992600000168=<S1128V00&>0263652359&/CHA999926000001^FS")
                .contains("^BY3^BCN,118,N,N,N,A^FH^FD=A99992600000168^FS")
                .contains("^FDExpires 31 DEC 2026 23:59 +01:00 (31 DEC 22:59 UTC)^FS")
                .contains("Store at -150 _C2_B0C or colder");
        assertThat(GS1_SHIPPER.drawn(Printing.FIRST).zpl(1))
                .contains("^BCN,189,N,N,N,D^FH^FD(8003)00614141123452DRY17^FS");
        assertThat(handoff(1).drawn(Printing.FIRST).zpl(1))
                .contains(
                        "^BQN,2,6^FH^FDQA,UH1/1/1|0f8fad5b|0f8fad5b-d9cb-469f-a165-70867728950e|");
        assertThat(WRISTBAND.drawn(Printing.FIRST).zpl(1))
                .contains("_C5_81ukasz D'Ambrosio-M_C3_BCller");
    }

    @Test
    void no_text_becomes_a_command_a_tag_or_a_second_line() {
        var bearer = new Bearer("^XZ~JA_\\<script>&\"", LocalDate.of(1973, 4, 12));
        Label label = new Wristband(COI, PATIENT, Optional.of(bearer)).drawn(Printing.FIRST);

        assertThat(label.zpl(1)).contains("_5EXZ_7EJA_5F_5C<script>&\"").doesNotContain("^XZ~");
        assertThat(label.svg()).contains("^XZ~JA_\\&lt;script&gt;&amp;&quot;");
        assertThat(label.pdf()).isNotEmpty();
        var elsewhere = new Bearer("王小明", LocalDate.of(1973, 4, 12));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Wristband(COI, PATIENT, Optional.of(elsewhere)).drawn(Printing.FIRST))
                .withMessageContaining("letters that its face has");
        var lines = new Bearer("Anna\nMeier", LocalDate.of(1973, 4, 12));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Wristband(COI, PATIENT, Optional.of(lines)).drawn(Printing.FIRST));
    }

    @Test
    void a_label_holds_what_it_has_room_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Unit(
                                COI,
                                DOSE,
                                Optional.empty(),
                                Optional.empty(),
                                Collections.nCopies(4, Statement.BIOHAZARD)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Wristband(
                                        COI,
                                        PATIENT,
                                        Optional.of(
                                                new Bearer(
                                                        "W".repeat(200),
                                                        LocalDate.of(1973, 4, 12))))
                                .drawn(Printing.FIRST))
                .withMessageContaining("found 200");
        assertThatIllegalArgumentException().isThrownBy(() -> handoff(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handoff(40).drawn(Printing.FIRST))
                .withMessageContaining("found 40");
    }

    private static Unit unit(MaterialId material) {
        return new Unit(
                COI,
                material,
                Optional.of(EXPIRY),
                Optional.of(Storage.VAPOUR_PHASE),
                List.of(
                        Statement.FOR_AUTOLOGOUS_USE_ONLY,
                        Statement.NOT_EVALUATED_FOR_INFECTIOUS_SUBSTANCES,
                        Statement.DO_NOT_USE_LEUKOCYTE_FILTER));
    }

    private static Handoff handoff(int units) {
        return new Handoff(
                new HandoffId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                COI,
                new PartyId("site-lindenhof"),
                new PartyId("courier-polaris"),
                new ShipperId("DRY-00017"),
                new SealNumber("SEAL-88213"),
                new PlaceId("SITE-LINDENHOF"),
                Collections.nCopies(units, DOSE));
    }

    private static List<String> of(Label label, Kind kind) {
        return label.symbols().stream()
                .filter(symbol -> symbol.kind() == kind)
                .map(LabelsTest::said)
                .toList();
    }

    /// What readers say: of GS1 without the brackets.
    private static String said(Symbol symbol) {
        return symbol.kind() == Kind.GS1_128
                ? symbol.content().replace("[", "").replace("]", "")
                : symbol.content();
    }

    private static Symbology symbology(Kind kind) {
        return switch (kind) {
            case DATA_MATRIX -> Symbology.DATA_MATRIX;
            case CODE_128 -> Symbology.CODE_128;
            case GS1_128 -> Symbology.GS1_128;
            case QR_CODE -> Symbology.QR_CODE;
        };
    }

    private static BarcodeFormat format(Kind kind) {
        return switch (kind) {
            case DATA_MATRIX -> BarcodeFormat.DATA_MATRIX;
            case CODE_128, GS1_128 -> BarcodeFormat.CODE_128;
            case QR_CODE -> BarcodeFormat.QR_CODE;
        };
    }

    private static Readers.Area area(Symbol symbol) {
        List<Encoded.Bar> bars = Encoded.of(symbol).bars();
        double right = bars.stream().mapToDouble(bar -> bar.x() + bar.width()).max().orElseThrow();
        double lower = bars.stream().mapToDouble(bar -> bar.y() + bar.height()).max().orElseThrow();
        return new Readers.Area(symbol.x(), symbol.y(), right, lower);
    }

    private static boolean apart(Readers.Area one, Readers.Area other) {
        double quiet = 1;
        return one.x() + one.width() + quiet < other.x()
                || other.x() + other.width() + quiet < one.x()
                || one.y() + one.height() + quiet < other.y()
                || other.y() + other.height() + quiet < one.y();
    }

    private static void keep(Label label, BufferedImage picture) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/labels"));
        String name =
                label.title().replace(' ', '-')
                        + "-"
                        + label.symbols().getFirst().content().hashCode();
        ImageIO.write(picture, "png", directory.resolve(name + ".png").toFile());
    }
}
