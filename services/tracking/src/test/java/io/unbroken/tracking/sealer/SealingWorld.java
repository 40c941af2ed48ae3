package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.SignatureLine;
import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A log, a recorder, brokers, a witness and a disk in one thread, with a sealer between them that is killed at any step.
final class SealingWorld implements Oracle.Truth {

    private static final Path ROOT = Path.of("/ledger");
    private static final Path STATE = ROOT.resolve(Ledger.SIGNER);
    private static final String KEYS = "keys.v1";
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final NoteSigner SIGNER =
            new NoteSigner("unbroken.example/log", SigningKey.of(new byte[32]));

    /// In the end, more steps than all that was left undone takes.
    private static final int STEPS_AT_REST = 400;

    private final Random random;
    private final Bug bug;
    private final Calamity calamity;
    private final List<SimulatedPartition> partitions =
            List.of(
                    new SimulatedPartition("collection.events.v1", 0, true),
                    new SimulatedPartition("collection.events.v1", 1, true),
                    new SimulatedPartition(KEYS, 0, false));
    private final Oracle oracle = new Oracle(this, SIGNER.verifierKey());
    private final List<Note> published = new ArrayList<>();
    private final List<PublishedLedger.Entry> entries = new ArrayList<>();
    private final List<Sealer> sealers = new ArrayList<>();
    private CrashingDisk disk;
    private Optional<CrashingDisk> backup = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean faults = true;
    private boolean struck;
    private boolean halted;
    private boolean failing;

    SealingWorld(long seed, Bug bug, Calamity calamity) {
        this.random = new Random(seed);
        this.bug = bug;
        this.calamity = calamity;
        this.disk = new CrashingDisk(ROOT, random.nextLong());
    }

    /// Runs for a while, then lets everything come to rest, and checks what must be true then.
    void run(int steps) {
        int strikes = steps / 2 + random.nextInt(steps / 4);
        for (int i = 0; i < steps; i++) {
            if (i == strikes) {
                strike();
            }
            something();
        }
        rest();
    }

    private void something() {
        switch (random.nextInt(12)) {
            // Sometimes so many that tiles become full.
            case 0, 1, 2 -> any().append(random.nextInt(random.nextInt(20) == 0 ? 300 : 5), random);
            case 3, 4 -> any().record(random.nextInt(100));
            case 5 -> now = now.plusMillis(random.nextInt(2_000));
            case 6 -> {
                if (random.nextInt(6) == 0) {
                    any().fallBack(random);
                } else if (random.nextInt(4) == 0) {
                    disk.killAt(random.nextInt(60));
                } else if (random.nextInt(12) == 0) {
                    crash();
                }
            }
            default -> work();
        }
    }

    private SimulatedPartition any() {
        return partitions.get(random.nextInt(partitions.size()));
    }

    private void crash() {
        sealers.clear();
        if (random.nextBoolean()) {
            disk.losePower();
        }
        disk.go();
        if (!struck && random.nextInt(3) == 0) {
            backup = Optional.of(disk.copy(random.nextLong()));
        }
    }

    private void strike() {
        crash();
        struck = true;
        List<Path> files = disk.files().keySet().stream().sorted().toList();
        Optional<Path> file =
                files.isEmpty()
                        ? Optional.empty()
                        : Optional.of(files.get(random.nextInt(files.size())));
        switch (calamity) {
            case NONE -> {}
            case RECORDER_DISAGREES -> partitions.get(random.nextInt(2)).dispute();
            case LOG_ALTERED ->
                    partitions.stream()
                            .filter(partition -> sealed(partition) > 0)
                            .findFirst()
                            .ifPresent(partition -> partition.alter(sealed(partition), random));
            case DIRECTORY_RESTORED -> backup.ifPresent(old -> disk = old);
            case STATE_RESTORED ->
                    backup.flatMap(old -> Optional.ofNullable(old.files().get(STATE)))
                            .filter(_ -> files.contains(STATE))
                            .ifPresent(old -> disk.tamper(STATE, old));
            case DIRECTORY_LOST -> {
                files.forEach(disk::remove);
                restore();
            }
            case TILES_LOST -> {
                files.stream().filter(each -> !each.equals(STATE)).forEach(disk::remove);
                restore();
            }
            case FILE_LOST -> file.ifPresent(disk::remove);
            case FILE_ALTERED -> file.ifPresent(this::alter);
        }
    }

