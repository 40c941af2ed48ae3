package io.unbroken.benchmarks.baseline;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/// One event as one document, as a service without histories would keep it.
@Document("events")
@SuppressWarnings("ArrayRecordComponent") // Written and forgotten.
record EventDocument(
        @Id String id,
        String coi,
        String type,
        String party,
        String by,
        Instant eventTime,
        Instant recordTime,
        String topic,
        int partition,
        long offset,
        byte[] value) {}
