package io.unbroken.benchmarks.telemetry;

import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.wire.SentTelemetry;
import io.unbroken.schemas.wire.SentTelemetry.Sent;
import java.util.Arrays;

/// Decodes blocks and believes all of them: what those do who have no signatures.
final class UnsignedReadings {

    /// A zero byte and the schema's id in the registry.
    private static final int PREFIX = 5;

    private final SentTelemetry telemetry = new SentTelemetry();
    private final int newest = telemetry.newest();

    TelemetryBlock of(byte[] value) {
        byte[] content = Arrays.copyOfRange(value, PREFIX, value.length);
        if (telemetry.read(content, newest, 1).getFirst() instanceof Sent.Taken(var record)
                && record instanceof TelemetryBlock block) {
            return block;
        }
        throw new IllegalStateException("expected blocks of readings only");
    }
}
