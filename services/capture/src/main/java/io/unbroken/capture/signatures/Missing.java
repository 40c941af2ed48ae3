package io.unbroken.capture.signatures;

/// What a signature is missing.
public enum Missing {
    /// A sign-in after a challenge for exactly this, at most two minutes old.
    SIGN_IN,
    /// There was one, and the person proved who they are by less than two components.
    COMPONENTS,
    /// There was one, and it has signed something else.
    SIGN_IN_OF_ITS_OWN
}
