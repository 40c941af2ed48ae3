package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.simulator.logger.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Writes the steps of one journey while its time passes.
final class Pen {

    /// Central European standard time, all year: the offset is a statement of the device, not of a calendar.
    static final int OFFSET_MINUTES = 60;

    private final Identities ids;
    private final CoiId coi;
    private final PatientToken patient;
    private final Duration ahead;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private Instant now;
    private int events;

    /// @param begins the time of the journey's first event
    /// @param ahead how much later than its event's time a message is sent (a journey of the past is played today)
    Pen(Identities ids, CoiId coi, PatientToken patient, Instant begins, Duration ahead) {
        this.ids = ids;
        this.coi = coi;
        this.patient = patient;
        this.ahead = ahead;
        this.random = ids.random();
        this.now = begins;
    }

    Identities ids() {
        return ids;
    }

    CoiId coi() {
        return coi;
    }

    PatientToken patient() {
        return patient;
    }

    Random random() {
        return random;
    }

    Instant now() {
        return now;
    }

    /// Lets a time pass, in whole seconds, somewhere between the two.
    void pass(Duration least, Duration most) {
        long seconds = random.nextLong(least.toSeconds(), most.toSeconds() + 1);
        now = now.plusSeconds(seconds);
    }

    void minutes(int least, int most) {
        pass(Duration.ofMinutes(least), Duration.ofMinutes(most));
    }

    void hours(int least, int most) {
        pass(Duration.ofHours(least), Duration.ofHours(most));
    }

    /// An event with the chain's label as it was scanned.
    EventId says(Actor actor, String device, Fact fact) {
        return says(actor, device, fact, List.of(new Scan(Symbology.DATA_MATRIX, coi.scan())));
    }

    EventId says(Actor actor, String device, Fact fact, List<Scan> scans) {
        return says(actor, device, fact, scans, now);
    }

    /// An event of long ago that is sent only now.
    void saysLate(Actor actor, String device, Fact fact, Instant happened) {
        says(actor, device, fact, List.of(), happened);
    }

    private EventId says(
            Actor actor, String device, Fact fact, List<Scan> scans, Instant happened) {
        events++;
        var event =
                new Event(
                        ids.event(Integer.toString(events)),
                        coi,
                        happened,
                        OFFSET_MINUTES,
                        actor.person(),
                        new DeviceId(device),
                        scans,
                        fact);
        steps.add(new Step.Scanned(sent(now), actor, event));
        return event.id();
    }

    /// What a logger hands over, as its gateway sends it.
    void measures(Actor actor, LoggerId logger, List<Batch> batches) {
        for (int number = 0; number < batches.size(); number++) {
            Batch batch = batches.get(number);
            Optional<ClockCheck> clock = Optional.of(batch.clock());
            Instant due = sent(batch.sent());
            steps.add(
                    new Step.Measured(
                            due,
                            actor,
                            TelemetryBlock.of(
                                    ids.block(logger + "/" + number),
                                    logger,
                                    batch.source(),
                                    batch.readings(),
                                    clock,
                                    TemperatureUnit.CELSIUS)));
            if (!batch.conditions().isEmpty()) {
                steps.add(
                        new Step.Sensed(
                                due,
                                actor,
                                new ConditionBlock(
                                        ids.block(logger + "/conditions/" + number),
                                        logger,
                                        batch.source(),
                                        batch.conditions(),
                                        clock)));
            }
        }
    }

    void uploads(Actor actor, LoggerId logger, String text, List<Sample> samples) {
        steps.add(new Step.Downloaded(sent(now), actor, logger, text, samples));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private Instant sent(Instant time) {
        return time.plus(ahead);
    }
}
