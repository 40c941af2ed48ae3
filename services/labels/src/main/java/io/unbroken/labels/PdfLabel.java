package io.unbroken.labels;

import io.unbroken.labels.Label.Frame;
import io.unbroken.labels.Label.Mark;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Words;
import io.unbroken.labels.Label.Words.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Writes a label as one page of PDF. All that is known of the PDF library is here.
final class PdfLabel {

    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;
    private static final float FRAME = 0.7f;

    private final Label label;
    private final PDPageContentStream page;
    private final PDFont normal;
    private final PDFont bold;

    private PdfLabel(Label label, PDPageContentStream page, PDFont normal, PDFont bold) {
        this.label = label;
        this.page = page;
        this.normal = normal;
        this.bold = bold;
    }

    static byte[] of(Label label) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle(label.title());
            document.getDocumentInformation().setProducer("Unbroken");
            var sheet = new PDPage(new PDRectangle(points(label.width()), points(label.height())));
            document.addPage(sheet);
            PDFont normal = font(document, Weight.NORMAL);
            PDFont bold = font(document, Weight.BOLD);
            try (var page = new PDPageContentStream(document, sheet)) {
                var drawing = new PdfLabel(label, page, normal, bold);
                for (Mark mark : label.marks()) {
                    drawing.draw(mark);
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw(Mark mark) throws IOException {
        switch (mark) {
            case Symbol symbol -> draw(symbol);
            case Words words -> draw(words);
            case Frame frame -> {
                page.setLineWidth(FRAME);
                rectangle(frame.x(), frame.y(), frame.width(), frame.height());
                page.stroke();
            }
        }
    }

    private void draw(Symbol symbol) throws IOException {
        for (Encoded.Bar bar : Encoded.of(symbol).bars()) {
            rectangle(symbol.x() + bar.x(), symbol.y() + bar.y(), bar.width(), bar.height());
        }
        page.fill();
    }

    private void draw(Words words) throws IOException {
        page.beginText();
        page.setFont(words.weight() == Weight.BOLD ? bold : normal, points(words.size()));
        page.newLineAtOffset(points(words.x()), points(label.height() - words.y()));
        page.showText(words.text());
        page.endText();
    }

    private void rectangle(double x, double y, double width, double height) throws IOException {
        page.addRect(points(x), points(label.height() - y - height), points(width), points(height));
    }

    private static PDFont font(PDDocument document, Weight weight) throws IOException {
        try (InputStream in = Face.open(weight)) {
            return PDType0Font.load(document, in, true);
        }
    }

    private static float points(double millimetres) {
        return (float) (millimetres * POINTS_PER_MILLIMETRE);
    }
}
