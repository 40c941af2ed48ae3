package io.unbroken.labels;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// Three readers that know nothing of each other: zbar, libdmtx, ZXing.
final class Readers {

    /// A reader that looks for longer than this finds nothing more.
    private static final int LONGEST_SECONDS = 60;

    private Readers() {}

    /// What zbar finds of Code 128 and QR codes anywhere in a picture.
    static List<String> zbar(BufferedImage picture) {
        return read(
                picture,
                "zbarimg",
                "--raw",
                "-q",
                "-Sdisable",
                "-Scode128.enable",
                "-Sqrcode.enable");
    }

    /// What libdmtx finds of Data Matrix symbols anywhere in a picture, until it has as many as asked for: it would go on searching.
    static List<String> dmtx(BufferedImage picture, int count) {
        return read(picture, "dmtxread", "-n", "-m", "8000", "-N", Integer.toString(count));
    }

    /// What ZXing finds in the part of a picture, given in millimetres at 300 dpi, with a quiet zone around it.
    static String zxing(BufferedImage picture, BarcodeFormat format, Area area) {
        int x = Math.max(0, dots(area.x() - 2));
        int y = Math.max(0, dots(area.y() - 2));
        int width = Math.min(picture.getWidth() - x, dots(area.width() + 4));
        int height = Math.min(picture.getHeight() - y, dots(area.height() + 4));
        BufferedImage part = picture.getSubimage(x, y, width, height);
        int[] pixels = part.getRGB(0, 0, width, height, null, 0, width);
        LuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        try {
            return new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(source)),
                            Map.of(
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(format),
                                    DecodeHintType.TRY_HARDER,
                                    true))
                    .getText();
        } catch (NotFoundException none) {
            return "";
        }
    }

    record Area(double x, double y, double width, double height) {}

    private static int dots(double millimetres) {
        return (int) Math.round(millimetres * Encoded.DOTS_PER_MILLIMETRE);
    }

    private static List<String> read(BufferedImage picture, String... command) {
        try {
            Path file = Files.createTempFile("label", ".png");
            try {
                ImageIO.write(picture, "png", file.toFile());
                return run(file, command);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> run(Path file, String... command) throws IOException {
        var whole = new java.util.ArrayList<>(List.of(command));
        whole.add(file.toString());
        Process process;
        try {
            process =
                    new ProcessBuilder(whole)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException absent) {
            throw new AssertionError(
                    "expected %s, found none: run infra/install-test-tools".formatted(command[0]),
                    absent);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return out.lines().toList();
    }
}
