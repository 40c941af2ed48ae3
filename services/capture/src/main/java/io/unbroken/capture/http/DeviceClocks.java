package io.unbroken.capture.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What a device's clock may show, beside the server's.
///
/// @param furthestAhead how far it may be ahead
record DeviceClocks(Duration furthestAhead, Clock clock) {

    /// Refuses a time that lies further ahead than a clock may be wrong.
    ///
    /// @throws BadInput naming the field
    void requireNotAhead(String field, Instant time) {
        if (time.isAfter(clock.instant().plus(furthestAhead))) {
            throw BadInput.field(
                    field,
                    "Expected a time at most %s ahead of the server's clock; check the device's clock."
                            .formatted(furthestAhead));
        }
    }
}
