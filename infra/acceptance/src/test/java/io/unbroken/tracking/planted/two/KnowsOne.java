package io.unbroken.tracking.planted.two;

import io.unbroken.tracking.planted.one.KnowsTwo;
import java.util.Optional;

/// The other half of a cycle.
public record KnowsOne(Optional<KnowsTwo> other) {}