    /// As the command does it, again after each crash and outage.
    private void restore() {
        while (true) {
            try {
                disk.killAt(random.nextInt(2_000));
                new Restoration(
                                new LedgerDirectory(disk, ROOT),
                                SIGNER.name(),
                                new Restoration.Ports(
                                        new Reading(),
                                        this::readPublished,
                                        List.of(this::remembering),
                                        this::takeAway,
                                        _ -> {}))
                        .run();
                disk.go();
                return;
            } catch (CrashingDisk.Killed killed) {
                crash();
            } catch (BrokersAway away) {
                // It is begun again.
            } catch (Disagreement refused) {
                // Only the witness knows of what was signed last.
                Oracle.require(
                        oracle.mostSigned() > oracle.size(),
                        "a refusal without a cause: " + refused);
                halted = true;
                disk.go();
                return;
            }
        }
    }

    private void readPublished(Consumer<PublishedLedger.Entry> each) {
        outage();
        entries.forEach(each);
    }

    private Optional<SignatureLine> remembering(Note note, Tree tree) {
        if (oracle.mostSigned() > tree.size()) {
            throw new Disagreement("the witness has seen a later one");
        }
        return Optional.of(note.signatures().getFirst());
    }

    private void takeAway(String name) {
        disk.files().keySet().stream()
                .filter(file -> file.startsWith(ROOT.resolve(name)))
                .forEach(disk::remove);
    }

