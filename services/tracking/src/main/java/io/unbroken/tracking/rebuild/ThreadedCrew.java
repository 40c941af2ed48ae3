package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.recorder.Recorder.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Lanes with a thread each.
public final class ThreadedCrew implements Crew {

    /// The first failure of an outage is worth a line, and then one about each minute.
    private static final int LINES_APART = 12;

    private final List<Lane> lanes;
    private final Consumer<String> trouble;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    /// @param trouble is told what one waits for
    public ThreadedCrew(List<Lane> lanes, Consumer<String> trouble) {
        this.lanes = List.copyOf(lanes);
        this.trouble = trouble;
        this.threads = Executors.newFixedThreadPool(lanes.size());
        lanes.forEach(lane -> running.add(threads.submit(() -> work(lane))));
    }

    @Override
    public void aim(Map<LogPartition, Long> ends) {
        for (Lane lane : lanes) {
            var own = new HashMap<>(ends);
            own.keySet().retainAll(lane.log().assigned());
            lane.log().until(own);
        }
    }

    @Override
    public Map<LogPartition, Long> applied() {
        var applied = new HashMap<LogPartition, Long>();
        lanes.forEach(lane -> applied.putAll(lane.log().applied()));
        if (!stopping) {
            running.stream().filter(Future::isDone).forEach(ThreadedCrew::rethrow);
        }
        return applied;
    }

    private void work(Lane lane) {
        try (var log = lane.log()) {
            while (!stopping) {
                switch (lane.recorder().step()) {
                    case Step.Applied(_), Step.Displaced(), Step.Idle() -> {}
                    case Step.Failed failed -> {
                        if (failed.failures() % LINES_APART == 1) {
                            trouble.accept(
                                    "waits: attempt %d failed and is repeated until it works: %s"
                                            .formatted(failed.failures(), failed.cause()));
                        }
                        log.rest(failed.rest());
                    }
                }
            }
        }
    }

    private static void rethrow(Future<?> lane) {
        try {
            lane.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a lane has ended", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", interrupted);
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.close();
    }
}
