package io.unbroken.capture.settings;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.catalogue.Brokers;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// What a party service must know; each value comes from the environment variable of its name in `capture.yaml`.
///
/// @param kind what kind of party this service speaks for
/// @param roles the roles that may call it
/// @param party the party's id, such as `site-lindenhof`
/// @param kafka bootstrap servers
/// @param kafkaSettings file with more settings of Kafka's clients, such as a login; empty where brokers ask for none
/// @param registry address of the Confluent-compatible schema registry
/// @param issuer the OIDC provider's issuer
/// @param oidcClientId as which our pages sign people in
/// @param oidcClientSecret that client's secret
/// @param signatureComponents what a sign-in has to consist of to be a signature, see [Components]
/// @param keyFile file with the party's signing key (PKCS#8 PEM, mode 0600), or the `pkcs11:` URI of one in a device
/// @param trustRoot file with the root public key (PEM)
/// @param logKey vkey of the log whose checkpoints seal what is sent
/// @param furthestAhead how far a device's clock may be ahead of ours
/// @param csvMappings directory with mappings of CSV files beside those that come with the service, or empty
@Validated
@ConfigurationProperties("unbroken")
public record CaptureProperties(
        @NotNull PartyKind kind,
        @NotEmpty Set<String> roles,
        @NotBlank(message = "set UNBROKEN_PARTY to the party's id") String party,
        @NotBlank(message = "set UNBROKEN_KAFKA to host:port of a broker") String kafka,
        @NotNull String kafkaSettings,
        @NotBlank(message = "set UNBROKEN_REGISTRY to the schema registry's address")
                String registry,
        @NotBlank(message = "set UNBROKEN_ISSUER to the OIDC provider's issuer") String issuer,
        @NotBlank String oidcClientId,
        @NotBlank(message = "set UNBROKEN_OIDC_CLIENT_SECRET to this client's secret")
                String oidcClientSecret,
        @NotEmpty
                Set<
                                @Pattern(
                                        regexp = Components.WAY,
                                        message =
                                                "set UNBROKEN_SIGNATURE_COMPONENTS to ways of two components each, such as pwd+pin,hwk+mfa,pop+mfa")
                                String>
                        signatureComponents,
        @NotBlank(message = "set UNBROKEN_KEY_FILE to the party's signing key") String keyFile,
        @NotBlank(message = "set UNBROKEN_TRUST_ROOT to the root public key's PEM file")
                String trustRoot,
        @NotBlank(
                        message =
                                "set UNBROKEN_LEDGER_KEY to the vkey of the log, see /ledger/key of tracking")
                String logKey,
        @NotNull Duration furthestAhead,
        @NotNull String csvMappings) {

    /// Without the secret: this may be printed.
    @Override
    public String toString() {
        return "CaptureProperties[kind=%s, party=%s, kafka=%s, registry=%s, issuer=%s]"
                .formatted(kind, party, kafka, registry, issuer);
    }

    /// What a sign-in has to consist of to be a signature.
    public Components components() {
        return new Components(signatureComponents.stream().sorted().toList());
    }

    /// The brokers as this service speaks with them.
    public Brokers brokers() {
        return Brokers.of(kafka, kafkaSettings);
    }
}
