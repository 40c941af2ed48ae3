package io.unbroken.simulator.script;

import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.ProfileId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// With which a journey begins: a made-up patient is enrolled and a chain of identity id assigned.
public record Enrolment(
        UUID request,
        Patient patient,
        OrderId order,
        ProfileId product,
        String consentVersion,
        Instant eventTime,
        int offsetMinutes,
        DeviceId device) {

    /// Nobody real. Goes to the collection site's vault alone.
    public record Patient(String name, LocalDate birthDate, String recordNumber) {
        @Override
        public String toString() {
            return "a patient";
        }
    }
}
