package io.unbroken.simulator.driver;

import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What devices have sent and may not forget yet: a service acknowledged it, but no signed checkpoint covers it. Now and then they
/// ask the service through which they sent it. Safe for all threads.
final class DeviceQueues {

    /// As many as a service answers for at once.
    private static final int MOST_AT_ONCE = 500;

    /// Checkpoints come about each second.
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    private final Api api;
    private final StopSignal stop;
    private final JsonMapper json = new JsonMapper();
    private final Map<Service, Actor> anyone = new EnumMap<>(Service.class);
    private final Map<Service, Set<Kept>> kept = new EnumMap<>(Service.class);
    private final Set<String> sealedEvents = new HashSet<>();
    private final Set<String> sealed = new HashSet<>();

    DeviceQueues(Api api, StopSignal stop) {
        this.api = api;
        this.stop = stop;
    }

    /// What a receipt says.
    private record Kept(String id, boolean event, String topic, int partition, long offset) {}

    /// Keeps what a service acknowledged: a receipt, or something with receipts in it.
    void keep(Actor actor, JsonNode acknowledged) {
        if (acknowledged.has("topic")) {
            keepOne(actor, acknowledged);
        }
        acknowledged.path("receipts").forEach(receipt -> keepOne(actor, receipt));
    }

    private synchronized void keepOne(Actor actor, JsonNode receipt) {
        String topic = receipt.path("topic").asString();
        anyone.putIfAbsent(actor.service(), actor);
        kept.computeIfAbsent(actor.service(), _ -> new LinkedHashSet<>())
                .add(
                        new Kept(
                                receipt.path("id").asString(),
                                topic.endsWith(".events.v1"),
                                topic,
                                receipt.path("partition").asInt(),
                                receipt.path("offset").asLong()));
    }

    /// Asks from time to time, until the thread is interrupted or the run is stopped.
    void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                stop.pause(BETWEEN_ROUNDS);
                ask();
            }
        } catch (StopSignal.Stopped | Refused ended) {
            // Whoever waits for the queues at the end asks again, and tells what is left.
        }
    }

    /// Asks each service once, about what has waited longest.
    void ask() {
        for (Service service : Service.values()) {
            List<Kept> oldest = oldest(service);
            if (!oldest.isEmpty()) {
                forget(service, oldest);
            }
        }
    }

    /// How many are kept still, blocks of readings too.
    synchronized int waiting() {
        return kept.values().stream().mapToInt(Set::size).sum();
    }

    /// How many distinct events are sealed.
    synchronized int sealedEvents() {
        return sealedEvents.size();
    }

    /// How many distinct events, blocks and reports are sealed.
    synchronized int sealed() {
        return sealed.size();
    }

    private synchronized List<Kept> oldest(Service service) {
        return kept.getOrDefault(service, Set.of()).stream().limit(MOST_AT_ONCE).toList();
    }

    private void forget(Service service, List<Kept> oldest) {
        ObjectNode question = json.createObjectNode();
        var positions = question.putArray("positions");
        for (Kept one : oldest) {
            positions
                    .addObject()
                    .put("topic", one.topic())
                    .put("partition", one.partition())
                    .put("offset", one.offset());
        }
        JsonNode seals = api.post(actor(service), "/api/seals", question).path("seals");
        var sealed = new ArrayList<Kept>();
        for (int i = 0; i < oldest.size(); i++) {
            if (seals.path(i).path("state").asString("").equals("SEALED")) {
                sealed.add(oldest.get(i));
            }
        }
        forgotten(service, sealed);
    }

    private synchronized Actor actor(Service service) {
        return Objects.requireNonNull(anyone.get(service));
    }

    private synchronized void forgotten(Service service, List<Kept> covered) {
        kept.getOrDefault(service, new HashSet<>()).removeAll(Set.copyOf(covered));
        covered.stream().map(Kept::id).forEach(sealed::add);
        covered.stream().filter(Kept::event).map(Kept::id).forEach(sealedEvents::add);
    }
}
