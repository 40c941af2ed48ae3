package io.unbroken.ledger.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A file has more bytes than anything of its kind: whatever it holds was not written by us. The disk itself has not failed.
public final class TooLong extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    public TooLong(Path file, int most) {
        super(new IOException("expected at most %d bytes in %s, found more".formatted(most, file)));
    }
}
