package io.unbroken.schemas.wire;

import io.unbroken.schemas.keys.KeyStatement;

/// What came of reading a record of the topic of keys.
public sealed interface RegistrationResult permits RegistrationResult.Authentic, Unreadable {

    /// The root signed it.
    ///
    /// @param statement what it says of a key
    /// @param position its place among the root's statements for the party
    /// @param hash the record's hash, which the root's next one for the party names
    record Authentic(KeyStatement statement, ChainPosition position, RecordHash hash)
            implements RegistrationResult {}
}
