package io.unbroken.tracking.settings;

import io.unbroken.schemas.catalogue.Brokers;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where tracking finds what it needs; each value comes from the environment variable of its name in `application.yaml`.
///
/// @param kafka bootstrap servers
/// @param kafkaSettings file with more settings of Kafka's clients, such as a login; empty where brokers ask for none
/// @param registry address of the Confluent-compatible schema registry
/// @param mongodb address of the store; the database is `tracking` unless it names another
/// @param trustRoot file with the root public key (PEM), or the PEM itself
/// @param oidcClientId as which our pages sign people in
/// @param oidcClientSecret that client's secret
/// @param threads threads that record; more than the log has partitions are idle
@Validated
@ConfigurationProperties("unbroken")
public record TrackingProperties(
        @NotBlank(message = "set UNBROKEN_KAFKA to host:port of a broker") String kafka,
        @NotNull String kafkaSettings,
        @NotBlank(message = "set UNBROKEN_REGISTRY to the schema registry's address")
                String registry,
        @NotBlank(message = "set UNBROKEN_MONGODB to mongodb://host:port") String mongodb,
        @NotBlank(message = "set UNBROKEN_ISSUER to the OIDC provider's issuer") String issuer,
        @NotBlank(message = "set UNBROKEN_TRUST_ROOT to the root public key's PEM file")
                String trustRoot,
        @NotBlank String oidcClientId,
        @NotBlank(message = "set UNBROKEN_OIDC_CLIENT_SECRET to this client's secret")
                String oidcClientSecret,
        @Min(1) @Max(64) int threads) {

    /// The brokers as tracking speaks with them.
    public Brokers brokers() {
        return Brokers.of(kafka, kafkaSettings);
    }

    /// Without the secret: this may be printed.
    @Override
    public String toString() {
        return "TrackingProperties[kafka=%s, registry=%s, issuer=%s, threads=%d]"
                .formatted(kafka, registry, issuer, threads);
    }
}
