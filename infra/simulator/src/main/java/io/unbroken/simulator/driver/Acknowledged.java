package io.unbroken.simulator.driver;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.ConditionBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What the services acknowledged of one journey. Safe for all threads: each device has its own.
final class Acknowledged {

    private final Map<String, Said> events = new TreeMap<>();
    private final Map<String, Place> receipts = new HashMap<>();
    private final Map<LoggerId, List<Sample>> samples = new HashMap<>();
    private final List<ConditionBlock> conditions = new ArrayList<>();
    private final TreeSet<String> twice = new TreeSet<>();

    /// An event as its device sent it.
    ///
    /// @param content what the receipt says that was signed
    record Said(Event event, PartyKind kind, ContentHash content) {}

    private record Place(String topic, int partition, long offset, String content) {}

    synchronized void event(Event event, PartyKind kind, JsonNode receipt) {
        receipt(receipt);
        events.put(
                event.id().value(),
                new Said(event, kind, new ContentHash(receipt.path("contentHash").asString())));
    }

    synchronized void samples(LoggerId logger, List<Sample> some, JsonNode answer) {
        if (answer.has("topic")) {
            receipt(answer);
        }
        answer.path("receipts").forEach(this::receipt);
        samples.computeIfAbsent(logger, _ -> new ArrayList<>()).addAll(some);
    }

    synchronized void conditions(ConditionBlock block, JsonNode receipt) {
        receipt(receipt);
        conditions.add(block);
    }

    /// What is sent again must be where it was.
    private void receipt(JsonNode receipt) {
        String id = receipt.path("id").asString();
        var place =
                new Place(
                        receipt.path("topic").asString(),
                        receipt.path("partition").asInt(),
                        receipt.path("offset").asLong(),
                        receipt.path("contentHash").asString());
        Place before = receipts.putIfAbsent(id, place);
        if (before != null && !before.equals(place)) {
            twice.add("%s at %s and %s".formatted(id, before, place));
        }
    }

    synchronized Map<String, Said> events() {
        return Map.copyOf(events);
    }

    synchronized Map<LoggerId, List<Sample>> samples() {
        var copy = new HashMap<LoggerId, List<Sample>>();
        samples.forEach((logger, some) -> copy.put(logger, List.copyOf(some)));
        return copy;
    }

    synchronized List<ConditionBlock> conditions() {
        return List.copyOf(conditions);
    }

    /// How many events, blocks and reports have a receipt.
    synchronized int receipts() {
        return receipts.size();
    }

    /// What has two receipts that differ, in words: it is on the log twice.
    synchronized List<String> recordedTwice() {
        return List.copyOf(twice);
    }
}
