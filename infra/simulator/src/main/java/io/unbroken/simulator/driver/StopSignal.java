package io.unbroken.simulator.driver;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells everything that waits that it is over.
public final class StopSignal {

    private final CountDownLatch raised = new CountDownLatch(1);

    /// Ends all waits, those to come too.
    public void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /// Waits, unless the signal comes.
    ///
    /// @throws Stopped if it came
    void pause(Duration length) {
        try {
            if (raised.await(Math.max(0, length.toNanos()), TimeUnit.NANOSECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /// The run was ended from outside.
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped");
        }
    }
}
