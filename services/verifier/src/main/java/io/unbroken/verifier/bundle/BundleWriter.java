package io.unbroken.verifier.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Writes a bundle line by line. The same lines give the same bytes.
public final class BundleWriter {

    private final OutputStream out;
    private final MessageDigest digest = Digests.sha256();
    private final LineOrder order = new LineOrder();

    public BundleWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes one line.
    ///
    /// @throws IllegalArgumentException if it may not come after the one before
    public void write(Line line) throws IOException {
        order.next(line);
        byte[] bytes = LineCodec.bytes(line);
        digest.update(bytes);
        digest.update((byte) '\n');
        out.write(bytes);
        out.write('\n');
    }

    /// Writes the digest, which ends the bundle, and returns it. The stream stays open.
    public String finish() throws IOException {
        order.end();
        byte[] hash = digest.digest();
        out.write(Digests.line(hash));
        out.write('\n');
        out.flush();
        return HexFormat.of().formatHex(hash);
    }
}
