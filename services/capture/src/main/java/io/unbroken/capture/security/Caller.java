package io.unbroken.capture.security;

import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

/// Who calls: a person's pseudonymous staff id and roles, whether a program brought a bearer token or a page its session.
///
/// @param authenticated when the person last proved who they are, to the microsecond if the provider says so; empty if it does not
/// @param methods how they did, as the provider says (`amr`, RFC 8176)
public record Caller(
        PersonId person, List<String> roles, Optional<Instant> authenticated, Set<String> methods) {

    private static final String ROLE = "ROLE_";

    /// The year 2200, in seconds: what is beyond is no time of a sign-in.
    private static final long LATEST = 7_258_118_400L;

    private static final double MICROS_OF_SECOND = 1_000_000;

    /// The caller of an authenticated request: the same person and roles by either door. People of other parties have no roles.
    public static Caller of(Authentication signedIn) {
        if (!(signedIn.getPrincipal() instanceof ClaimAccessor claims)) {
            throw new IllegalStateException("expected a token or a session of this provider");
        }
        return new Caller(
                person(claims), roles(signedIn.getAuthorities()), time(claims), methods(claims));
    }

    private static PersonId person(ClaimAccessor claims) {
        return new PersonId(
                Objects.requireNonNullElse(
                        claims.getClaimAsString("preferred_username"),
                        String.valueOf(claims.getClaimAsString("sub"))));
    }

    /// A token's claim is a number as it came, a session's was read before.
    private static Optional<Instant> time(ClaimAccessor claims) {
        return switch (claims.getClaims().get(IdTokenClaimNames.AUTH_TIME)) {
            case Instant time -> Optional.of(time);
            case Number seconds when seconds.longValue() >= 0 && seconds.longValue() < LATEST ->
                    Optional.of(
                            Instant.EPOCH.plus(
                                    Math.round(seconds.doubleValue() * MICROS_OF_SECOND),
                                    ChronoUnit.MICROS));
            case null, default -> Optional.empty();
        };
    }

    private static Set<String> methods(ClaimAccessor claims) {
        return claims.getClaims().get(IdTokenClaimNames.AMR) instanceof Collection<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static List<String> roles(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(authority -> authority.startsWith(ROLE))
                .map(authority -> authority.substring(ROLE.length()))
                .sorted()
                .toList();
    }

    /// What a token's claim `roles` allows.
    static List<GrantedAuthority> authorities(ClaimAccessor claims) {
        List<String> roles = claims.getClaimAsStringList("roles");
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(ROLE + role))
                        .toList();
    }
}
