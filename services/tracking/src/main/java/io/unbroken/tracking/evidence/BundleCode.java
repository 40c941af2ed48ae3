package io.unbroken.tracking.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.graphics.Color;
import uk.org.okapibarcode.output.SvgRenderer;

/// The QR code of a bundle's hash: `unbroken:evidence:sha256:` and 64 hexadecimal digits.
final class BundleCode {

    static final String PREFIX = "unbroken:evidence:sha256:";

    private static final double SCALE = 2.5;

    private BundleCode() {}

    static String svg(String digest) {
        var code = new QrCode();
        code.setPreferredEccLevel(QrCode.EccLevel.M);
        code.setQuietZoneHorizontal(4);
        code.setQuietZoneVertical(4);
        code.setContent(PREFIX + digest);
        var out = new ByteArrayOutputStream();
        try {
            new SvgRenderer(out, SCALE, Color.WHITE, Color.BLACK, false).render(code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
