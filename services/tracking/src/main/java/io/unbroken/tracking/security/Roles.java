package io.unbroken.tracking.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// The roles of people, as the claim `roles` of their tokens names them.
final class Roles {

    static final String CLAIM = "roles";

    /// Who may read journeys: those who watch over all of them, and the staff of parties.
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

    static Set<GrantedAuthority> authorities(Collection<String> roles) {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .collect(Collectors.toUnmodifiableSet());
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
