package io.unbroken.simulator.driver;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.simulator.script.Actor;
import io.unbroken.simulator.script.JourneyPlan;
import io.unbroken.simulator.script.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Plays one journey and keeps its ledger.
final class JourneyRunner {

    private final Api api;
    private final DeviceQueues queues;
    private final Pace pace;
    private final JourneyPlan plan;
    private final JourneyLedger ledger = new JourneyLedger();

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
            for (Step step : plan.steps(coi.get(), patient)) {
                pace.await(step.due());
                send(step);
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

    private void send(Step step) {
        switch (step) {
            case Step.Scanned(_, var actor, var event) -> scan(actor, event);
            case Step.Measured(_, var actor, var block) -> {
                JsonNode receipt =
                        api.post(
                                actor,
                                "/api/loggers/%s/blocks".formatted(block.logger()),
                                MessageJson.block(block));
                queues.keep(actor, receipt);
                ledger.samples(block.logger(), block.samples());
            }
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
        ledger.event(event);
    }
}
