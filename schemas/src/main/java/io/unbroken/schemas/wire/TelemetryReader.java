package io.unbroken.schemas.wire;

import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;

/// Reads the records of the telemetry topic. Any registered party may send what a logger gave. Safe for all threads.
public final class TelemetryReader {

    private final RecordOpener opener;

    /// One that reads records once.
    public TelemetryReader(WriterSchemas schemas) {
        this(schemas, GoodSignatures.none());
    }

    /// One that may read records again.
    ///
    /// @param signatures the good ones so far
    public TelemetryReader(WriterSchemas schemas, GoodSignatures signatures) {
        this.opener = new RecordOpener(TopicCatalogue.TELEMETRY, schemas, signatures);
    }

    /// What the logger gave and who sent it, or why that cannot be known.
    ///
    /// @param keys all that the root said of keys
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public TelemetryResult read(LogRecord record, KeyRing keys) {
        return switch (opener.open(record, keys::verifier)) {
            case Unreadable unreadable -> unreadable;
            case RecordOpener.Proved proved -> attribute(record, proved, keys);
        };
    }

    private static TelemetryResult attribute(
            LogRecord record, RecordOpener.Proved proved, KeyRing keys) {
        LoggerRecord content;
        try {
            content = TelemetryCodec.decode(proved.value());
        } catch (IllegalArgumentException e) {
            return Unreadable.invalid(e);
        }
        if (!content.id().value().equals(proved.id())) {
            return new Unreadable(
                    QuarantineReason.INVALID_VALUE, "the record's id is not that of ce_id");
        }
        if (!record.hasKey(content.logger().value())) {
            return new Unreadable(
                    QuarantineReason.WRONG_KEY,
                    "expected the logger id as Kafka key, found another");
        }
        KeyRegistration signer = keys.find(proved.key()).orElseThrow();
        return switch (KeyJudge.judge(keys, proved.key(), record.recordTime())) {
            case KeyJudge.Refused(var why) -> why;
            case KeyJudge.Counts(var standing) ->
                    new TelemetryResult.Authentic(
                            content,
                            proved.content(),
                            signer.party(),
                            signer.kind(),
                            proved.key(),
                            proved.position(),
                            proved.hash(),
                            standing);
        };
    }
}
