package io.unbroken.benchmarks.ingest;

import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.StatusWriter;
import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Recorder;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import io.unbroken.tracking.status.KafkaStatusLog;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;

/// Tracking's recorder with all that it has in the service, on one thread: it reads some topics from their beginning into an empty
/// store, and publishes statuses.
public final class Ingest {

    /// Statuses are sent at once, as the service does.
    private static final int NO_LINGER = 0;

    private final Stand stand;
    private final List<String> topics;

    public Ingest(Stand stand, List<String> topics) {
        this.stand = stand;
        this.topics = topics;
    }

    /// Records all, once.
    ///
    /// @param records that the topics have
    /// @return seconds from the first poll that gave records to the last progress
    public double run(Store store, Authenticator authenticator, long records) {
        return course(store, authenticator, records).seconds();
    }

    /// The same, with how far it was when.
    public Course course(Store store, Authenticator authenticator, long records) {
        return run(store, authenticator, new NobodyListens(), records);
    }

    /// The same, where somebody listens.
    ///
    /// @return how far it was when
    public Course run(Store store, Authenticator authenticator, Changes changes, long records) {
        var consumer = stand.consumer(Map.of("group.id", "bench-" + UUID.randomUUID()));
        try (var reader = new KafkaLogReader(consumer, topics);
                Producer<byte[], byte[]> producer = stand.producer(NO_LINGER)) {
            var recorder =
                    new Recorder(
                            reader,
                            store,
                            new RememberingAuthenticator(authenticator),
                            new HistoryModel(),
                            new KafkaStatusLog(producer, new StatusWriter(stand.registry())),
                            changes,
                            Clock.systemUTC(),
                            TopicCatalogue.TELEMETRY.name());
            return apply(recorder, records);
        }
    }

    private static Course apply(Recorder recorder, long records) {
        long applied = 0;
        long began = 0;
        var moments = new ArrayList<Course.Moment>();
        while (applied < records) {
            long now = System.nanoTime();
            switch (recorder.step()) {
                case Recorder.Step.Applied(int some) -> {
                    began = applied == 0 ? now : began;
                    applied += some;
                    moments.add(new Course.Moment(applied, (System.nanoTime() - began) / 1e9));
                }
                case Recorder.Step.Idle(), Recorder.Step.Displaced() -> {}
                case Recorder.Step.Failed failed -> throw failed.cause();
            }
        }
        return new Course(moments);
    }

    /// No record of a benchmark is bad; one that is must not make it faster.
    private static final class NobodyListens implements Changes {

        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {
            if (!quarantined.isEmpty()) {
                throw new IllegalStateException(
                        "expected good records only, found "
                                + quarantined.iterator().next().detail());
            }
        }
    }
}
