package io.unbroken.custody.event;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A statement that something happened to one patient's cells, with the raw scans that back it.
///
/// @param id given by the device; the idempotency key
/// @param coi the chain of identity it belongs to
/// @param eventTime when it happened, by the device's clock; UTC, whole microseconds
/// @param offsetMinutes the local offset from UTC at the place, −1080 to +1080 (Annex 11 asks that times be zone-aware)
/// @param by who did it
/// @param device what captured it
/// @param scans the codes as read, in the order of reading
/// @param fact what happened
public record Event(
        EventId id,
        CoiId coi,
        Instant eventTime,
        int offsetMinutes,
        PersonId by,
        DeviceId device,
        List<Scan> scans,
        Fact fact) {

    /// The platform's epoch: no cell therapy event of ours is older, so an earlier time is a broken clock.
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /// Beyond this no Avro microsecond clock of ours is right either.
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final int WIDEST_OFFSET = 18 * 60;

    public Event {
        eventTime = eventTime.truncatedTo(ChronoUnit.MICROS);
        if (eventTime.isBefore(EARLIEST) || eventTime.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "eventTime: expected %s to %s, found %s"
                            .formatted(EARLIEST, LATEST, eventTime));
        }
        Limits.within("offsetMinutes", offsetMinutes, -WIDEST_OFFSET, WIDEST_OFFSET);
        scans = Limits.atMost("scans", scans);
    }
}
