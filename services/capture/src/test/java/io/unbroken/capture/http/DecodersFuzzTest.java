package io.unbroken.capture.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// JSON is read as what it says, or refused by the name of a field; nothing else comes of it, and the same bytes always give the same.
class DecodersFuzzTest {

    private static final StrictJson JSON = new StrictJson();
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Intake INTAKE = TelemetryBatchTest.intake(NOW);
    private static final BatchReader READER = TelemetryBatchTest.reader(NOW);
    private static final LoggerId LOGGER = new LoggerId("LG-1");
    private static final int LIMIT = 100_000;

    @FuzzTest
    void event(byte[] data) {
        same(data, EventRequest.class);
    }

    @FuzzTest
    void block(byte[] data) {
        same(data, BlockRequest.class);
        if (read(data, BlockRequest.class) instanceof BlockRequest block) {
            try {
                INTAKE.record(LOGGER, block);
            } catch (BadInput _) {
                // A rule of the model, as it should be.
            }
        }
    }

    @FuzzTest
    void batch(byte[] data) {
        same(() -> READER.blocks(data));
    }

    @FuzzTest
    void avro(byte[] data) {
        same(() -> READER.values(data, READER.newest()));
    }

    @FuzzTest
    void packed(byte[] data) {
        same(() -> Body.unpacked(data, "gzip", LIMIT).length <= LIMIT);
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

    private static void same(Supplier<Object> reading) {
        if (!Objects.equals(outcome(reading), outcome(reading))) {
            throw new AssertionError("the same bytes gave something else");
        }
    }

    private static @Nullable Object outcome(Supplier<Object> reading) {
        try {
            return reading.get();
        } catch (BadInput refused) {
            return refused.getMessage();
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
