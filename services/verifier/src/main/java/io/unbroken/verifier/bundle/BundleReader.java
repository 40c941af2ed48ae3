package io.unbroken.verifier.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// Reads a bundle line by line, in the memory of its longest line. Refuses whatever [BundleWriter] would not have written:
/// another order, another form of the same values, bytes after the end, any changed bit.
public final class BundleReader {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final MessageDigest digest = Digests.sha256();
    private final LineOrder order = new LineOrder();
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int taken;
    private long line;
    private boolean ended;
    private byte[] found = new byte[0];

    public BundleReader(InputStream in) {
        this.in = in;
    }

    /// The number of the line that was read last, from 1.
    public long line() {
        return line;
    }

    /// The next line, or nothing after the digest was read and found right.
    ///
    /// @throws BundleException if the bundle is none, was cut off or changed
    /// @throws IOException if it cannot be read
    public Optional<Line> next() throws BundleException, IOException {
        if (ended) {
            return Optional.empty();
        }
        line++;
        if (line > Limits.MOST_LINES) {
            throw refused("expected at most %d lines".formatted(Limits.MOST_LINES));
        }
        byte[] bytes = readLine();
        try {
            if (Digests.isLine(bytes)) {
                end(bytes);
                return Optional.empty();
            }
            Line next = LineCodec.parse(bytes);
            order.next(next);
            digest.update(bytes);
            digest.update((byte) '\n');
            return Optional.of(next);
        } catch (IllegalArgumentException e) {
            throw refused(Objects.requireNonNullElse(e.getMessage(), "expected another line"));
        }
    }

    /// The digest of the bundle; it names it.
    ///
    /// @throws IllegalStateException before the end was read
    public String digest() {
        if (!ended) {
            throw new IllegalStateException("expected the digest to be asked for after the end");
        }
        return HexFormat.of().formatHex(found);
    }

    private void end(byte[] bytes) throws BundleException, IOException {
        order.end();
        found = digest.digest();
        if (!MessageDigest.isEqual(Digests.line(found), bytes)) {
            throw refused("the digest is not that of the lines before: the file was changed");
        }
        if (taken < filled || in.read() >= 0) {
            throw refused("expected nothing after the digest");
        }
        ended = true;
    }

    private byte[] readLine() throws BundleException, IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            if (taken == filled) {
                filled = in.read(buffer);
                taken = 0;
                if (filled < 0) {
                    filled = 0;
                    throw refused("the file ends in the middle: it was cut off");
                }
            }
            int end = taken;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            bytes.write(buffer, taken, end - taken);
            requireShort(bytes);
            boolean complete = end < filled;
            taken = complete ? end + 1 : end;
            if (complete) {
                return bytes.toByteArray();
            }
        }
    }

    private void requireShort(ByteArrayOutputStream bytes) throws BundleException {
        if (bytes.size() <= Limits.LONGEST_LINE) {
            return;
        }
        // Only where all else has been read may something so long follow.
        if (!order.historyMayFollow() || bytes.size() > Limits.LONGEST_HISTORY) {
            throw refused("expected a shorter line");
        }
    }

    private BundleException refused(String message) {
        return new BundleException(line, message);
    }
}
