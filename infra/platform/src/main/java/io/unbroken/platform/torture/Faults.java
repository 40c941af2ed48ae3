package io.unbroken.platform.torture;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Lets faults happen as they are planned, and says so.
final class Faults {
    private final Stand stand;
    private final Map<Wire, Detour> detours;
    private final SmallDisks disks;
    private final Log log;

    Faults(Stand stand, Map<Wire, Detour> detours, SmallDisks disks, Log log) {
        this.stand = stand;
        this.detours = new EnumMap<>(detours);
        this.disks = disks;
        this.log = log;
    }

    /// Returns when the last one is over.
    void happen(Schedule schedule) {
        var began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Schedule.Planned planned : schedule.faults()) {
                pause(planned.at().minusNanos(System.nanoTime() - began));
                var _ = threads.submit(() -> happen(planned.fault()));
            }
        }
    }

    private void happen(Fault fault) {
        log.say("%s for %.1f s".formatted(fault.kind(), fault.length().toMillis() / 1000.0));
        try {
            begin(fault);
            pause(fault.length());
        } catch (RuntimeException failure) {
            log.say("%s: %s".formatted(fault.kind(), failure));
        } finally {
            end(fault);
        }
        log.say("%s is over".formatted(fault.kind()));
    }

    private void begin(Fault fault) {
        switch (fault) {
            case Fault.Killed(var victim, _) -> stand.kill(victim);
            case Fault.Asleep(var victim, _) -> {
                if (!stand.stop(victim)) {
                    log.say(victim.key() + " was not running");
                }
            }
            case Fault.CutOff(var wire, var manner, _) -> detour(wire).cut(manner);
            case Fault.Full(var disk, _) -> disks.fill(disk, stand.pids(disk.writers()));
        }
    }

    private void end(Fault fault) {
        switch (fault) {
            case Fault.Killed(var victim, _) -> stand.revive(victim);
            case Fault.Asleep(var victim, _) -> stand.wake(victim);
            case Fault.CutOff(var wire, _, _) -> detour(wire).heal();
            case Fault.Full(var disk, _) -> disks.free(disk, stand.pids(disk.writers()));
        }
    }

    private Detour detour(Wire wire) {
        return java.util.Objects.requireNonNull(detours.get(wire));
    }

    private static void pause(Duration length) {
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
