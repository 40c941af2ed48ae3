package io.unbroken.labels;

import io.unbroken.labels.Label.Words.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The letters of labels, DejaVu Sans: how wide a text is, and whether there are letters for it at all.
final class Face {

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final Face NORMAL = new Face("DejaVuSans.ttf");
    private static final Face BOLD = new Face("DejaVuSans-Bold.ttf");

    private final TrueTypeFont font;
    private final CmapLookup glyphs;

    private Face(String file) {
        try (InputStream in = open(file)) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            glyphs = font.getUnicodeCmapLookup();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static InputStream open(Weight weight) {
        return open(weight == Weight.BOLD ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf");
    }

    /// How wide a text is when its letters have the size 1.
    ///
    /// @throws IllegalArgumentException if it has a letter that the face has not
    static double width(String text, Weight weight) {
        return (weight == Weight.BOLD ? BOLD : NORMAL).width(text);
    }

    private double width(String text) {
        try {
            long width = 0;
            for (int letter : text.codePoints().toArray()) {
                int glyph = glyphs.getGlyphId(letter);
                if (glyph == 0) {
                    throw new IllegalArgumentException(
                            "label: expected letters that its face has, found another one");
                }
                width += font.getAdvanceWidth(glyph);
            }
            return (double) width / font.getUnitsPerEm();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(
                Face.class.getResourceAsStream(FONTS + file), "expected the font " + file);
    }
}
