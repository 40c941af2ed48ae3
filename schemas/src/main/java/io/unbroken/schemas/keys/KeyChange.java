package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.ContentHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the root says of a key after it registered it. All times are in whole microseconds and are compared with the times at
/// which the log had a record, never with what a device's clock said.
public sealed interface KeyChange
        permits KeyChange.KeyRetirement, KeyChange.KeyRevocation, KeyChange.KeyWithdrawal {

    /// One line on a screen; a story belongs elsewhere.
    int LONGEST_REASON = 120;

    /// The party stops signing with it, in order.
    ///
    /// @param from records from then on do not count
    record KeyRetirement(Instant from) implements KeyChange {
        public KeyRetirement {
            from = from.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// Someone else may have signed with it.
    ///
    /// @param from records from then on do not count
    /// @param compromisedSince records from then on, until `from`, count as doubtful
    /// @param reason why, one line without patient data
    record KeyRevocation(Instant from, Instant compromisedSince, String reason)
            implements KeyChange {
        public KeyRevocation {
            from = from.truncatedTo(ChronoUnit.MICROS);
            compromisedSince = compromisedSince.truncatedTo(ChronoUnit.MICROS);
            if (compromisedSince.isAfter(from)) {
                throw new IllegalArgumentException(
                        "compromisedSince: expected a time not after %s, from which the key is revoked, found %s"
                                .formatted(from, compromisedSince));
            }
            requireReason(reason);
        }
    }

    /// An earlier statement about it was a mistake and counts no longer, as if it had never been made. A withdrawal cannot be
    /// withdrawn; what was right after all is stated again.
    ///
    /// @param statement the content hash of what is taken back
    /// @param reason why, one line without patient data
    record KeyWithdrawal(ContentHash statement, String reason) implements KeyChange {
        public KeyWithdrawal {
            requireReason(reason);
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "reason: expected one line of 1 to %d characters".formatted(LONGEST_REASON));
        }
    }
}
