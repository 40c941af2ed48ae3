package io.unbroken.custody.event;

import java.util.Optional;

/// What a signature is worth.
///
/// @param doubt why someone else than the party may have signed, one sentence without patient data; empty if nothing speaks for it
public record Standing(Optional<String> doubt) {

    /// The party signed, as far as anyone knows.
    public static final Standing SOUND = new Standing(Optional.empty());

    /// Someone else may have signed.
    public static Standing doubtful(String doubt) {
        return new Standing(Optional.of(doubt));
    }

    public boolean isSound() {
        return doubt.isEmpty();
    }
}
