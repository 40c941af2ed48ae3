package io.unbroken.simulator.script;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What the network and the devices do to the messages of a journey: late, twice, in another order, or never.
record Delays(Incident incident, Random random) {

    private static final Duration A_DAY = Duration.ofHours(24);

    /// The block of live readings that is lost; some five hours, from five hours after packing on.
    private static final int LOST_BLOCK = 1;

    /// One in so many messages is sent again.
    private static final int RESENT_OF = 4;

    static Delays of(Incident incident, Random random) {
        return new Delays(incident, random);
    }

    /// The messages in the order in which they are sent.
    List<Step> apply(List<Step> steps) {
        List<Step> sent =
                switch (incident) {
                    case RESENT -> resent(steps);
                    case OFFLINE_SCANNER -> offline(steps);
                    case EARLY_ACCEPTANCE -> early(steps);
                    case GAP, GAP_FILLED -> lost(steps);
                    case NONE,
                            LOGGER_STOPPED,
                            SENSOR_SPIKE,
                            SHIPPER_TILTED,
                            SHORT_WARM_SPELL,
                            LONG_WARM_SPELL,
                            WRONG_LABEL,
                            STERILITY_FAILED,
                            SCAN_CORRECTED,
                            SEALED,
                            LATE_EVENT ->
                            steps;
                };
        return sent.stream().sorted(Comparator.comparing(Step::due)).toList();
    }

    private List<Step> resent(List<Step> steps) {
        var sent = new ArrayList<Step>();
        for (Step step : steps) {
            sent.add(step);
            if (random.nextInt(RESENT_OF) == 0) {
                sent.add(step.sentAt(step.due().plusSeconds(random.nextInt(1, 3600))));
            }
        }
        return sent;
    }

    /// The courier's scans of the first way come together, a day late.
    private static List<Step> offline(List<Step> steps) {
        Instant delivered = due(steps, Actor.MANUFACTURING);
        return steps.stream()
                .map(step ->
                        isScanOf(step, Actor.COURIER) && step.due().isBefore(delivered)
                                ? step.sentAt(delivered.plus(A_DAY))
                                : step)
                .toList();
    }

    /// The release of the first delivery comes two hours after its acceptance.
    private static List<Step> early(List<Step> steps) {
        Instant delivered = due(steps, Actor.MANUFACTURING);
        Step release =
                steps.stream()
                        .filter(step -> isScanOf(step, Actor.COURIER))
                        .filter(step ->
                                ((Step.Scanned) step).event().fact() instanceof HandoffReleased)
                        .filter(step -> step.due().isBefore(delivered))
                        .max(Comparator.comparing(Step::due))
                        .orElseThrow();
        var sent = new ArrayList<>(steps);
        sent.remove(release);
        sent.add(release.sentAt(delivered.plus(Duration.ofHours(2))));
        return sent;
    }

    private static List<Step> lost(List<Step> steps) {
        Step lost =
                steps.stream()
                        .filter(step -> step instanceof Step.Measured)
                        .skip(LOST_BLOCK)
                        .findFirst()
                        .orElseThrow();
        return steps.stream().filter(step -> !step.equals(lost)).toList();
    }

    /// When the first acceptance by that actor is sent.
    private static Instant due(List<Step> steps, Actor actor) {
        return steps.stream()
                .filter(step -> isScanOf(step, actor))
                .filter(step -> ((Step.Scanned) step).event().fact() instanceof HandoffAccepted)
                .map(Step::due)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isScanOf(Step step, Actor actor) {
        return step instanceof Step.Scanned && step.actor() == actor;
    }
}
