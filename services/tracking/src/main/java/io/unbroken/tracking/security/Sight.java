package io.unbroken.tracking.security;

import io.unbroken.custody.identity.PartyId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;

/// Which journeys somebody sees: those who watch over Unbroken see all, everybody else those in which their party takes part. What one does
/// not see is answered as what does not exist.
///
/// @param only the parties whose journeys are seen; empty if all are, no party if none is
public record Sight(Optional<Set<PartyId>> only) {

    static final Sight EVERYTHING = new Sight(Optional.empty());
    static final Sight NOTHING = new Sight(Optional.of(Set.of()));

    /// What somebody sees whom we know.
    public static Sight of(Authentication caller) {
        boolean watches =
                !Collections.disjoint(
                        Roles.of(caller.getAuthorities()), Arrays.asList(Roles.WATCHERS));
        return watches ? EVERYTHING : of(claims(caller));
    }

    private static Sight of(Map<String, Object> claims) {
        return Roles.party(claims)
                .map(party -> new Sight(Optional.of(Set.of(party))))
                .orElse(NOTHING);
    }

    /// Of a bearer token, or of the id token with which a page's session began.
    private static Map<String, Object> claims(Authentication caller) {
        return switch (caller.getPrincipal()) {
            case Jwt token -> token.getClaims();
            case OidcUser person -> person.getIdToken().getClaims();
            case null, default -> Map.of();
        };
    }

    /// Whether it hides nothing.
    public boolean everything() {
        return only.isEmpty();
    }

    /// Whether it shows a journey in which these take part.
    public boolean sees(Set<PartyId> parties) {
        return only.map(mine -> !Collections.disjoint(mine, parties)).orElse(true);
    }
}
