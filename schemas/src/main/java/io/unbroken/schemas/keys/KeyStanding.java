package io.unbroken.schemas.keys;

import java.time.Instant;

/// What a key's signature is worth on a record that the log had at some time.
public sealed interface KeyStanding {

    /// Nobody registered it, or the root said things of it that contradict each other.
    record Unknown() implements KeyStanding {}

    /// It was the party's own.
    record Valid() implements KeyStanding {}

    /// It was the party's own, but perhaps not only its.
    ///
    /// @param since from when on
    /// @param reason why, in the root's words
    record Doubtful(Instant since, String reason) implements KeyStanding {}

    /// It was revoked by then.
    ///
    /// @param from from when on
    record Revoked(Instant from) implements KeyStanding {}

    /// The party had stopped signing with it by then.
    ///
    /// @param from from when on
    record Retired(Instant from) implements KeyStanding {}
}
