package io.unbroken.custody.bedside;

import io.unbroken.custody.identity.PartyId;
import java.time.Duration;

/// What this centre demands of a check at the bedside beside the product's own rules.
///
/// @param site this centre
/// @param longestSilence how long the brokers may not be heard
/// @param longestReturn how long what was scanned may take to come back from the history
/// @param farthestApart how far the two people's checks may be apart
/// @param shortestSwitch how long two people at one device take at least from one check to the other: one person with two accounts is quicker (DOMAIN F42)
/// @param goStands how long a GO stands from the second check on
public record BedsideRules(
        PartyId site,
        Duration longestSilence,
        Duration longestReturn,
        Duration farthestApart,
        Duration shortestSwitch,
        Duration goStands) {

    /// @throws IllegalArgumentException if one of them leaves no time
    public BedsideRules {
        require("longestSilence", longestSilence);
        require("longestReturn", longestReturn);
        require("farthestApart", farthestApart);
        require("goStands", goStands);
        if (shortestSwitch.isNegative()) {
            throw new IllegalArgumentException("shortestSwitch: expected 0 or more");
        }
    }

    private static void require(String field, Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(field + ": expected more than 0");
        }
    }
}
