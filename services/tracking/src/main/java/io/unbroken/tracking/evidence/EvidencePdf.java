package io.unbroken.tracking.evidence;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Sets a page on paper: PDF/A, accessible, with its fonts inside. All that is known of the library is here.
final class EvidencePdf {

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    static {
        // It would tell of each page that it sets.
        XRLog.setLoggingEnabled(false);
    }

    private EvidencePdf() {}

    /// The style sheet of the page.
    static String style() {
        try (InputStream in = resource("evidence.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(String xhtml, OutputStream out) throws IOException {
        var builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
        builder.usePdfUaAccessibility(true);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.useFont(
                () -> resource(FONTS + "DejaVuSans.ttf"), "DejaVu", NORMAL, FontStyle.NORMAL, true);
        builder.useFont(
                () -> resource(FONTS + "DejaVuSans-Bold.ttf"),
                "DejaVu",
                BOLD,
                FontStyle.NORMAL,
                true);
        builder.useFont(
                () -> resource(FONTS + "DejaVuSansMono.ttf"),
                "DejaVu Mono",
                NORMAL,
                FontStyle.NORMAL,
                true);
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.withProducer("Unbroken");
        builder.withHtmlContent(xhtml, null);
        builder.toStream(out);
        builder.run();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                EvidencePdf.class.getResourceAsStream(name), "expected the resource " + name);
    }
}
