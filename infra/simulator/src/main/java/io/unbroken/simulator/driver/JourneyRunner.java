package io.unbroken.simulator.driver;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.Completion;
import io.unbroken.simulator.script.JourneyPlan;
import io.unbroken.simulator.script.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Plays one journey and keeps its ledger.
final class JourneyRunner {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /// Two minutes: tracking may be restarting.
    private static final int MOST_LOOKS = 480;

    private final Api api;
    private final DeviceQueues queues;
    private final Pace pace;
    private final JourneyPlan plan;
    private final JourneyLedger ledger = new JourneyLedger();
    private final Map<EventId, ContentHash> contents = new HashMap<>();
    private Optional<ContentHash> sealed = Optional.empty();

    JourneyRunner(Api api, DeviceQueues queues, Pace pace, JourneyPlan plan) {
        this.api = api;
        this.queues = queues;
        this.pace = pace;
        this.plan = plan;
    }

    /// Plays to the end, or to the first message that is refused.
    PlayedJourney play() {
        Optional<CoiId> coi = Optional.empty();
        try {
            pace.await(plan.due());
            JsonNode enrolled = enrol();
            coi = Optional.of(new CoiId(enrolled.path("coi").asString()));
            var patient = new PatientToken(enrolled.path("patient").asString());
            CoiId chain = coi.get();
            var completion = new Completion(this::content, () -> basis(chain));
            for (Step step : plan.steps(chain, patient)) {
                pace.await(step.due());
                send(step, completion);
            }
            return new PlayedJourney(plan, coi, ledger, Optional.empty());
        } catch (Refused | StopSignal.Stopped | IllegalArgumentException trouble) {
            return new PlayedJourney(plan, coi, ledger, Optional.of(trouble.toString()));
        }
    }

    private JsonNode enrol() {
        JsonNode enrolled =
                api.post(
                        Actor.COLLECTION,
                        "/api/enrolments",
                        MessageJson.enrolment(plan.enrolment()));
        queues.keep(Actor.COLLECTION, enrolled);
        enrolled.path("receipts").forEach(receipt -> ledger.event(receipt.path("id").asString()));
        return enrolled;
    }

    private void send(Step step, Completion completion) {
        switch (step) {
            case Step.Scanned(_, var actor, var event) -> scan(actor, completion.complete(event));
            case Step.Measured(_, var actor, var block) -> {
                JsonNode receipt =
                        api.post(
                                actor,
                                "/api/loggers/%s/blocks".formatted(block.logger()),
                                MessageJson.block(block));
                queues.keep(actor, receipt);
                ledger.samples(block.logger(), block.samples());
            }
            case Step.Sensed(_, var actor, var block) ->
                    queues.keep(
                            actor,
                            api.post(
                                    actor,
                                    "/api/loggers/%s/blocks".formatted(block.logger()),
                                    MessageJson.block(block)));
            case Step.Downloaded(_, var actor, var logger, var text, var samples) -> {
                JsonNode answer =
                        api.upload(actor, "/api/loggers/%s/files".formatted(logger), text);
                int read = answer.path("samples").asInt();
                if (read != samples.size()) {
                    throw new Refused(
                            "file of " + logger,
                            "expected %d samples, found %d".formatted(samples.size(), read));
                }
                queues.keep(actor, answer);
                ledger.samples(logger, samples);
            }
        }
    }

    private void scan(Actor actor, Event event) {
        JsonNode receipt = api.post(actor, "/api/events", MessageJson.event(event));
        String acknowledged = receipt.path("id").asString();
        if (!acknowledged.equals(event.id().value())) {
            throw new Refused(
                    "/api/events",
                    "expected the receipt of %s, found that of %s"
                            .formatted(event.id(), acknowledged));
        }
        queues.keep(actor, receipt);
        contents.put(event.id(), new ContentHash(receipt.path("contentHash").asString()));
        ledger.event(event);
    }

    /// What a receipt told; a script refers to nothing else.
    private ContentHash content(EventId event) {
        return Objects.requireNonNull(contents.get(event));
    }

    /// What quality seals: the history of all that was sent, once it is there and complete.
    private ContentHash basis(CoiId coi) {
        if (sealed.isEmpty()) {
            sealed = Optional.of(reviewed(coi));
        }
        return sealed.get();
    }

    private ContentHash reviewed(CoiId coi) {
        var histories = new Histories(api);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<Histories.Seen> seen =
                    histories
                            .of(coi)
                            .filter(history -> history.events().equals(ledger.events()))
                            .filter(history -> history.samples() == ledger.samples());
            Optional<ContentHash> basis = seen.flatMap(Histories.Seen::complete);
            if (basis.isPresent()) {
                return basis.get();
            }
            pace.breathe(BETWEEN_LOOKS);
        }
        throw new Refused("/api/journeys/" + coi, "the history does not become complete");
    }
}
