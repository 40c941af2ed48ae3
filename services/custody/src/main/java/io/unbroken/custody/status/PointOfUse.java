package io.unbroken.custody.status;

/// Where someone must decide whether to go on, in the order of a journey.
public enum PointOfUse {
    RELEASE,
    DISPATCH,
    LYMPHODEPLETION,
    THAW,
    INFUSION
}
