package io.unbroken.custody.history;

import io.unbroken.custody.identity.MaterialId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much of what its product tolerates out of range a unit has used up, over all stores and shippers of its life (DOMAIN I-26). Of
/// two loggers in one the worse counts, unless one that is conformant speaks for both.
///
/// @param carriers those in which it was out of range, or may have been
/// @param atLeast how long it was out of range at least
/// @param atMost how long it may have been, times without readings apart
/// @param allowed how long it may be, by the rules at the beginning of its last carriage
/// @param excursionsAtLeast how often it was out of range at least
/// @param excursionsAtMost how often it may have been
/// @param excursionsAllowed how often it may be; empty if that does not matter
public record Exposure(
        MaterialId material,
        List<String> carriers,
        Duration atLeast,
        Duration atMost,
        Duration allowed,
        int excursionsAtLeast,
        int excursionsAtMost,
        Optional<Integer> excursionsAllowed) {}
