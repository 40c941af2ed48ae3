package io.unbroken.infusion.verdict;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How old a status may be.
///
/// @param longestSilence how long the brokers may not be heard before every answer is HOLD
@Validated
@ConfigurationProperties("unbroken.status")
public record VerdictProperties(@NotNull Duration longestSilence) {}
