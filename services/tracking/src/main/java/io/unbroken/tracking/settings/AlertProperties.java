package io.unbroken.tracking.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// What people are told of.
///
/// @param silence whether a logger that is with cells and of which nothing is heard for longer than the profile allows is an alert; not
///     where loggers are read out at the end of a way only, or readings of long ago are played
@Validated
@ConfigurationProperties("unbroken.tracking.alerts")
public record AlertProperties(boolean silence) {}
