package io.unbroken.collection.vault;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where the vault is.
///
/// @param mongodb address of the store; the database is `vault` unless it names another
/// @param keyFile file with the key that wraps the patients' keys: 32 bytes in hexadecimal, mode 0600
/// @param facility the site's ISBT 128 facility number, which begins its chain of identity ids
@Validated
@ConfigurationProperties("unbroken.vault")
public record VaultProperties(
        @NotBlank(message = "set UNBROKEN_MONGODB to mongodb://host:port") String mongodb,
        @NotBlank(message = "set UNBROKEN_VAULT_KEY_FILE to the vault's key file") String keyFile,
        @NotBlank String facility) {

    /// Without the address, which may hold a password.
    @Override
    public String toString() {
        return "VaultProperties[keyFile=%s, facility=%s]".formatted(keyFile, facility);
    }
}
