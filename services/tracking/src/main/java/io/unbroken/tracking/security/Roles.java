package io.unbroken.tracking.security;

import io.unbroken.custody.identity.PartyId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// The roles of people and the party that they work for, as the claims `roles` and `party` of their tokens name them.
final class Roles {

    private static final String CLAIM = "roles";
    private static final String PARTY = "party";

    /// Whoever runs Unbroken, as a party.
    private static final String OURSELVES = "unbroken";

    /// Who sees all journeys, and what nobody could attribute to one.
    static final String[] WATCHERS = {"OPERATIONS", "AUDITOR", "ADMINISTRATOR"};

    /// Who may read journeys: the watchers, and the staff of parties, see [Sight].
    static final String[] READERS = {
        "OPERATIONS",
        "AUDITOR",
        "QUALITY",
        "ADMINISTRATOR",
        "COLLECTION_STAFF",
        "COURIER",
        "MANUFACTURING_OPERATOR",
        "INFUSION_NURSE",
        "INFUSION_PHYSICIAN"
    };

    /// Who may take a journey's signed records away.
    static final String[] AUDITORS = {"AUDITOR", "QUALITY", "OPERATIONS"};

    /// Who may say that they have seen an alert: those who act on it.
    static final String[] ALERT_KEEPERS = {"OPERATIONS", "QUALITY"};

    /// Who may say who gets alerts by webhook, and see where they go.
    static final String[] WEBHOOK_KEEPERS = {"ADMINISTRATOR", "OPERATIONS"};

    private Roles() {}

    /// What a token's roles give. Those of watchers count with the party that runs Unbroken alone.
    static Set<GrantedAuthority> authorities(Map<String, Object> claims) {
        boolean ours = OURSELVES.equals(claims.get(PARTY));
        return claimed(claims.get(CLAIM))
                .filter(role -> ours || !Arrays.asList(WATCHERS).contains(role))
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> claimed(@Nullable Object claim) {
        return claim instanceof Collection<?> roles
                ? roles.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }

    /// The party that somebody works for; empty if the token names none, or something that is none.
    static Optional<PartyId> party(Map<String, Object> claims) {
        try {
            return claims.get(PARTY) instanceof String party
                    ? Optional.of(new PartyId(party))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static List<String> of(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                .map(authority -> authority.substring("ROLE_".length()))
                .sorted()
                .toList();
    }
}
