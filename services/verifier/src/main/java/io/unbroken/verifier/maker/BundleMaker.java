package io.unbroken.verifier.maker;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.verifier.Testimony;
import io.unbroken.verifier.Unproven;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.SealedLog.SealedTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides what belongs in the bundle of one journey: all records of the histories of keys and of products' rules, all
/// of the journey's events, and those of
/// its loggers' records that say something of it; and of other journeys what claims an identifier of this one.
public final class BundleMaker {

    private static final Comparator<StoredRecord> POSITIONS =
            Comparator.comparing(StoredRecord::topic)
                    .thenComparingInt(StoredRecord::partition)
                    .thenComparingLong(StoredRecord::offset);

    private final CoiId coi;
    private final SealedLog log;
    private final WriterSchemas schemas;
    private final Testimony testimony;
    private final Map<TreeName, SealedTree> trees = new HashMap<>();
    private final List<StoredRecord> statements;
    private final List<StoredRecord> events;
    private final List<StoredRecord> rivals = new ArrayList<>();
    private final List<StoredRecord> telemetry = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /// Takes the records that belong in the bundle whatever they say.
    ///
    /// @param root the key that vouches for the parties' keys
    /// @param schemas where the records' schemas are to be had
    /// @param keys all records of the key history that the log covers, without proofs
    /// @param profiles all records of the history of products' rules that the log covers, without proofs; without any there are no
    ///     rules to judge by, and nothing to prove
    /// @param events all records of the journey, without proofs
    /// @throws NotSealed if the log does not cover one of them yet
    /// @throws Unproven if it is not proved who made one of them
    public BundleMaker(
            CoiId coi,
            SealedLog log,
            PublicKey root,
            WriterSchemas schemas,
            Collection<StoredRecord> keys,
            Collection<StoredRecord> profiles,
            Collection<StoredRecord> events)
            throws NotSealed, Unproven {
        this.coi = coi;
        this.log = log;
        this.schemas = schemas;
        this.testimony = new Testimony(coi, root, schemas);
        this.statements = Stream.concat(sorted(keys).stream(), sorted(profiles).stream()).toList();
        this.events = sorted(events);
        if (profiles.isEmpty()) {
            throw new NotSealed(TopicCatalogue.PROFILES.name() + "/0/0");
        }
        for (StoredRecord record : this.statements) {
            requireSealed(record);
            testimony.add(record, 0);
        }
        for (StoredRecord record : this.events) {
            requireSealed(record);
            testimony.add(record, 0);
        }
        testimony.requireWholeChains();
    }

    /// Which loggers were with the material, and when: their records may belong in the bundle.
    public List<LoggerAssignment> assignments() {
        return testimony.assignments();
    }

    /// The runs of the reports that were added and count: readings of them belong in the bundle too.
    public List<Testimony.Run> runs() {
        return testimony.runs();
    }

    /// Adds records of loggers; those that say nothing of the journey are left out in the end. One that was added before is
    /// passed over.
    ///
    /// @throws Unproven if it is not proved who made one of them
    public void add(Collection<StoredRecord> records) throws Unproven {
        for (StoredRecord record : sorted(records)) {
            if (seen.add(record.position())) {
                testimony.add(record, telemetry.size());
                telemetry.add(record);
            }
        }
    }

    /// The identifiers that the journey claims for itself.
    public Set<Alias> claimed() {
        return testimony.claimed();
    }

    /// Adds events of other journeys that may claim one of its identifiers; those that do not are left out in the end.
    ///
    /// @throws Unproven if it is not proved who made one of them
    public void addRivals(Collection<StoredRecord> records) throws Unproven {
        for (StoredRecord record : sorted(records)) {
            testimony.add(record, rivals.size());
            rivals.add(record);
        }
    }

    /// The bundle of what was added.
    ///
    /// @throws NotSealed if the log does not cover one of the records yet
    public Bundle bundle() throws NotSealed {
        List<StoredRecord> needed = new ArrayList<>();
        for (long index : testimony.needed()) {
            StoredRecord record = telemetry.get((int) index);
            requireSealed(record);
            needed.add(record);
        }
        List<StoredRecord> events = new ArrayList<>(this.events);
        for (long index : testimony.rivals()) {
            StoredRecord record = rivals.get((int) index);
            requireSealed(record);
            events.add(record);
        }
        List<StoredRecord> records = new ArrayList<>(statements);
        records.addAll(sorted(events));
        records.addAll(sorted(needed));
        return new Bundle(
                coi,
                log,
                schemas,
                Map.copyOf(trees),
                records,
                testimony.history(),
                testimony.readings());
    }

    private void requireSealed(StoredRecord record) throws NotSealed {
        TreeName name = Bundle.tree(record);
        Optional<SealedTree> tree = Optional.ofNullable(trees.get(name)).or(() -> log.tree(name));
        if (tree.isEmpty() || tree.get().head().size() <= record.offset()) {
            throw new NotSealed(record.position());
        }
        trees.put(name, tree.get());
    }

    private static List<StoredRecord> sorted(Collection<StoredRecord> records) {
        return records.stream().sorted(POSITIONS).distinct().toList();
    }
}
