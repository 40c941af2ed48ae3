package io.unbroken.tracking.planted.one;

import io.unbroken.tracking.planted.two.KnowsOne;

/// Half of a cycle.
public record KnowsTwo(KnowsOne other) {}
