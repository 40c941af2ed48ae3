package io.unbroken.simulator.driver;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.Enrolment;
import io.unbroken.simulator.script.JourneyPlan;
import io.unbroken.simulator.script.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// One journey, each of its devices with an outbox of its own: it sends in its order, is offline now and then, and sends again what it
/// does not know to have arrived. What different devices say crosses.
final class DeviceJourney {

    /// One message in so many finds its device out of reach of the network.
    private static final int OFFLINE = 25;

    private static final Duration LONGEST_OFFLINE = Duration.ofSeconds(12);

    /// One message in so many was acknowledged, but its device ended before it had written that down.
    private static final int FORGOTTEN = 12;

    /// Between two messages of a device; together the devices of a dozen journeys then send some 50 a second.
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(600);

    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Api api;
    private final DeviceQueues queues;
    private final StopSignal stop;
    private final JourneyPlan plan;
    private final AtomicInteger serviceFaults;
    private final Acknowledged acknowledged = new Acknowledged();
    private Optional<CoiId> coi = Optional.empty();

    /// @param serviceFaults counts answers that blame the service and do not ask to try again
    DeviceJourney(
            Api api,
            DeviceQueues queues,
            StopSignal stop,
            JourneyPlan plan,
            AtomicInteger serviceFaults) {
        this.api = api;
        this.queues = queues;
        this.stop = stop;
        this.plan = plan;
        this.serviceFaults = serviceFaults;
    }

    JourneyPlan plan() {
        return plan;
    }

    Optional<CoiId> coi() {
        return coi;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    /// Plays until everything is acknowledged.
    ///
    /// @throws Refused if a service would not take a message
    void play() {
        JsonNode enrolled = insist(this::enrol);
        var chain = new CoiId(enrolled.path("coi").asString());
        coi = Optional.of(chain);
        var patient = new PatientToken(enrolled.path("patient").asString());
        enrolment(chain, patient, enrolled.path("receipts"));
        var outboxes = new LinkedHashMap<String, List<Step>>();
        for (Step step : plan.steps(chain, patient)) {
            outboxes.computeIfAbsent(device(step), _ -> new ArrayList<>()).add(step);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (Map.Entry<String, List<Step>> outbox : outboxes.entrySet()) {
                var random =
                        new Random(plan.seed() * 31 + plan.index() + outbox.getKey().hashCode());
                sending.add(threads.submit(() -> empty(outbox.getValue(), random)));
            }
            for (Future<?> each : sending) {
                each.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException plain) {
                throw plain;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StopSignal.Stopped();
        }
    }

    private static String device(Step step) {
        return switch (step) {
            case Step.Scanned(_, var actor, var event) -> actor + " " + event.device();
            case Step.Measured(_, var actor, var block) -> actor + " " + block.logger();
            case Step.Sensed(_, var actor, var block) -> actor + " " + block.logger();
            case Step.Downloaded(_, var actor, var logger, _, _) -> actor + " file of " + logger;
        };
    }

    private void empty(List<Step> outbox, Random random) {
        for (Step step : outbox) {
            stop.pause(
                    random.nextInt(OFFLINE) == 0
                            ? part(LONGEST_OFFLINE, random)
                            : part(LONGEST_PAUSE, random));
            insist(() -> send(step));
            if (random.nextInt(FORGOTTEN) == 0) {
                insist(() -> send(step));
            }
        }
    }

    private static Duration part(Duration longest, Random random) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    private interface Message {
        JsonNode post();
    }

    /// A device keeps what a service could not deal with.
    private JsonNode insist(Message message) {
        while (true) {
            try {
                return message.post();
            } catch (Refused refused) {
                if (!refused.isServiceFault()) {
                    throw refused;
                }
                serviceFaults.incrementAndGet();
                System.err.println(refused.getMessage());
                stop.pause(AFTER_A_FAULT);
            }
        }
    }

    private JsonNode enrol() {
        JsonNode answer =
                api.post(
                        Actor.COLLECTION,
                        "/api/enrolments",
                        MessageJson.enrolment(plan.enrolment()));
        queues.keep(Actor.COLLECTION, answer);
        return answer;
    }

    /// The two events that a service makes of an enrolment.
    private void enrolment(CoiId chain, PatientToken patient, JsonNode receipts) {
        Enrolment enrolment = plan.enrolment();
        List<Fact> facts =
                List.of(
                        new TherapyOrdered(enrolment.order(), enrolment.product()),
                        new PatientEnrolled(patient, enrolment.consentVersion()));
        for (int i = 0; i < facts.size(); i++) {
            String name = enrolment.request() + " " + facts.get(i).getClass().getSimpleName();
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            acknowledged.event(
                    new Event(
                            new EventId(id.toString()),
                            chain,
                            enrolment.eventTime(),
                            enrolment.offsetMinutes(),
                            new PersonId("collection"),
                            enrolment.device(),
                            List.of(),
                            facts.get(i)),
                    PartyKind.COLLECTION,
                    receipts.path(i));
        }
    }

    private JsonNode send(Step step) {
        return switch (step) {
            case Step.Scanned(_, var actor, var event) -> {
                JsonNode receipt = api.post(actor, "/api/events", MessageJson.event(event));
                queues.keep(actor, receipt);
                acknowledged.event(event, actor.kind(), receipt);
                yield receipt;
            }
            case Step.Measured(_, var actor, var block) -> {
                JsonNode receipt =
                        api.post(
                                actor,
                                "/api/loggers/%s/blocks".formatted(block.logger()),
                                MessageJson.block(block));
                queues.keep(actor, receipt);
                acknowledged.samples(block.logger(), block.samples(), receipt);
                yield receipt;
            }
            case Step.Sensed(_, var actor, var block) -> {
                JsonNode receipt =
                        api.post(
                                actor,
                                "/api/loggers/%s/blocks".formatted(block.logger()),
                                MessageJson.block(block));
                queues.keep(actor, receipt);
                acknowledged.conditions(block, receipt);
                yield receipt;
            }
            case Step.Downloaded(_, var actor, var logger, var text, var samples) -> {
                JsonNode answer =
                        api.upload(actor, "/api/loggers/%s/files".formatted(logger), text);
                queues.keep(actor, answer);
                acknowledged.samples(logger, samples, answer);
                yield answer;
            }
        };
    }
}
