package io.unbroken.benchmarks.connector;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.transforms.HoistField;

/// MongoDB's connector over the topic of readings from its beginning: one document a batch, one task. No signature is verified, nothing is
/// judged.
public final class ConnectorRun {

    static final String COLLECTION = "batches";

    /// As many in one poll as tracking reads; the connector makes one bulk of each poll.
    private static final String MOST_RECORDS = "1000";

    private static final String READ = "sink-record-read-total";

    /// Counted when the connector's bulk is answered.
    private static final String WRITTEN = "sink-record-send-total";

    private static final Duration LOOK = Duration.ofMillis(1);

    /// A slow machine needs a minute; then something is wrong.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Stand stand;

    public ConnectorRun(Stand stand) {
        this.stand = stand;
    }

    /// What a document holds.
    public enum Form {
        /// The batch's fields, as a converter of Avro gives them.
        FIELDS,
        /// The batch's bytes as they came: less work than this no connector can have, and nobody can ask for what is in them.
        BYTES
    }

    /// Stores all batches of the topic in an empty database, which goes afterwards.
    ///
    /// @param batches how many the topic has
    /// @return seconds from the first poll that gave records to the last bulk
    public double run(long batches, Form form) {
        String database = "bench-" + UUID.randomUUID();
        double seconds = into(database, batches, form);
        try (MongoClient client = stand.store()) {
            client.getDatabase(database).drop();
        }
        return seconds;
    }

    double into(String database, long batches, Form form) {
        String name = "bench-" + UUID.randomUUID();
        try (var worker = new ConnectWorker(stand.brokers())) {
            worker.start(name, settings(name, database, form));
            long began = await(worker, name, READ, 1);
            long ended = await(worker, name, WRITTEN, batches);
            count(database, batches);
            return (ended - began) / 1e9;
        }
    }

    private Map<String, String> settings(String name, String database, Form form) {
        var settings = new HashMap<String, String>();
        settings.put("name", name);
        settings.put("connector.class", "com.mongodb.kafka.connect.MongoSinkConnector");
        settings.put("tasks.max", "1");
        settings.put("topics", TopicCatalogue.TELEMETRY.name());
        settings.put("connection.uri", stand.addresses().mongodb());
        settings.put("database", database);
        settings.put("collection", COLLECTION);
        // Topic, partition and offset: a batch that is read twice makes no second document.
        settings.put(
                "document.id.strategy",
                "com.mongodb.kafka.connect.sink.processor.id.strategy.KafkaMetaDataStrategy");
        settings.put("bulk.write.ordered", "false");
        settings.put("consumer.override.auto.offset.reset", "earliest");
        settings.put("consumer.override.max.poll.records", MOST_RECORDS);
        switch (form) {
            case FIELDS -> settings.put("value.converter", BlockConverter.class.getName());
            case BYTES -> {
                settings.put("value.converter", ByteArrayConverter.class.getName());
                settings.put("transforms", "document");
                settings.put("transforms.document.type", HoistField.Value.class.getName());
                settings.put("transforms.document.field", "block");
            }
        }
        return settings;
    }

    /// @param counter of Connect, for the connector's only task
    /// @return when it had counted so many
    private static long await(ConnectWorker worker, String name, String counter, long count) {
        ObjectName task = task(name);
        long until = System.nanoTime() + LONGEST.toNanos();
        while (value(task, counter) < count) {
            worker.check(name);
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "expected %s of %,d in %s, found %,d"
                                .formatted(counter, count, LONGEST, value(task, counter)));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return System.nanoTime();
    }

    private static ObjectName task(String connector) {
        try {
            return new ObjectName(
                    "kafka.connect:type=sink-task-metrics,connector=" + connector + ",task=0");
        } catch (JMException impossible) {
            throw new IllegalArgumentException(connector, impossible);
        }
    }

    private static long value(ObjectName task, String counter) {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            return ((Number) server.getAttribute(task, counter)).longValue();
        } catch (InstanceNotFoundException notYet) {
            return 0;
        } catch (JMException unknown) {
            throw new IllegalStateException("expected to find " + counter, unknown);
        }
    }

    private void count(String database, long batches) {
        try (MongoClient client = stand.store()) {
            long stored = client.getDatabase(database).getCollection(COLLECTION).countDocuments();
            if (stored != batches) {
                throw new IllegalStateException(
                        "expected %,d documents in the store, found %,d"
                                .formatted(batches, stored));
            }
        }
    }
}
