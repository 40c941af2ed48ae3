package io.unbroken.identity;

import java.net.URI;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.MapPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.MapUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/// Passkeys, the other way to prove who one is: a key that only its device has, and that only its owner unlocks. Kept in memory, as sessions are:
/// after a restart one registers again.
@Configuration
class PasskeyConfiguration {

    @Bean
    PublicKeyCredentialUserEntityRepository passkeyOwners() {
        return new MapPublicKeyCredentialUserEntityRepository();
    }

    @Bean
    UserCredentialRepository passkeys() {
        return new MapUserCredentialRepository();
    }

    /// Always with PIN or finger: somebody who merely holds the device is not its owner.
    @Bean
    WebAuthnRelyingPartyOperations passkeyOperations(
            IdentityProperties properties,
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository passkeys) {
        URI issuer = URI.create(properties.issuer());
        var operations =
                new Webauthn4JRelyingPartyOperations(
                        owners,
                        passkeys,
                        PublicKeyCredentialRpEntity.builder()
                                .id(issuer.getHost())
                                .name("Unbroken, demonstration")
                                .build(),
                        Set.of(issuer.getScheme() + "://" + issuer.getAuthority()));
        operations.setCustomizeCreationOptions(options ->
                options.authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }
}
