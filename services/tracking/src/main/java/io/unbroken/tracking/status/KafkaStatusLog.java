package io.unbroken.tracking.status;

import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.schemas.wire.StatusWriter;
import io.unbroken.tracking.recorder.StatusLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Publishes statuses to `journey.status.v1`. Safe for all threads.
public final class KafkaStatusLog implements StatusLog {

    /// The producer gives up by itself before that.
    private static final long LONGEST_WAIT_SECONDS = 15;

    private final Producer<byte[], byte[]> producer;
    private final StatusWriter writer;

    public KafkaStatusLog(Producer<byte[], byte[]> producer, StatusWriter writer) {
        this.producer = producer;
        this.writer = writer;
    }

    @Override
    public void publish(Collection<JourneyStatus> statuses) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        statuses.forEach(status -> sent.add(producer.send(writer.write(status))));
        for (Future<RecordMetadata> each : sent) {
            await(each);
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new KafkaException("the brokers did not take a status", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing statuses", interrupted);
        }
    }
}
