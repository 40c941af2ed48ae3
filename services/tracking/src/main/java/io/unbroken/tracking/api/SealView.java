package io.unbroken.tracking.api;

import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.log.LogPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far an event has come: the brokers have it, or a signed checkpoint covers it.
///
/// @param checkpoint the size of a checkpoint that covers it; null while RECEIVED
record SealView(State state, @Nullable Long checkpoint) {

    enum State {
        RECEIVED,
        SEALED
    }

    static SealView of(LogPosition position, Seals seals) {
        var tree = new TreeName(position.partition().topic(), position.partition().partition());
        Optional<Long> checkpoint = seals.checkpoint(tree, position.offset());
        return new SealView(
                checkpoint.isPresent() ? State.SEALED : State.RECEIVED, checkpoint.orElse(null));
    }
}
