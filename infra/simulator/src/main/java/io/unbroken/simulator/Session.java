package io.unbroken.simulator;

import io.unbroken.simulator.driver.Sender;
import io.unbroken.simulator.driver.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A run's connections; SIGTERM lets what is being sent come to its end.
final class Session implements AutoCloseable {

    /// Within what a platform waits before it kills.
    private static final long SECONDS_TO_END = 5;

    private final StopSignal stop = new StopSignal();
    private final Sender sender = new Sender(stop);
    private final CountDownLatch closed = new CountDownLatch(1);

    Session() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    }

    StopSignal stop() {
        return stop;
    }

    Sender sender() {
        return sender;
    }

    private void end() {
        stop.raise();
        try {
            if (!closed.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println("stopped while sending");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sender.close();
        closed.countDown();
    }
}
