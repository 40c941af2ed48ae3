package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.note.Note;
import java.util.function.Consumer;

/// Everything that was published of a log: its checkpoints and, with them, the entries of its master log.
@FunctionalInterface
public interface PublishedLedger {

    /// Gives each checkpoint of the log from the first one on, in the order of publication; one may come several times.
    void read(Consumer<Entry> each);

    /// A checkpoint, of which the log's signature and the proof of its last entry were verified.
    record Entry(Note note, Checkpoint checkpoint, Heads heads) {}
}
