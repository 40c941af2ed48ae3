package io.unbroken.schemas.wire;

import java.util.Objects;

/// A record that cannot be read or attributed, and is to be kept whole.
///
/// @param reason why
/// @param detail one sentence for operators, without payload or patient data
public record Unreadable(QuarantineReason reason, String detail)
        implements EventResult,
                TelemetryResult,
                RegistrationResult,
                ProfileResult,
                StatusResult,
                RecordOpener.Opened,
                AvroReader.Payload,
                AvroReader.Decoded {

    /// What the model refuses; its messages name the field and never repeat what was given.
    static Unreadable invalid(IllegalArgumentException refusal) {
        return new Unreadable(
                QuarantineReason.INVALID_VALUE,
                Objects.requireNonNullElse(refusal.getMessage(), "the model refuses a value"));
    }
}
