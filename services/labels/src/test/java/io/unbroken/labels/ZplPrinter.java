package io.unbroken.labels;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;

/// A label printer that takes ZPL and gives the picture back: Zebrash, in a process of Node's. Its packages are installed by this module's build.
final class ZplPrinter implements AutoCloseable {

    private final Process node;
    private final BufferedReader pictures;
    private final Writer orders;

    ZplPrinter() {
        try {
            node =
                    new ProcessBuilder("node", "print.js")
                            .directory(Path.of("src/test/zpl").toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Node is needed to draw what label printers draw", e);
        }
        pictures = node.inputReader(StandardCharsets.US_ASCII);
        orders = node.outputWriter(StandardCharsets.UTF_8);
    }

    /// A dot of the printer is a dot of the picture.
    BufferedImage print(Label label) {
        try {
            orders.write(
                    "{\"zpl\":\"%s\",\"width\":%s,\"height\":%s}\n"
                            .formatted(quoted(label.zpl(1)), label.width(), label.height()));
            orders.flush();
            String picture = pictures.readLine();
            if (picture == null) {
                throw new IllegalStateException("The printer stopped at " + label.title());
            }
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        node.destroy();
    }

    /// ZPL has no characters but printable ones of ASCII and line ends.
    private static String quoted(String zpl) {
        return zpl.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
