package io.unbroken.custody.sensing;

import java.time.Instant;

/// One temperature as a logger reported it, before anybody asked whether it can be true.
///
/// @param time by the logger's clock
/// @param reading the number in whatever unit the logger uses, or a code in place of one
public record Reported(Instant time, Reading reading) {}