    private void alter(Path file) {
        byte[] bytes = Objects.requireNonNull(disk.files().get(file)).clone();
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            disk.tamper(file, bytes);
        }
    }

    private void work() {
        if (halted) {
            return;
        }
        boolean another = bug == Bug.DOES_NOT_LOCK && sealers.size() < 2 && random.nextInt(9) == 0;
        try {
            if (sealers.isEmpty() || another) {
                sealers.add(open());
            }
            Sealer sealer = sealers.get(random.nextInt(sealers.size()));
            switch (sealer.step()) {
                case Sealer.Step.Sealed(_), Sealer.Step.Idle() -> failing = false;
                case Sealer.Step.Failed(RuntimeException cause) -> failed(cause);
                case Sealer.Step.Halted(RuntimeException cause) -> halted(cause);
            }
        } catch (Disagreement | TileFault halting) {
            halted(halting);
        } catch (RuntimeException cause) {
            failed(cause);
        }
    }

    private void failed(RuntimeException cause) {
        failing = true;
        if (cause instanceof CrashingDisk.Killed) {
            crash();
        } else if (cause instanceof BrokersAway) {
            // The same process opens another.
            sealers.clear();
        } else {
            // Such as a file that cannot be read, which waits for an operator as a halt does.
            Oracle.require(struck, "a failure without a cause: " + cause);
            sealers.clear();
        }
    }

    private void halted(RuntimeException cause) {
        boolean restored = calamity == Calamity.DIRECTORY_LOST || calamity == Calamity.TILES_LOST;
        Oracle.require(
                struck && calamity != Calamity.NONE && !restored,
                "a halt without a cause: " + cause);
        halted = true;
        sealers.clear();
    }

    private Sealer open() {
        var files = new LedgerDirectory(new ForgetfulDisk(disk, this::unforced), ROOT);
        var ports =
                new Sealer.Ports(
                        new Reading(),
                        this::trees,
                        List.of(this::witness),
                        new Brokers(),
                        Set.of(KEYS),
                        () -> now);
        return new Sealer(files, ledger(files), ports, INTERVAL);
    }

    private Ledger ledger(LedgerDirectory files) {
        return new Ledger(files, SIGNER) {
            @Override
            Optional<Heads> begun() {
                return bug == Bug.FORGETS_THE_BEGUN_ENTRY ? Optional.empty() : super.begun();
            }

            @Override
            void requireContinues(Tree grown, Hash root) {
                if (bug != Bug.DOES_NOT_CHECK_THE_STATE) {
                    super.requireContinues(grown, root);
                }
            }

            @Override
            void requireOwnTiles() {
                if (bug != Bug.DOES_NOT_CHECK_THE_STATE) {
                    super.requireOwnTiles();
                }
            }
        };
    }

    private Map<LogPartition, Frontier> trees(Set<LogPartition> asked) {
        return partitions.stream()
                .filter(partition -> asked.contains(partition.id))
                .collect(Collectors.toMap(partition -> partition.id, p -> p.recorded(bug)));
    }

    /// The disk as a planted bug uses it.
    private boolean unforced(Path path) {
        String below = ROOT.relativize(path).toString();
        return switch (bug) {
            case STATE_IS_NOT_FORCED -> below.isEmpty() || below.startsWith("signer");
            case ENTRIES_ARE_NOT_FORCED -> below.startsWith("master/tile");
            default -> false;
        };
    }

    private Optional<SignatureLine> witness(Note note, Tree tree) {
        oracle.signed(note);
        return Optional.empty();
    }

    /// Nothing fails any more: what was recorded is sealed, or sealing has halted for a reason.
    private void rest() {
        faults = false;
        disk.go();
        if (random.nextBoolean()) {
            crash();
        }
        partitions.forEach(partition -> partition.record(partition.size()));
        for (int i = 0; i < STEPS_AT_REST; i++) {
            now = now.plusMillis(300);
            work();
        }
        boolean mustHalt =
                switch (calamity) {
                    case RECORDER_DISAGREES ->
                            partitions.stream().anyMatch(SimulatedPartition::disputed);
                    case LOG_ALTERED -> partitions.stream().anyMatch(SimulatedPartition::altered);
                    case NONE,
                            DIRECTORY_RESTORED,
                            STATE_RESTORED,
                            DIRECTORY_LOST,
                            TILES_LOST,
                            FILE_LOST,
                            FILE_ALTERED ->
                            false;
                };
        Oracle.require(halted || !mustHalt, "sealing that goes on");
        if (!halted && !failing) {
            for (SimulatedPartition partition : partitions) {
                Oracle.require(
                        sealed(partition) == partition.size(),
                        "records of %s that are never sealed".formatted(partition.id));
            }
            Oracle.require(
                    calamity != Calamity.NONE
                            || published.isEmpty()
                            || Arrays.equals(
                                    disk.files().get(ROOT.resolve(Ledger.CHECKPOINT)),
                                    published.getLast().bytes()),
                    "a directory that does not show the last checkpoint");
        }
    }

    private int sealed(SimulatedPartition partition) {
        TreeName tree = TreeName.parse(partition.id.id());
        int size = 0;
        while (oracle.follower.checkpoint(tree, size).isPresent()) {
            size++;
        }
        return size;
    }

    private SimulatedPartition of(String tree) {
        return partitions.stream()
                .filter(partition -> partition.id.id().equals(tree))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Hash> leaves(String tree) {
        return of(tree).leaves();
    }

    @Override
    public long mostRecorded(String tree) {
        return of(tree).sealable();
    }

    private void outage() {
        if (faults && random.nextInt(20) == 0) {
            throw new BrokersAway();
        }
    }

    /// What clients throw while brokers are away.
    private static final class BrokersAway extends RuntimeException {}

    private final class Reading implements StoredLog {

        private final Map<LogPartition, Integer> next = new HashMap<>();

        @Override
        public Set<LogPartition> partitions() {
            return partitions.stream().map(p -> p.id).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public void place(LogPartition partition, long offset) {
            next.put(partition, (int) offset);
        }

        @Override
        public List<LogRecord> poll(Duration atMost, Set<LogPartition> resting) {
            outage();
            var batch = new ArrayList<LogRecord>();
            var order = new ArrayList<>(partitions);
            Collections.shuffle(order, random);
            for (SimulatedPartition partition : order) {
                int from = next.getOrDefault(partition.id, 0);
                batch.addAll(partition.read(from, faults ? random.nextInt(60) : 1_000, bug));
                next.put(partition.id, from);
            }
            batch.forEach(record -> next.merge(record.position().partition(), 1, Integer::sum));
            return batch;
        }

        @Override
        public void close() {}
    }

    private final class Brokers implements CheckpointLog {

        @Override
        public Optional<Note> latest() {
            outage();
            return published.isEmpty()
                            || bug == Bug.DOES_NOT_ASK_WHAT_IS_PUBLISHED
                            || bug == Bug.DOES_NOT_CHECK_THE_STATE
                    ? Optional.empty()
                    : Optional.of(published.getLast());
        }

        @Override
        public void publish(Published checkpoint) {
            if (bug == Bug.PUBLISHES_WITHOUT_WAITING && faults && random.nextInt(20) == 0) {
                return;
            }
            outage();
            oracle.published(checkpoint);
            published.add(checkpoint.note());
            entries.add(
                    new PublishedLedger.Entry(
                            checkpoint.note(),
                            Checkpoint.parse(checkpoint.note().text()),
                            Heads.parse(checkpoint.heads())));
            outage();
        }
    }
}
