package io.unbroken.ledger.witness;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.text.StrictText;
import java.util.Optional;

/// What a witness cosigned last of each log: the signed notes, one file each, named by the hash of the origin.
final class WitnessMemory {

    private final DurableFiles files;

    WitnessMemory(DurableFiles files) {
        this.files = files;
    }

    /// The checkpoint that was cosigned last; the one without leaves if there is none.
    ///
    /// @throws IllegalStateException if the file is not what was written: then nothing may be cosigned
    Checkpoint last(String origin) {
        Optional<byte[]> note = files.read(file(origin), Note.MOST_BYTES);
        if (note.isEmpty()) {
            return Checkpoint.of(origin, 0, Hash.EMPTY);
        }
        try {
            Checkpoint last = Checkpoint.parse(Note.parse(note.get()).text());
            if (!last.origin().equals(origin)) {
                throw new IllegalArgumentException("expected the origin of its name");
            }
            return last;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The witness's file %s is damaged. Nothing is cosigned for this log until the file is restored as it was last."
                            .formatted(file(origin)),
                    e);
        }
    }

    /// Keeps a checkpoint. On return it survives any crash.
    void keep(String origin, Note note) {
        files.replace(file(origin), note.bytes());
    }

    private static String file(String origin) {
        return "logs/" + Hash.leaf(StrictText.utf8(origin)) + ".checkpoint";
    }
}
