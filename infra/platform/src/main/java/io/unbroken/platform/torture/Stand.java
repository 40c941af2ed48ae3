package io.unbroken.platform.torture;

import io.unbroken.platform.Part;
import io.unbroken.platform.Platform;
import io.unbroken.platform.PlatformException;
import io.unbroken.platform.Progress;
import io.unbroken.platform.child.Child;
import io.unbroken.platform.child.Readiness;
import io.unbroken.platform.provisioning.Provisioning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The platform with two instances of tracking, each process held up as any supervisor of services does: one that ends is started again.
final class Stand implements AutoCloseable {

    /// As a supervisor waits, so that what fails at once does not take the machine.
    private static final int SECONDS_TO_REVIVAL = 1;

    private final Platform platform;
    private final int secondTracking;
    private final Log log;
    private final Map<Victim, Child> children = new EnumMap<>(Victim.class);
    private final Set<Victim> down = EnumSet.noneOf(Victim.class);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger revivals = new AtomicInteger();

    /// @param secondTracking port of the second instance
    Stand(Platform platform, int secondTracking, Log log) {
        this.platform = platform;
        this.secondTracking = secondTracking;
        this.log = log;
    }

    /// Brings everything up.
    ///
    /// @throws PlatformException if a part does not come up
    void start(Progress progress) {
        var foundation = new ArrayList<>(Part.FOUNDATION);
        foundation.add(Part.OIDC);
        platform.start(foundation, progress);
        Provisioning.forPlatform(platform).run();
        for (Victim victim : Victim.values()) {
            if (!Part.FOUNDATION.contains(victim.part())) {
                begin(victim);
            }
        }
        awaitReady();
        for (Victim victim : Victim.values()) {
            if (Part.FOUNDATION.contains(victim.part())) {
                adopt(victim);
            }
        }
    }

    /// Waits until all parts answer.
    ///
    /// @throws PlatformException if one does not, within what a part may take
    void awaitReady() {
        for (Victim victim : Victim.values()) {
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
            var readiness = readiness(victim);
            while (!readiness.answers()) {
                if (System.nanoTime() > end) {
                    throw new PlatformException(
                            victim.key() + " did not come back, see " + platform.log(victim.key()));
                }
                pause(1);
            }
        }
    }

    private Readiness readiness(Victim victim) {
        return victim == Victim.SECOND_TRACKING
                ? Readiness.http(
                        "http://localhost:%d/actuator/health/readiness".formatted(secondTracking))
                : platform.readiness(victim.part());
    }

    private synchronized void begin(Victim victim) {
        if (over.getCount() == 0) {
            return;
        }
        var child =
                victim == Victim.SECOND_TRACKING
                        ? platform.beginAnother(Part.TRACKING, victim.key(), secondTracking)
                        : platform.begin(victim.part());
        watch(victim, child);
    }

    private synchronized void adopt(Victim victim) {
        platform.child(victim.part()).ifPresent(child -> watch(victim, child));
    }

    private synchronized void watch(Victim victim, Child child) {
        children.put(victim, child);
        child.onExit(code -> ended(victim, child, code));
    }

    private void ended(Victim victim, Child child, int code) {
        synchronized (this) {
            if (over.getCount() == 0 || down.contains(victim) || children.get(victim) != child) {
                return;
            }
        }
        revivals.incrementAndGet();
        log.say(
                "%s ended by itself (exit code %d), is started again"
                        .formatted(victim.key(), code));
        pause(SECONDS_TO_REVIVAL);
        synchronized (this) {
            if (!down.contains(victim) && children.get(victim) == child) {
                begin(victim);
            }
        }
    }

    /// SIGKILL, and it stays down.
    void kill(Victim victim) {
        synchronized (this) {
            down.add(victim);
        }
        child(victim).ifPresent(Child::kill);
    }

    /// Starts what was killed, and does not wait.
    synchronized void revive(Victim victim) {
        down.remove(victim);
        begin(victim);
    }

    /// SIGSTOP; false if there is no process at the moment.
    boolean stop(Victim victim) {
        return signal(victim, "-STOP");
    }

    /// SIGCONT.
    void wake(Victim victim) {
        signal(victim, "-CONT");
    }

    private boolean signal(Victim victim, String signal) {
        return child(victim)
                .filter(Child::alive)
                .filter(child ->
                        Command.run("kill", signal, Long.toString(child.pid())).succeeded())
                .isPresent();
    }

    /// The processes of these parts.
    List<Long> pids(List<Victim> victims) {
        return victims.stream()
                .flatMap(victim -> child(victim).filter(Child::alive).stream())
                .map(Child::pid)
                .toList();
    }

    /// How often a part ended without having been killed.
    int revivals() {
        return revivals.get();
    }

    /// Waits, unless everything is over.
    void pause(long seconds) {
        try {
            var _ = over.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Child> child(Victim victim) {
        return Optional.ofNullable(children.get(victim));
    }

    @Override
    public void close() {
        synchronized (this) {
            over.countDown();
        }
        for (Victim victim : Victim.values()) {
            wake(victim);
        }
        child(Victim.SECOND_TRACKING).ifPresent(Child::stop);
        platform.close();
    }
}
