package io.unbroken.platform;

import java.util.Optional;

/// Where the parts are.
///
/// @param ports of those on this machine
/// @param otherMongodb a MongoDB that is used instead of our store
public record Addresses(Ports ports, Optional<String> otherMongodb) {
    /// Kafka's bootstrap servers.
    public String kafka() {
        return "127.0.0.1:" + ports.of(Part.BROKER);
    }

    /// The registry's Confluent-compatible API.
    public String registry() {
        return "http://127.0.0.1:" + ports.of(Part.REGISTRY) + "/apis/ccompat/v7";
    }

    /// The store's connection string.
    public String mongodb() {
        return otherMongodb.orElse("mongodb://127.0.0.1:" + ports.of(Part.STORE));
    }

    /// The OIDC issuer, by the one host name that browsers and services both use.
    public String issuer() {
        return ports.http(Part.OIDC);
    }
}
