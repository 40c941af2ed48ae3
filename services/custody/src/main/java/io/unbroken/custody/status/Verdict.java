package io.unbroken.custody.status;

/// What is known of one check.
public enum Verdict {
    /// It was checked and is as it must be.
    CONFORMANT,
    /// It was checked and is not.
    NON_CONFORMANT,
    /// Not enough is known; holds like a breach.
    UNKNOWN
}
