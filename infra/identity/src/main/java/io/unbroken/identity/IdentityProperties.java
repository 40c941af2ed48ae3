package io.unbroken.identity;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the provider is told.
///
/// @param issuer the address by which browsers and services know it, and which stands in its tokens
/// @param directory where its signing key and secrets are
/// @param pages the address of each service's pages, by the service's name
@ConfigurationProperties(prefix = "unbroken", ignoreUnknownFields = false)
record IdentityProperties(String issuer, Path directory, Map<String, String> pages) {
    IdentityProperties {
        if (!issuer.matches("https?://[^/]+(/.*)?")) {
            throw new IllegalArgumentException(
                    "UNBROKEN_ISSUER must be an http address, found '" + issuer + "'");
        }
        if (directory.toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "UNBROKEN_IDENTITY_DIR must name the directory of keys");
        }
        pages = Map.copyOf(pages);
    }
}
