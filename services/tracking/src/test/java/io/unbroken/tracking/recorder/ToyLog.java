package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a test says in the language of [ToyWorld] and of [SimulatedLog], on one partition of events and one of readings.
final class ToyLog {

    static final String EVENTS = "events";

    private final ToyParties parties = new ToyParties();
    private final SimulatedLog log = new SimulatedLog(parties);

    SimulatedLog.Eyes eyes() {
        return log.new Eyes();
    }

    Model model() {
        return parties.model();
    }

    Map<LogPartition, List<LogRecord>> records() {
        return log.records();
    }

    List<LogRecord> events(String... texts) {
        return Stream.of(texts).map(text -> append(EVENTS, text)).toList();
    }

    List<LogRecord> readings(String... texts) {
        return Stream.of(texts).map(text -> append(World.TELEMETRY, text)).toList();
    }

    private LogRecord append(String topic, String text) {
        var line = new World.Line(topic, 0, text);
        log.create(line);
        log.append(line, ToyWorld.START);
        return log.records().getOrDefault(new LogPartition(topic, 0), List.of()).getLast();
    }

    static Sorted sorted(Collection<LogRecord> records, Authenticator authenticator) {
        return Sorted.of(records, authenticator, World.TELEMETRY);
    }
}
