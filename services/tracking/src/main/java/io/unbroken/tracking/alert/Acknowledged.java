package io.unbroken.tracking.alert;

import java.util.List;

/// An alert with what people noted on it.
///
/// @param notes the oldest first
public record Acknowledged(Alert alert, List<Acknowledgement> notes) {

    public Acknowledged {
        notes = List.copyOf(notes);
    }

    /// Whether somebody has seen it as it is now.
    public boolean seen() {
        return notes.stream().anyMatch(note -> note.covers(alert));
    }
}
