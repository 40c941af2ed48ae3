package io.unbroken.custody.history;

import io.unbroken.custody.status.Verdict;

/// One thing that must hold at a point of use.
///
/// @param name what was checked
/// @param reason why it does not hold, in one sentence; empty text if it does
public record Check(Name name, Verdict outcome, String reason) {

    /// The checks, in the order in which people ask for them.
    public enum Name {
        ORDER,
        INTEGRITY,
        IDENTITY,
        CUSTODY,
        COLD_CHAIN,
        QUALITY,
        RELEASE,
        SITE,
        LYMPHODEPLETION,
        EXPIRY,
        THAW,
        TWO_PEOPLE
    }
}
