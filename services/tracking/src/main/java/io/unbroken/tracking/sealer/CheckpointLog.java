package io.unbroken.tracking.sealer;

import io.unbroken.ledger.note.Note;
import java.util.Optional;

/// Where checkpoints are published: `checkpoints.v1`.
public interface CheckpointLog {

    /// The largest published checkpoint that our key signed, as it stands there.
    Optional<Note> latest();

    /// Publishes, and returns when all in-sync replicas have it. To publish one again does no harm.
    void publish(Published checkpoint);

    /// A checkpoint with what a follower needs to believe its heads.
    ///
    /// @param note the signed note
    /// @param heads the master log's last entry
    /// @param proof that this entry is in the checkpoint's tree, as lines of base64
    @SuppressWarnings(
            "ArrayRecordComponent") // Compared by no one; lives as long as one publication.
    record Published(Note note, byte[] heads, String proof) {}
}
