package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/// Passes every question on and remembers which records it was asked about.
final class AskedAuthenticator implements Authenticator {

    final List<LogPosition> asked = new ArrayList<>();
    private final Authenticator authenticator;

    AskedAuthenticator(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Outcome<SignedEvent> event(LogRecord record) {
        asked.add(record.position());
        return authenticator.event(record);
    }

    @Override
    public Outcome<SignedReadings> readings(LogRecord record) {
        asked.add(record.position());
        return authenticator.readings(record);
    }

    @Override
    public long revision() {
        return authenticator.revision();
    }

    @Override
    public long changes() {
        return authenticator.changes();
    }

    @Override
    public boolean ready() {
        return authenticator.ready();
    }

    @Override
    public KnownProfiles profiles() {
        return authenticator.profiles();
    }
}
