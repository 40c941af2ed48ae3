package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.tracking.log.LogRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/// Spares one thread to verify again what it has just verified: a journey is derived anew from all of its records with
/// each event. Remembers by the whole record, so that a record changed in the store is looked at afresh.
public final class RememberingAuthenticator implements Authenticator {

    /// The events of some 50 busy journeys, about 15 MB.
    private static final int MOST_EVENTS = 5_000;

    /// The blocks of some 20 loggers of one week, about 15 MB.
    private static final int MOST_BLOCKS = 3_000;

    private final Authenticator authenticator;
    private final Memory<SignedEvent> events = new Memory<>(MOST_EVENTS);
    private final Memory<SignedReadings> readings = new Memory<>(MOST_BLOCKS);
    private long revision;

    public RememberingAuthenticator(Authenticator authenticator) {
        this.authenticator = authenticator;
        this.revision = authenticator.revision();
    }

    @Override
    public Outcome<SignedEvent> event(LogRecord record) {
        forgetIfKeysChanged();
        return remembered(events, record, authenticator::event);
    }

    @Override
    public Outcome<SignedReadings> readings(LogRecord record) {
        forgetIfKeysChanged();
        return remembered(readings, record, authenticator::readings);
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

    private void forgetIfKeysChanged() {
        if (revision != authenticator.revision()) {
            revision = authenticator.revision();
            events.clear();
            readings.clear();
        }
    }

    private static <T> Outcome<T> remembered(
            Memory<T> memory,
            LogRecord record,
            java.util.function.Function<LogRecord, Outcome<T>> read) {
        Authentic<T> known = memory.get(record);
        if (known != null) {
            return known;
        }
        Outcome<T> outcome = read.apply(record);
        if (outcome instanceof Authentic<T> authentic) {
            memory.put(record, authentic);
        }
        return outcome;
    }

    private static final class Memory<T> extends LinkedHashMap<LogRecord, Authentic<T>> {

        private final int most;

        Memory(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<LogRecord, Authentic<T>> eldest) {
            return size() > most;
        }
    }
}
