package io.unbroken.simulator.driver;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the services acknowledged of one journey.
///
/// A sample counts if it was acknowledged and its time lies in a stay of its logger with the cells: from packing to
/// unpacking of the shipper, or from storing to retrieving, both ends included. It counts once, however often it was sent;
/// two temperatures for one time are two samples. This is said of the messages alone, without the model's own code, so
/// that the two can disagree.
final class JourneyLedger {

    private final Set<String> events = new HashSet<>();
    private final Map<LoggerId, Set<Sample>> samples = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final List<Stay> stays = new ArrayList<>();

    private record Open(Instant from, List<LoggerId> loggers) {}

    private record Stay(LoggerId logger, Interval interval) {}

    void event(String id) {
        events.add(id);
    }

    void event(Event event) {
        if (!events.add(event.id().value())) {
            return;
        }
        Instant time = event.eventTime();
        switch (event.fact()) {
            case Packed packed ->
                    open.put(packed.shipper().value(), new Open(time, packed.loggers()));
            case Stored stored ->
                    open.put(stored.store().value(), new Open(time, stored.loggers()));
            case Unpacked unpacked -> close(unpacked.shipper().value(), time);
            case Retrieved retrieved -> close(retrieved.store().value(), time);
            default -> {
                // Other facts tie no logger to the cells.
            }
        }
    }

    void samples(LoggerId logger, List<Sample> some) {
        samples.computeIfAbsent(logger, _ -> new HashSet<>()).addAll(some);
    }

    private void close(String carrier, Instant until) {
        Open stay = open.remove(carrier);
        if (stay != null) {
            stay.loggers.forEach(l -> stays.add(new Stay(l, new Interval(stay.from, until))));
        }
    }

    /// The ids of all events that were acknowledged.
    Set<String> events() {
        return Set.copyOf(events);
    }

    /// How many of the acknowledged samples count.
    int samples() {
        long count = 0;
        for (Stay stay : stays) {
            count +=
                    samples.getOrDefault(stay.logger, Set.of()).stream()
                            .filter(sample -> stay.interval.contains(sample.time()))
                            .count();
        }
        return Math.toIntExact(count);
    }
}
