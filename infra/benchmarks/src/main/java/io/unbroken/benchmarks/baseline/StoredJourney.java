package io.unbroken.benchmarks.baseline;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A journey as the state of Kafka Streams: the records with all that they need to be read again, and the history.
record StoredJourney(List<LogRecord> inbox, Bytes history) {

    static final StoredJourney NONE = new StoredJourney(List.of(), Bytes.of(new byte[0]));

    static StoredJourney of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var inbox = new ArrayList<LogRecord>();
            for (int i = in.readInt(); i > 0; i--) {
                inbox.add(record(in));
            }
            return new StoredJourney(inbox, bytes(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(inbox.size());
            for (LogRecord record : inbox) {
                write(out, record);
            }
            write(out, history);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static LogRecord record(DataInputStream in) throws IOException {
        var position = new LogPosition(new LogPartition(in.readUTF(), in.readInt()), in.readLong());
        Instant time = Instant.ofEpochMilli(in.readLong());
        Bytes key = bytes(in);
        Bytes value = bytes(in);
        var headers = new ArrayList<LogHeader>();
        for (int i = in.readInt(); i > 0; i--) {
            headers.add(new LogHeader(in.readUTF(), Optional.of(bytes(in))));
        }
        return new LogRecord(position, time, Optional.of(key), Optional.of(value), headers);
    }

    private static void write(DataOutputStream out, LogRecord record) throws IOException {
        out.writeUTF(record.position().partition().topic());
        out.writeInt(record.position().partition().partition());
        out.writeLong(record.position().offset());
        out.writeLong(record.recordTime().toEpochMilli());
        write(out, record.key().orElseThrow());
        write(out, record.value().orElseThrow());
        out.writeInt(record.headers().size());
        for (LogHeader header : record.headers()) {
            out.writeUTF(header.name());
            write(out, header.value().orElseThrow());
        }
    }

    private static Bytes bytes(DataInputStream in) throws IOException {
        return Bytes.of(in.readNBytes(in.readInt()));
    }

    private static void write(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.size());
        out.write(bytes.array());
    }
}
