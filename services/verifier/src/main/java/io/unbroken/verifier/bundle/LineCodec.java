package io.unbroken.verifier.bundle;

import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.verifier.bundle.Line.Checkpoint;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Entry;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.bundle.Line.TreeHead;
import io.unbroken.verifier.bundle.Line.WriterSchema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines and their bytes, without newlines. Each line has one form only.
final class LineCodec {

    private static final byte[] HISTORY = "{\"history\":".getBytes(StandardCharsets.US_ASCII);

    private LineCodec() {}

    static byte[] bytes(Line line) {
        return switch (line) {
            case Header header -> object("header", CanonicalJson.bytes(header));
            case Checkpoint checkpoint -> object("checkpoint", CanonicalJson.bytes(checkpoint));
            case Consistency proof -> object("consistency", CanonicalJson.bytes(proof));
            case Entry entry -> object("entry", CanonicalJson.bytes(entry));
            case WriterSchema schema -> object("schema", CanonicalJson.bytes(schema));
            case StoredRecord record -> object("record", CanonicalJson.bytes(record));
            case DerivedHistory history -> object("history", history.canonical());
        };
    }

    /// Whether the bytes can only be a history's line, of which the content is compared and never parsed.
    static boolean isHistory(byte[] bytes) {
        return bytes.length > HISTORY.length
                && Arrays.equals(bytes, 0, HISTORY.length, HISTORY, 0, HISTORY.length);
    }

    /// Reads what [#bytes] wrote, and nothing else.
    ///
    /// @throws IllegalArgumentException if the bytes are another
    static Line parse(byte[] bytes) {
        if (isHistory(bytes)) {
            if (bytes[bytes.length - 1] != '}') {
                throw new IllegalArgumentException("expected a closing brace after the history");
            }
            return new DerivedHistory(Arrays.copyOfRange(bytes, HISTORY.length, bytes.length - 1));
        }
        Line line = line(Fields.parse(bytes));
        if (!Arrays.equals(bytes(line), bytes)) {
            throw new IllegalArgumentException("expected the line in its canonical form");
        }
        return line;
    }

    private static Line line(Fields outer) {
        String kind = outer.members().keySet().stream().findFirst().orElse("");
        Fields fields = outer.object(kind);
        return switch (kind) {
            case "header" ->
                    new Header(
                            fields.text("coi"),
                            fields.text("format"),
                            fields.text("origin"),
                            fields.smallNumber("records"),
                            fields.smallNumber("rules"),
                            fields.number("size"));
            case "checkpoint" -> new Checkpoint(fields.text("note"));
            case "consistency" ->
                    new Consistency(
                            fields.number("from"), fields.texts("proof"), fields.text("root"));
            case "entry" ->
                    new Entry(
                            fields.objects("heads", LineCodec::head),
                            fields.number("index"),
                            fields.texts("proof"));
            case "schema" -> new WriterSchema(fields.smallNumber("id"), fields.text("schema"));
            case "record" -> record(fields);
            default -> throw new IllegalArgumentException("expected a line of a known kind");
        };
    }

    private static TreeHead head(Fields fields) {
        return new TreeHead(fields.text("root"), fields.number("size"), fields.text("tree"));
    }

    private static StoredRecord record(Fields fields) {
        return new StoredRecord(
                fields.objects(
                        "headers",
                        each -> new StoredHeader(each.text("name"), each.optionalText("value"))),
                fields.optionalText("key"),
                fields.number("offset"),
                fields.smallNumber("partition"),
                fields.texts("proof"),
                fields.number("time"),
                fields.text("topic"),
                fields.optionalText("value"));
    }

    private static byte[] object(String kind, byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length + kind.length() + 5);
        bytes.writeBytes(("{\"" + kind + "\":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        bytes.write('}');
        return bytes.toByteArray();
    }
}
