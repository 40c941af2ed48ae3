package io.unbroken.benchmarks.data;

import io.unbroken.benchmarks.data.Story.Told;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.Party;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.schemas.wire.TelemetryWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;

/// Signs what the parties of the platform say and writes it to the log, many at a time.
public final class Scribe implements AutoCloseable {

    /// Batches of some size: nobody waits for a single record.
    private static final int LINGER_MILLIS = 20;

    private final Producer<byte[], byte[]> producer;
    private final Map<Party, EventWriter> writers = new EnumMap<>(Party.class);
    private final TelemetryWriter telemetry;
    private final Map<String, ChainPosition> chains = new HashMap<>();
    private final AtomicReference<Optional<Exception>> failure =
            new AtomicReference<>(Optional.empty());

    public Scribe(Stand stand) {
        producer = stand.producer(LINGER_MILLIS);
        for (Party party : Party.values()) {
            writers.put(
                    party,
                    new EventWriter(stand.registry(), key(stand, party), party.id(), party.kind()));
        }
        telemetry =
                new TelemetryWriter(
                        stand.registry(), key(stand, Party.POLARIS), Party.POLARIS.id());
    }

    public void say(Told told) {
        EventWriter writer = Objects.requireNonNull(writers.get(told.party()));
        String chain = told.party() + " " + told.event().coi();
        send(writer.write(told.event(), next(chain)), chain);
    }

    public void measure(TelemetryBlock block) {
        String chain = "telemetry " + block.logger();
        send(telemetry.write(block, next(chain), Instant.EPOCH), chain);
    }

    /// Waits until the broker has all of it.
    public void finish() {
        producer.flush();
        failure.get()
                .ifPresent(failed -> {
                    throw new IllegalStateException(
                            "expected the broker to take all records", failed);
                });
    }

    private ChainPosition next(String chain) {
        return chains.getOrDefault(chain, ChainPosition.first());
    }

    private void send(SealedRecord record, String chain) {
        chains.put(chain, record.next());
        var _ =
                producer.send(
                        record.record(),
                        (_, failed) -> {
                            if (failed != null) {
                                failure.set(Optional.of(failed));
                            }
                        });
    }

    private static SigningKey key(Stand stand, Party party) {
        return SigningKeyFile.load(stand.secrets().privateKey(party));
    }

    @Override
    public void close() {
        producer.close();
    }
}
