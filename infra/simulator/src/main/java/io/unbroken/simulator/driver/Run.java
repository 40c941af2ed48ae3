package io.unbroken.simulator.driver;

import io.unbroken.simulator.script.JourneyPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Plays all journeys, each on a thread of its own, then checks them.
public final class Run {

    /// Journeys at once when nothing paces them: enough to keep two cores of services busy, few enough that the first
    /// history is complete within seconds.
    private static final int MOST_AT_ONCE = 16;

    /// Tracking was away or is stuck if nothing arrives for so long.
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

    private final Api api;
    private final DeviceQueues queues;
    private final Pace pace;
    private final StopSignal stop;
    private final PrintStream out;
    private final PrintStream errors;
    private final Duration patience;
    private final InstantSource clock = InstantSource.system();

    /// @param patience how long to wait for histories while nothing more arrives in them, usually [#PATIENCE]
    public Run(
            Api api,
            Pace pace,
            StopSignal stop,
            PrintStream out,
            PrintStream errors,
            Duration patience) {
        this.api = api;
        this.queues = new DeviceQueues(api, stop);
        this.pace = pace;
        this.stop = stop;
        this.out = out;
        this.errors = errors;
        this.patience = patience;
    }

    /// The summary, or none if the run was stopped from outside.
    public Optional<Summary> play(List<JourneyPlan> plans) {
        Instant began = clock.instant();
        try {
            var histories = new Histories(api);
            long quarantinedBefore = histories.quarantined();
            Thread devices = Thread.ofVirtual().start(queues::follow);
            List<PlayedJourney> played = playAll(plans);
            devices.interrupt();
            if (stop.isRaised()) {
                return Optional.empty();
            }
            Check.Sums sums = new Check(histories, stop, clock, out, errors, patience).of(played);
            awaitSeals();
            double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
            return Optional.of(
                    new Summary(
                            plans.size(),
                            sums.completed(),
                            sums.eventsSent(),
                            sums.eventsInHistories(),
                            queues.sealedEvents(),
                            histories.quarantined() - quarantinedBefore,
                            sums.samplesSent(),
                            sums.samplesInHistories(),
                            sums.findings(),
                            seconds));
        } catch (StopSignal.Stopped stopped) {
            return Optional.empty();
        }
    }

    /// Devices forget what is sealed; at the end there must be nothing that they still keep.
    private void awaitSeals() {
        int before = Integer.MAX_VALUE;
        Instant progress = clock.instant();
        while (queues.waiting() > 0) {
            queues.ask();
            int waiting = queues.waiting();
            Instant now = clock.instant();
            if (waiting < before) {
                before = waiting;
                progress = now;
            } else if (Duration.between(progress, now).compareTo(patience) > 0) {
                errors.printf("%d events and blocks are not sealed%n", waiting);
                return;
            } else {
                stop.pause(BETWEEN_QUESTIONS);
            }
        }
    }

    private List<PlayedJourney> playAll(List<JourneyPlan> plans) {
        var places = new Semaphore(pace.isFastest() ? MOST_AT_ONCE : plans.size(), true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PlayedJourney>> running =
                    plans.stream()
                            .map(plan -> threads.submit(() -> playOne(places, plan)))
                            .toList();
            var played = new ArrayList<PlayedJourney>();
            for (Future<PlayedJourney> journey : running) {
                played.add(journey.get());
            }
            return played;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a journey could not be played", broken.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StopSignal.Stopped();
        }
    }

    private PlayedJourney playOne(Semaphore places, JourneyPlan plan) throws InterruptedException {
        places.acquire();
        try {
            PlayedJourney played = new JourneyRunner(api, queues, pace, plan).play();
            if (!stop.isRaised()) {
                out.printf(
                        "journey %d %s: %s%n",
                        plan.index(),
                        played.coi().map(coi -> coi.value()).orElse("not enrolled"),
                        played.trouble().orElse("ended, " + plan.incident()));
            }
            return played;
        } finally {
            places.release();
        }
    }
}
