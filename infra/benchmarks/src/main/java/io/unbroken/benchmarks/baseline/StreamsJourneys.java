package io.unbroken.benchmarks.baseline;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.schemas.wire.StatusWriter;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.recorder.Model;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// What the recorder does with events, as a processor of Kafka Streams: the union of what came, the history derived anew by the same
/// model, the state replaced, the status published. Claims of identifiers by several chains are left out: a processor
/// sees one key.
final class StreamsJourneys implements Processor<byte[], byte[], byte[], byte[]> {

    static final String STORE = "journeys";

    private final Model model = new HistoryModel();
    private final Authenticator authenticator;
    private final StatusWriter statuses;
    private final Runnable processed;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<byte[], byte[]> store;

    /// @param processed is told of each record
    StreamsJourneys(Authenticator events, StatusWriter statuses, Runnable processed) {
        this.authenticator = new RememberingAuthenticator(events);
        this.statuses = statuses;
        this.processed = processed;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        store = given.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var given = java.util.Objects.requireNonNull(context);
        var journeys = java.util.Objects.requireNonNull(store);
        LogRecord arrived = read(record, given.recordMetadata().orElseThrow());
        byte[] before = journeys.get(record.key());
        StoredJourney present = before == null ? StoredJourney.NONE : StoredJourney.of(before);
        Map<String, LogRecord> union = new LinkedHashMap<>();
        present.inbox().forEach(each -> union.put(said(each).event().id().value(), each));
        if (union.putIfAbsent(said(arrived).event().id().value(), arrived) == null) {
            List<SignedEvent> events = union.values().stream().map(this::said).toList();
            var derived = derive(new CoiId(text(record.key())), events);
            journeys.put(
                    record.key(),
                    new StoredJourney(List.copyOf(union.values()), derived.history()).bytes());
            ProducerRecord<byte[], byte[]> status =
                    statuses.write(
                            derived.status()
                                    .of(union.size(), Instant.ofEpochMilli(record.timestamp())));
            given.forward(new Record<>(record.key(), status.value(), record.timestamp()));
        }
        processed.run();
    }

    private Model.Derived derive(CoiId coi, List<SignedEvent> events) {
        model.aliases(events);
        model.legs(events, SyntheticProfiles.all());
        return model.derive(
                coi,
                events,
                SyntheticProfiles.all(),
                new LoggerData(Map.of(), List.of(), List.of()),
                Map.of());
    }

    private SignedEvent said(LogRecord record) {
        return switch (authenticator.event(record)) {
            case Authentic(var event) -> event;
            case Authenticator.Unreadable(var reason, _, _) ->
                    throw new IllegalStateException("expected good records only, found " + reason);
        };
    }

    private static LogRecord read(Record<byte[], byte[]> record, RecordMetadata place) {
        return new LogRecord(
                new LogPosition(new LogPartition(place.topic(), place.partition()), place.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.of(Bytes.of(record.key())),
                Optional.of(Bytes.of(record.value())),
                Arrays.stream(record.headers().toArray())
                        .map(each ->
                                new LogHeader(
                                        each.key(),
                                        Optional.ofNullable(each.value()).map(Bytes::of)))
                        .toList());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
