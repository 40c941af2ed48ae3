package io.unbroken.tracking.authentication;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.EventResult;
import io.unbroken.schemas.wire.QuarantineReason;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.schemas.wire.TelemetryResult;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.KnownProfiles;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.KeptBlock;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Authenticates with the keys of the moment. Safe for all threads.
public final class LogAuthenticator implements Authenticator {

    private final RegisteredKeys keys;
    private final PublishedProfiles profiles;
    private final EventReader events;
    private final TelemetryReader telemetry;

    public LogAuthenticator(
            RegisteredKeys keys,
            PublishedProfiles profiles,
            EventReader events,
            TelemetryReader telemetry) {
        this.keys = keys;
        this.profiles = profiles;
        this.events = events;
        this.telemetry = telemetry;
    }

    @Override
    public Outcome<SignedEvent> event(LogRecord record) {
        return switch (events.read(wire(record), known().ring())) {
            case EventResult.Authentic authentic -> new Authentic<>(authentic.event());
            case io.unbroken.schemas.wire.Unreadable(var reason, var detail) ->
                    new Unreadable<>(reason.name(), detail, retriable(reason));
        };
    }

    @Override
    public Outcome<SignedReadings> readings(LogRecord record) {
        return switch (telemetry.read(wire(record), known().ring())) {
            case TelemetryResult.Authentic authentic ->
                    new Authentic<>(
                            new SignedReadings(
                                    authentic.record(),
                                    KeptBlock.statement(
                                            authentic.record().id().value(),
                                            authentic.content(),
                                            authentic.key()),
                                    authentic.standing()));
            case io.unbroken.schemas.wire.Unreadable(var reason, var detail) ->
                    new Unreadable<>(reason.name(), detail, retriable(reason));
        };
    }

    @Override
    public long revision() {
        return keys.state().revision();
    }

    @Override
    public long changes() {
        return keys.state().changes();
    }

    @Override
    public boolean ready() {
        return keys.complete() && profiles.complete();
    }

    @Override
    public KnownProfiles profiles() {
        return profiles.known();
    }

    /// Before all keys were read, an unknown key says nothing.
    private RegisteredKeys.State known() {
        RegisteredKeys.State state = keys.state();
        if (!state.complete()) {
            throw new IllegalStateException(
                    "expected all registered keys, found that the topic of keys is not read to its end yet");
        }
        return state;
    }

    /// A registration that comes later may make the key known, or entitle the party to act for another; a withdrawal takes back a
    /// retirement or revocation.
    private static boolean retriable(QuarantineReason reason) {
        return switch (reason) {
            case UNKNOWN_KEY, KEY_REVOKED, KEY_RETIRED, UNKNOWN_SCHEMA, NOT_ENTITLED -> true;
            case NOT_AVRO,
                    FOREIGN_SCHEMA,
                    UNDECODABLE,
                    INVALID_VALUE,
                    MISSING_HEADER,
                    BAD_SIGNATURE,
                    WRONG_KEY ->
                    false;
        };
    }

    @SuppressWarnings("NullAway") // Kafka's headers take absent values, but do not say so.
    private static io.unbroken.schemas.wire.LogRecord wire(LogRecord record) {
        var headers = new RecordHeaders();
        for (LogHeader header : record.headers()) {
            headers.add(
                    new RecordHeader(header.name(), header.value().map(Bytes::array).orElse(null)));
        }
        return new io.unbroken.schemas.wire.LogRecord(
                record.position().partition().topic(),
                record.recordTime(),
                record.key().map(Bytes::array).orElse(null),
                record.value().map(Bytes::array).orElse(null),
                headers);
    }
}
