package io.unbroken.schemas.wire;

import io.unbroken.schemas.keys.KeyRegistration;

/// What came of reading a key registration's record.
public sealed interface RegistrationResult permits RegistrationResult.Authentic, Unreadable {

    /// The root signed it.
    ///
    /// @param registration what it registers
    /// @param position its place among the root's registrations for the party
    /// @param hash the record's hash, which the root's next one for the party names
    record Authentic(KeyRegistration registration, ChainPosition position, RecordHash hash)
            implements RegistrationResult {}
}
