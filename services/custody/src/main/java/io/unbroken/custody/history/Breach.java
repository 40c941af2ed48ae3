package io.unbroken.custody.history;

/// Whether a limit is broken, as far as readings can tell (DOMAIN §2.7): what they prove at least breaks it, or only what they do not
/// rule out.
enum Breach {
    NONE,
    POSSIBLE,
    PROVEN;

    /// Of a figure of which two bounds are known.
    static <T extends Comparable<? super T>> Breach above(T limit, T atLeast, T atMost) {
        if (atLeast.compareTo(limit) > 0) {
            return PROVEN;
        }
        return atMost.compareTo(limit) > 0 ? POSSIBLE : NONE;
    }

    /// The worse of both.
    Breach or(Breach other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
