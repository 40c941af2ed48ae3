package io.unbroken.custody.profile;

import io.unbroken.custody.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A statement that these are the rules of a product, by two people.
///
/// @param id given by whoever publishes it; the idempotency key
/// @param time when it was approved and sent, by the publishing service's clock; UTC, whole microseconds
/// @param profile the rules
/// @param authored who wrote them
/// @param approved who approved and published them, never the author
public record ProfileEdition(
        EditionId id,
        Instant time,
        ProductProfile profile,
        ProfileSignature authored,
        ProfileSignature approved) {

    /// @throws IllegalArgumentException if a signature has the other's meaning, or both are one person's
    public ProfileEdition {
        time = time.truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(Event.EARLIEST) || time.isAfter(Event.LATEST)) {
            throw new IllegalArgumentException(
                    "time: expected %s to %s, found %s"
                            .formatted(Event.EARLIEST, Event.LATEST, time));
        }
        require("authored", authored, ProfileMeaning.PROFILE_AUTHORED);
        require("approved", approved, ProfileMeaning.PROFILE_APPROVED_BY_QUALITY);
        if (authored.person().equals(approved.person())) {
            throw new IllegalArgumentException(
                    "approved: expected another person than the author, found the same");
        }
    }

    private static void require(String field, ProfileSignature signature, ProfileMeaning meaning) {
        if (signature.meaning() != meaning) {
            throw new IllegalArgumentException(
                    "%s: expected the meaning %s, found %s"
                            .formatted(field, meaning, signature.meaning()));
        }
    }
}
