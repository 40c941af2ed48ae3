package io.unbroken.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/// How somebody proved who they are, and when: what a session keeps of it, and what tokens say.
final class Factors {

    private static final String PIN_AUTHORITY = "FACTOR_PIN";

    /// The framework takes nobody without a factor; a click proves nothing.
    private static final String CLICK_AUTHORITY = "FACTOR_CLICK";

    /// What tokens say of a password and a PIN.
    static final List<String> BOTH = List.of("pwd", "pin");

    private Factors() {}

    /// Of a click on a card.
    static List<GrantedAuthority> clicked() {
        return List.of(FactorGrantedAuthority.fromAuthority(CLICK_AUTHORITY));
    }

    /// Of a password and a PIN.
    static List<GrantedAuthority> proved() {
        return List.of(
                FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY),
                FactorGrantedAuthority.fromAuthority(PIN_AUTHORITY));
    }

    /// When somebody last said or proved who they are.
    static Optional<Instant> time(@Nullable Authentication signedIn) {
        return of(signedIn).map(FactorGrantedAuthority::getIssuedAt).max(Comparator.naturalOrder());
    }

    /// The token's `amr` (RFC 8176): nothing for a click.
    static List<String> methods(@Nullable Authentication signedIn) {
        return of(signedIn)
                .flatMap(factor ->
                        switch (factor.getAuthority()) {
                            case FactorGrantedAuthority.PASSWORD_AUTHORITY -> Stream.of("pwd");
                            case PIN_AUTHORITY -> Stream.of("pin");
                            // Its owner was there and unlocked it. Whether hardware keeps the key
                            // is not known here.
                            case FactorGrantedAuthority.WEBAUTHN_AUTHORITY ->
                                    Stream.of("pop", "user", "mfa");
                            default -> Stream.of();
                        })
                .toList();
    }

    /// Whether somebody proved who they are, and did not merely say it, since then.
    static boolean isProved(@Nullable Authentication signedIn, Instant since) {
        return !methods(signedIn).isEmpty()
                && time(signedIn).filter(time -> !time.isBefore(since)).isPresent();
    }

    private static Stream<FactorGrantedAuthority> of(@Nullable Authentication signedIn) {
        return signedIn == null
                ? Stream.of()
                : signedIn.getAuthorities().stream()
                        .filter(FactorGrantedAuthority.class::isInstance)
                        .map(FactorGrantedAuthority.class::cast);
    }
}
