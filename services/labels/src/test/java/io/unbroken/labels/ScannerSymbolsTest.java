package io.unbroken.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Symbol.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The symbols that the pages show to check a scanner with are files that this module has drawn. `-Dunbroken.draw=true` draws them anew.
class ScannerSymbolsTest {

    private static final Path SYMBOLS = Path.of("../capture/src/main/web/symbols");

    /// What the page expects to hear stands there.
    private static final Path EXPECTED = Path.of("../capture/src/main/web/scanner-test.ts");

    /// Of white around a symbol, as scanners ask for: ten modules.
    private static final int QUIET = 10;

    /// One of each kind that we print, with what scanners and keyboards get wrong.
    enum Example {
        CODE_128(Kind.CODE_128, BarcodeFormat.CODE_128, "=YZ-yz&/;'[", 6, 22),
        DATA_MATRIX(
                Kind.DATA_MATRIX,
                BarcodeFormat.DATA_MATRIX,
                "DM=YZyz<>&%/+-_:;'[]{}()@#*?!$,.|~",
                10,
                1),
        QR_CODE(Kind.QR_CODE, BarcodeFormat.QR_CODE, "QR=YZyz<>&%/+-_:;'[]{}()@#*?!$,.|~", 10, 1),
        GS1_128(
                Kind.GS1_128,
                BarcodeFormat.CODE_128,
                "[01]09501101530003[10]YZ-yz[21]12-34",
                6,
                22);

        private final Kind kind;
        private final BarcodeFormat format;
        private final String content;
        private final int module;
        private final double height;

        Example(Kind kind, BarcodeFormat format, String content, int module, double height) {
            this.kind = kind;
            this.format = format;
            this.content = content;
            this.module = module;
            this.height = height;
        }

        Path file() {
            return SYMBOLS.resolve(name().toLowerCase(Locale.ROOT) + ".svg");
        }

        Label label() {
            double quiet = QUIET * module / Encoded.DOTS_PER_MILLIMETRE;
            var symbol = new Symbol(kind, content, quiet, quiet, module, height);
            var bars = Encoded.of(symbol).bars();
            double width =
                    bars.stream().mapToDouble(bar -> bar.x() + bar.width()).max().orElseThrow();
            double high =
                    bars.stream().mapToDouble(bar -> bar.y() + bar.height()).max().orElseThrow();
            return new Label(name(), width + 2 * quiet, high + 2 * quiet, List.of(symbol));
        }

        /// As a scanner sends it: without the first FNC1, and GS for each other.
        String sent() {
            return kind == Kind.GS1_128 ? "010950110153000310YZ-yz\u001d2112-34" : content;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_page_shows_is_what_we_draw_and_says_what_the_page_expects(Example example)
            throws IOException {
        Label label = example.label();
        if (Boolean.getBoolean("unbroken.draw")) {
            Files.createDirectories(SYMBOLS);
            Files.writeString(example.file(), label.svg());
        }

        assertThat(example.file()).content().isEqualTo(label.svg());
        // ZXing keeps the separators to itself.
        BufferedImage picture = Pictures.ofSvg(label.svg());
        assertThat(
                        Readers.zxing(
                                picture,
                                example.format,
                                new Readers.Area(0, 0, label.width(), label.height())))
                .isEqualTo(example.sent().replace("\u001d", ""));
        String text = example.sent().replace("'", "\\'").replace("\u001d", "\\u001d");
        assertThat(EXPECTED).content().contains("'" + text + "'");
    }
}
