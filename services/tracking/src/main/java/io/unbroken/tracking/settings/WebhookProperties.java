package io.unbroken.tracking.settings;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How alerts go out by webhook.
///
/// @param keyFile file with the key from which secrets are computed (32 bytes in hexadecimal, mode 0600), made if it is not there; webhooks
///     are off if empty. All instances have the same
/// @param privateAddresses whether targets may be in our own network, and without TLS
@Validated
@ConfigurationProperties("unbroken.tracking.webhooks")
public record WebhookProperties(@NotNull String keyFile, boolean privateAddresses) {}
