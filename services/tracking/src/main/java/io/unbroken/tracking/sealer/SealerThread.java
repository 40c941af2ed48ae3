package io.unbroken.tracking.sealer;

import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.tracking.log.LogPartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the sealer of a ledger's directory in a thread of its own, if no other process does, and says how it is.
public final class SealerThread {

    private static final Logger LOG = LoggerFactory.getLogger(SealerThread.class);

    /// Holds why sealing has halted. A person takes it away when the cause is known and mended.
    static final String HALTED = "halted";

    /// Between a sealer that failed, or that another process has, and the next attempt.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// New partitions are found within this time.
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    /// The first failure of an outage is worth a line, and then one about each minute.
    private static final int LINES_APART = 60;

    /// A step takes far less. What is not done by then comes again after the next start.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Path directory;
    private final NoteSigner signer;
    private final Duration interval;
    private final Supplier<StoredLog> logs;
    private final RecordedTrees recorded;
    private final List<Witness> witnesses;
    private final CheckpointLog checkpoints;
    private final Set<String> unrecorded;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().daemon().name("sealer").unstarted(this::run);
    private volatile boolean stopping;
    private volatile Condition condition = new Condition.Standby();
    private volatile long size;
    private volatile long lag;
    private volatile Optional<Instant> sealed = Optional.empty();
    private int failures;

    /// How the sealer is.
    public sealed interface Condition {

        /// It seals.
        record Sealing() implements Condition {}

        /// Another process holds the directory, and seals.
        record Standby() implements Condition {}

        /// Something that it needs is away.
        ///
        /// @param what the failure's kind
        record Waiting(String what, Instant since) implements Condition {}

        /// Nothing is signed any more.
        record Halted(String why) implements Condition {}
    }

    /// @param directory of the ledger
    /// @param signer the log's key under its origin
    /// @param interval between two checkpoints
    /// @param logs makes the reader of the stored bytes
    /// @param unrecorded topics without a recorder
    public SealerThread(
            Path directory,
            NoteSigner signer,
            Duration interval,
            Supplier<StoredLog> logs,
            RecordedTrees recorded,
            List<Witness> witnesses,
            CheckpointLog checkpoints,
            Set<String> unrecorded,
            InstantSource clock) {
        this.directory = directory;
        this.signer = signer;
        this.interval = interval;
        this.logs = logs;
        this.recorded = recorded;
        this.witnesses = List.copyOf(witnesses);
        this.checkpoints = checkpoints;
        this.unrecorded = Set.copyOf(unrecorded);
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /// Lets the thread finish its step, and waits for that.
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public Condition condition() {
        return condition;
    }

    /// The size of the last checkpoint that this process published; 0 if none.
    public long size() {
        return size;
    }

    /// Records that were read and are not sealed yet, as this process knows.
    public long lag() {
        return lag;
    }

    /// When this process published last.
    public Optional<Instant> sealed() {
        return sealed;
    }

    private void run() {
        while (!stopping) {
            try (LedgerLock lock = LedgerLock.take(directory).orElse(null)) {
                if (lock == null) {
                    condition = new Condition.Standby();
                    lag = 0;
                } else if (Files.exists(directory.resolve(HALTED))) {
                    stayHalted();
                } else {
                    seal();
                }
            } catch (Disagreement | TileFault found) {
                halt(found);
            } catch (RuntimeException away) {
                failed(away);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void seal() {
        if (condition instanceof Condition.Halted) {
            LOG.info("{} was taken away; sealing begins again.", directory.resolve(HALTED));
            condition = new Condition.Standby();
        }
        try (StoredLog log = logs.get()) {
            var files = new LedgerDirectory(FileOperations.disk(), directory);
            var ports = new Sealer.Ports(log, recorded, witnesses, checkpoints, unrecorded, clock);
            Set<LogPartition> partitions = log.partitions();
            var sealer = new Sealer(files, new Ledger(files, signer), ports, interval);
            Instant look = clock.instant().plus(BETWEEN_LOOKS);
            while (!stopping && !(condition instanceof Condition.Halted)) {
                step(sealer);
                if (clock.instant().isAfter(look)) {
                    if (!log.partitions().equals(partitions)) {
                        LOG.info("The log has other partitions than before; sealing begins anew.");
                        return;
                    }
                    look = clock.instant().plus(BETWEEN_LOOKS);
                }
            }
        }
    }

    private void step(Sealer sealer) {
        switch (sealer.step()) {
            case Sealer.Step.Sealed(long now) -> {
                size = now;
                sealed = Optional.of(clock.instant());
                well();
            }
            case Sealer.Step.Idle() -> well();
            case Sealer.Step.Failed(RuntimeException cause) -> throw cause;
            case Sealer.Step.Halted(RuntimeException cause) -> halt(cause);
        }
        lag = sealer.lag();
    }

    private void well() {
        if (failures > 0) {
            LOG.info("Sealing goes on; nothing was skipped.");
            failures = 0;
        }
        condition = new Condition.Sealing();
    }

    private void failed(RuntimeException away) {
        Instant since =
                condition instanceof Condition.Waiting(String _, Instant begun)
                        ? begun
                        : clock.instant();
        condition = new Condition.Waiting(away.getClass().getSimpleName(), since);
        if (failures % LINES_APART == 0) {
            LOG.warn(
                    "Sealing waits: attempt {} failed and is repeated until it works. Check broker, store and the disk of {}.",
                    failures + 1,
                    directory,
                    away);
        }
        failures++;
    }

    private void halt(RuntimeException found) {
        String why = String.valueOf(found.getMessage());
        condition = new Condition.Halted(why);
        LOG.error(
                "SEALING HAS HALTED: {}. Nothing is signed any more. Find out which of the two is wrong before anything else is"
                        + " done to log, store or {}, then take {} away: docs/operating/sealing.md.",
                why,
                directory,
                directory.resolve(HALTED),
                found);
        try {
            Files.writeString(
                    directory.resolve(HALTED),
                    clock.instant() + "\n" + why + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.error("{} could not be written; do not restart.", directory.resolve(HALTED), e);
            while (!stopping) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void stayHalted() {
        if (condition instanceof Condition.Halted) {
            return;
        }
        try {
            String why = Files.readString(directory.resolve(HALTED));
            condition = new Condition.Halted(why.strip());
            LOG.error(
                    "Sealing stays halted: {}. When the cause is mended, take {} away: docs/operating/sealing.md.",
                    why.strip(),
                    directory.resolve(HALTED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
