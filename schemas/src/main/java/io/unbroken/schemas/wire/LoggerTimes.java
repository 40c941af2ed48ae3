package io.unbroken.schemas.wire;

import io.unbroken.custody.sensing.ClockCheck;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// The times of one block: by the logger's clock on the wire, corrected in the model.
record LoggerTimes(Optional<ClockCheck> clock) {

    Instant byLogger(Instant corrected) {
        return clock.map(check -> check.byLogger(corrected)).orElse(corrected);
    }

    Instant corrected(Instant byLogger) {
        return clock.map(check -> check.corrected(byLogger)).orElse(byLogger);
    }

    long millis(Instant corrected) {
        return byLogger(corrected).toEpochMilli();
    }

    Instant corrected(long millis) {
        return corrected(Instant.ofEpochMilli(millis));
    }

    /// The check as the contract has it.
    ///
    /// @param optional null, or the record
    @Nullable GenericRecord check(Schema optional) {
        if (clock.isEmpty()) {
            return null;
        }
        var record = new GenericData.Record(optional.getTypes().getLast());
        record.put("readAt", clock.get().readAt().toEpochMilli());
        record.put(
                "loggerClock", clock.get().loggerClock().map(Instant::toEpochMilli).orElse(null));
        return record;
    }

    /// The check that the contract has.
    static Optional<ClockCheck> check(@Nullable GenericRecord record) {
        if (record == null) {
            return Optional.empty();
        }
        return Optional.of(
                new ClockCheck(
                        Instant.ofEpochMilli((Long) record.get("readAt")),
                        Optional.ofNullable((Long) record.get("loggerClock"))
                                .map(Instant::ofEpochMilli)));
    }
}
