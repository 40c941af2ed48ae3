package io.unbroken.capture.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// JSON is read as what it says, or refused by the name of a field; nothing else comes of it, and the same bytes always give the same.
class DecodersFuzzTest {

    private static final StrictJson JSON = new StrictJson();

    @FuzzTest
    void event(byte[] data) {
        same(data, EventRequest.class);
    }

    @FuzzTest
    void block(byte[] data) {
        same(data, LoggersController.BlockRequest.class);
        if (read(data, LoggersController.BlockRequest.class)
                instanceof LoggersController.BlockRequest block) {
            try {
                block.samples()
                        .forEach(sample -> LoggersController.celsius("celsius", sample.celsius()));
            } catch (BadInput _) {
                // Too cold or too hot, as it should be.
            }
        }
    }

    @FuzzTest
    void positions(byte[] data) {
        same(data, SealsController.Question.class);
    }

    private static void same(byte[] data, Class<?> type) {
        if (!Objects.equals(read(data, type), read(data, type))) {
            throw new AssertionError("the same bytes gave something else");
        }
    }

    private static @Nullable Object read(byte[] data, Class<?> type) {
        try {
            return JSON.read(data, type);
        } catch (BadInput refused) {
            return refused.getMessage();
        }
    }
}
