package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at journeys to which something is due though nothing comes: a logger that has been silent for too long, what somebody could not hand
/// over. The store says when; so it does not matter which instance looks, or whether one was restarted.
public final class AlertWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    /// Loggers may be silent for minutes; a second more is nothing to that.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /// A look is over within seconds.
    private static final int MOST_AT_ONCE = 500;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final AlertWriter writer;
    private final ToldStore alerts;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("alerts-watch").unstarted(this::run);
    private volatile boolean stopping;

    public AlertWatch(AlertWriter writer, AlertStore alerts, InstantSource clock) {
        this(writer, (ToldStore) alerts, clock);
    }

    AlertWatch(AlertWriter writer, ToldStore alerts, InstantSource clock) {
        this.writer = writer;
        this.alerts = alerts;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            Duration rest = BETWEEN_LOOKS;
            try {
                look();
            } catch (RuntimeException failure) {
                rest = PAUSE;
                if (!stopping) {
                    LOG.warn("Silence is not watched for now, and is again in {}.", rest, failure);
                }
            }
            if (!pause(rest)) {
                return;
            }
        }
    }

    /// Looks once at all to which something is due.
    void look() {
        List<CoiId> due;
        do {
            due = alerts.due(clock.instant(), MOST_AT_ONCE);
            for (CoiId coi : due) {
                if (stopping) {
                    return;
                }
                writer.lookAgain(coi);
            }
        } while (due.size() == MOST_AT_ONCE);
    }

    private static boolean pause(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
