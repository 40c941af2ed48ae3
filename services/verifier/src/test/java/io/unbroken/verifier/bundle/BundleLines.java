package io.unbroken.verifier.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes bundles apart and puts them together again, in any order, with a digest that fits: as a forger would.
public final class BundleLines {

    private BundleLines() {}

    /// The lines of a bundle without its digest.
    public static List<Line> read(byte[] bundle) {
        var reader = new BundleReader(new ByteArrayInputStream(bundle));
        List<Line> lines = new ArrayList<>();
        try {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /// The same lines, where the header says how many records there are.
    public static List<Line> counted(List<Line> lines) {
        var header = (Line.Header) lines.getFirst();
        int records = (int) lines.stream().filter(Line.StoredRecord.class::isInstance).count();
        List<Line> counted = new ArrayList<>(lines);
        counted.set(
                0,
                new Line.Header(
                        header.coi(),
                        header.format(),
                        header.origin(),
                        records,
                        header.rules(),
                        header.size()));
        return counted;
    }

    /// A bundle of these lines, whatever their order.
    public static byte[] write(List<Line> lines) {
        return digested(lines.stream().map(LineCodec::bytes).toList());
    }

    /// The lines of a bundle as bytes, the digest's with them.
    public static List<byte[]> split(byte[] bundle) {
        List<byte[]> lines = new ArrayList<>();
        var line = new ByteArrayOutputStream();
        for (byte each : bundle) {
            if (each == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(each);
            }
        }
        return lines;
    }

    /// A bundle of these bytes with a digest of its own.
    public static byte[] digested(List<byte[]> lines) {
        MessageDigest digest = Digests.sha256();
        byte[] all = joined(lines);
        digest.update(all);
        var out = new ByteArrayOutputStream();
        out.writeBytes(all);
        out.writeBytes(Digests.line(digest.digest()));
        out.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /// The lines, each with a newline.
    public static byte[] joined(List<byte[]> lines) {
        var out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return out.toByteArray();
    }
}
