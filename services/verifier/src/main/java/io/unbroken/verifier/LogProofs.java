package io.unbroken.verifier;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.ConsistencyProof;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.InclusionProof;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.Entry;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.TreeHead;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is proved about the log: from the checkpoint's signature down to each record.
///
/// A record counts against the newest head of its tree that the bundle has. Entries that give no such head are refused, but for
/// the log's last, which shows up to when the bundle looks.
final class LogProofs {

    /// The trees of which all records are here.
    private static final SortedMap<TreeName, Fault> WHOLE =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(
                            Map.of(
                                    new TreeName(TopicCatalogue.KEYS.name(), 0), Fault.KEYS,
                                    new TreeName(TopicCatalogue.PROFILES.name(), 0),
                                            Fault.PROFILES)));

    private final Checkpoint checkpoint;
    private final int witnesses;
    private final Map<TreeName, Proved> heads = new HashMap<>();
    private final Set<Long> entries = new HashSet<>();
    private final Set<Long> used = new HashSet<>();
    private final Map<TreeName, Frontier> whole = new HashMap<>();

    private LogProofs(Checkpoint checkpoint, int witnesses) {
        this.checkpoint = checkpoint;
        this.witnesses = witnesses;
    }

    /// Begins with the checkpoint, if the trust file's keys signed it.
    static LogProofs of(Header header, String text, Trust trust) throws Unproven {
        Note note = note(StrictText.utf8(text), Fault.CHECKPOINT);
        Checkpoint checkpoint = checkpoint(note, trust, Fault.CHECKPOINT);
        if (!checkpoint.origin().equals(header.origin()) || checkpoint.size() != header.size()) {
            throw new Unproven(
                    Fault.CHECKPOINT, "expected the checkpoint of the log and size in the header");
        }
        int witnesses = 0;
        for (VerifierKey witness : trust.witnesses()) {
            switch (witness.standing(note)) {
                case VALID -> witnesses++;
                case ABSENT -> {}
                case INVALID ->
                        throw new Unproven(
                                Fault.CHECKPOINT, "the cosignature of a witness is wrong");
            }
        }
        if (witnesses < trust.quorum()) {
            throw new Unproven(
                    Fault.CHECKPOINT,
                    "expected the cosignatures of %d witnesses, found %d"
                            .formatted(trust.quorum(), witnesses));
        }
        return new LogProofs(checkpoint, witnesses);
    }

    static Note note(byte[] bytes, Fault fault) throws Unproven {
        try {
            return Note.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new Unproven(fault, "the checkpoint is no signed note");
        }
    }

    /// What a note states that one of the logs signed.
    static Checkpoint checkpoint(Note note, Trust trust, Fault fault) throws Unproven {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            throw new Unproven(fault, "the checkpoint's text is none");
        }
        boolean signed = false;
        for (VerifierKey log : trust.logs()) {
            if (log.name().equals(checkpoint.origin())) {
                switch (log.standing(note)) {
                    case VALID -> signed = true;
                    case ABSENT -> {}
                    case INVALID -> throw new Unproven(fault, "the log's signature is wrong");
                }
            }
        }
        if (!signed) {
            throw new Unproven(fault, "no log that the trust file knows signed the checkpoint");
        }
        return checkpoint;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    int witnesses() {
        return witnesses;
    }

    /// The size of the reader's checkpoint that the log extends, if one is held.
    Optional<Long> extended(Optional<Consistency> line, Optional<Checkpoint> held) throws Unproven {
        if (line.isPresent()) {
            requireConsistent(line.get());
        }
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint earlier = held.get();
        boolean same =
                earlier.size() == checkpoint.size() && earlier.root().equals(checkpoint.root());
        boolean proved =
                line.isPresent()
                        && line.get().from() == earlier.size()
                        && Hash.parse(line.get().root()).equals(earlier.root());
        if (!earlier.origin().equals(checkpoint.origin())) {
            throw new Unproven(
                    Fault.CONSISTENCY, "the checkpoint that you hold is one of another log");
        }
        if (!same && !proved) {
            throw new Unproven(
                    Fault.CONSISTENCY,
                    earlier.size() > checkpoint.size()
                            ? "the checkpoint that you hold (size %d) is newer than the bundle (size %d): ask for another bundle"
                                    .formatted(earlier.size(), checkpoint.size())
                            : line.isPresent() && line.get().from() == earlier.size()
                                    ? "the log does not extend the checkpoint that you hold: it was rewritten"
                                    : "the bundle has no proof from size %d: ask for it with from=%d"
                                            .formatted(earlier.size(), earlier.size()));
        }
        return Optional.of(earlier.size());
    }

    private void requireConsistent(Consistency line) throws Unproven {
        try {
            var proof = new ConsistencyProof(line.from(), checkpoint.size(), hashes(line.proof()));
            if (!proof.verifies(Hash.parse(line.root()), checkpoint.root())) {
                throw new Unproven(Fault.CONSISTENCY, "the proof of consistency does not hold");
            }
        } catch (IllegalArgumentException e) {
            throw new Unproven(Fault.CONSISTENCY, "the proof of consistency is none");
        }
    }

    void entry(Entry line) throws Unproven {
        try {
            var heads = new Heads(line.heads().stream().map(LogProofs::head).toList());
            var proof = new InclusionProof(line.index(), checkpoint.size(), hashes(line.proof()));
            if (!proof.verifies(heads.leaf(), checkpoint.root())) {
                throw new Unproven(
                        Fault.ENTRY,
                        "entry %d is not proved to be in the master log".formatted(line.index()));
            }
            entries.add(line.index());
            for (Head head : heads.heads()) {
                this.heads.put(head.tree(), new Proved(line.index(), head));
            }
        } catch (IllegalArgumentException e) {
            throw new Unproven(Fault.ENTRY, "the entry is none");
        }
    }

    void record(RawRecord record) throws Unproven {
        TreeName tree = record.tree();
        Proved proved = heads.get(tree);
        if (proved == null) {
            throw new Unproven(Fault.INCLUSION, "no entry here has a head of " + tree);
        }
        used.add(proved.entry());
        Fault fault = WHOLE.get(tree);
        if (fault != null) {
            next(record, proved.head(), fault);
            return;
        }
        try {
            var proof =
                    new InclusionProof(
                            record.stored().offset(),
                            proved.head().size(),
                            hashes(record.stored().proof()));
            if (!proof.verifies(record.leaf(), proved.head().root())) {
                throw new Unproven(Fault.INCLUSION, "the record is not on the log as it is here");
            }
        } catch (IllegalArgumentException e) {
            throw new Unproven(Fault.INCLUSION, "the record's proof is none");
        }
    }

    // The whole tree is here, so its root is computed from all leaves.
    private void next(RawRecord record, Head head, Fault fault) throws Unproven {
        Frontier before = whole.getOrDefault(head.tree(), Frontier.EMPTY);
        if (record.stored().offset() != before.size()
                || before.size() >= head.size()
                || !record.stored().proof().isEmpty()) {
            throw new Unproven(
                    fault,
                    "expected every record of %s once, without proofs".formatted(head.tree()));
        }
        Frontier after = before.append(record.leaf());
        whole.put(head.tree(), after);
        if (after.size() == head.size() && !after.root().equals(head.root())) {
            throw new Unproven(
                    fault,
                    "the records of %s are not those that the checkpoint covers"
                            .formatted(head.tree()));
        }
    }

    void requireWhole() throws Unproven {
        for (Map.Entry<TreeName, Fault> each : WHOLE.entrySet()) {
            Proved proved = heads.get(each.getKey());
            long size = whole.getOrDefault(each.getKey(), Frontier.EMPTY).size();
            if (proved == null || size != proved.head().size()) {
                throw new Unproven(
                        each.getValue(), "the history of %s is not whole".formatted(each.getKey()));
            }
        }
    }

    void requireNoMoreThanNeeded() throws Unproven {
        boolean last = entries.contains(checkpoint.size() - 1);
        used.add(checkpoint.size() - 1);
        if (!last || !used.containsAll(entries)) {
            throw new Unproven(
                    Fault.ENTRY, "expected the entries that records need, and the log's last one");
        }
    }

    private static Head head(TreeHead head) {
        return new Head(TreeName.parse(head.tree()), head.size(), Hash.parse(head.root()));
    }

    private static List<Hash> hashes(List<String> texts) {
        return texts.stream().map(Hash::parse).toList();
    }

    private record Proved(long entry, Head head) {}
}
