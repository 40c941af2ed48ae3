package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.recorder.Recorder.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one recorder a thread until it is told to stop, and says how they are.
public final class RecorderThreads {

    private static final Logger LOG = LoggerFactory.getLogger(RecorderThreads.class);

    /// The first failure of an outage is worth a line, and then one about each minute.
    private static final int LINES_APART = 12;

    /// Between a reader that failed and the next.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// A batch takes far less. What is not done by then (the store is away) is done again after the next start.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final List<Loop> loops = new ArrayList<>();
    private volatile boolean stopping;

    /// @param readers makes the reader of one thread, in that thread
    /// @param recorders makes the recorder of a reader
    public RecorderThreads(
            int threads, Supplier<LogReader> readers, Function<LogReader, Recorder> recorders) {
        for (int i = 0; i < threads; i++) {
            loops.add(new Loop("recorder-" + i, readers, recorders));
        }
    }

    public void start() {
        loops.forEach(loop -> loop.thread.start());
    }

    /// Lets each thread finish its batch, and waits for that.
    public void stop() {
        stopping = true;
        for (Loop loop : loops) {
            try {
                loop.thread.join(LONGEST_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What keeps a thread from going on; empty if nothing does.
    public Optional<String> trouble() {
        return loops.stream().flatMap(loop -> loop.trouble().stream()).findFirst();
    }

    private final class Loop implements Runnable {

        private final Thread thread;
        private final Supplier<LogReader> readers;
        private final Function<LogReader, Recorder> recorders;
        private volatile Optional<String> trouble = Optional.empty();

        Loop(String name, Supplier<LogReader> readers, Function<LogReader, Recorder> recorders) {
            this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
            this.readers = readers;
            this.recorders = recorders;
        }

        Optional<String> trouble() {
            return trouble.isEmpty() && !stopping && !thread.isAlive()
                    ? Optional.of(thread.getName() + " has ended")
                    : trouble;
        }

        @Override
        public void run() {
            while (!stopping) {
                try (LogReader reader = readers.get()) {
                    record(reader);
                } catch (RuntimeException failure) {
                    // What a step throws is repeated there; this reader itself is of no more use,
                    // and a new one goes on from
                    // the progress in the store.
                    trouble = Optional.of(failure.getClass().getSimpleName());
                    LOG.warn("Reading the log failed and is begun anew.", failure);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }

        private void record(LogReader reader) {
            Recorder recorder = recorders.apply(reader);
            while (!stopping) {
                switch (recorder.step()) {
                    case Step.Applied(_), Step.Displaced(), Step.Idle() -> recovered();
                    case Step.Failed failed -> {
                        failed(failed);
                        reader.rest(failed.rest());
                    }
                }
            }
        }

        private void recovered() {
            if (trouble.isPresent()) {
                LOG.info("Recording goes on; nothing was skipped.");
                trouble = Optional.empty();
            }
        }

        private void failed(Step.Failed failed) {
            trouble = Optional.of(failed.cause().getClass().getSimpleName());
            if (failed.failures() % LINES_APART == 1) {
                LOG.warn(
                        "Recording waits: attempt {} failed and is repeated until it works. Check broker, registry and store.",
                        failed.failures(),
                        failed.cause());
            }
        }
    }
}
