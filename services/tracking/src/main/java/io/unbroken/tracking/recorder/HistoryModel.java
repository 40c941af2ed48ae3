package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.Verdict;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.store.JourneySummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The least that can be derived: which statements there are and how many readings. The custody model's history takes its
/// place.
public final class HistoryModel implements Model {

    @Override
    public List<Leg> legs(Collection<SignedEvent> events) {
        var legs = new ArrayList<Leg>();
        for (SignedEvent event : events) {
            if (event.event().fact() instanceof Fact.Packed packed) {
                packed.loggers()
                        .forEach(l ->
                                legs.add(new Leg(l, event.event().eventTime(), Optional.empty())));
            }
        }
        return legs;
    }

    @Override
    public Derived derive(CoiId coi, Collection<SignedEvent> events, LoggerData data) {
        List<String> lines =
                new TreeSet<>(
                                events.stream()
                                        .map(e -> e.event().id() + e.content().value())
                                        .toList())
                        .stream().toList();
        int samples = data.readings().values().stream().mapToInt(r -> r.samples().size()).sum();
        var json =
                "{\"coi\":\"%s\",\"events\":[%s],\"samples\":%d}"
                        .formatted(
                                coi,
                                String.join(",", lines.stream().map(l -> "\"" + l + "\"").toList()),
                                samples);
        return new Derived(
                Bytes.of(json.getBytes(StandardCharsets.UTF_8)),
                new JourneySummary(
                        "ORDERED",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty(),
                        events.size(),
                        samples),
                (version, at) ->
                        new JourneyStatus(
                                coi,
                                version,
                                new ContentHash("%064x".formatted(lines.hashCode())),
                                "ORDERED",
                                Optional.empty(),
                                Verdict.UNKNOWN,
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                at));
    }
}
