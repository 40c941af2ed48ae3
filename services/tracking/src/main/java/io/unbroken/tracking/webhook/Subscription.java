package io.unbroken.tracking.webhook;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.tracking.alert.Alert;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Somebody who wants to hear of alerts at an address.
///
/// @param version more with each replacement
/// @param codes only these kinds; all if empty
/// @param severity only what is at least this bad
/// @param products only these; all if empty
/// @param secret which of its secrets signs, counted from 1; none is kept anywhere ([WebhookSecrets])
/// @param previousUntil until when the secret before it signs as well
public record Subscription(
        String id,
        long version,
        URI url,
        Set<FindingCode> codes,
        Optional<Severity> severity,
        Set<String> products,
        int secret,
        Optional<Instant> previousUntil,
        Instant createdAt) {

    public Subscription {
        codes = Set.copyOf(codes);
        products = Set.copyOf(products);
    }

    boolean wants(Alert alert) {
        return (codes.isEmpty() || codes.contains(alert.code()))
                && severity.map(least -> alert.severity().compareTo(least) >= 0).orElse(true)
                && (products.isEmpty() || alert.product().filter(products::contains).isPresent());
    }

    /// With a new secret; the one before signs as well for a while.
    Subscription rotated(Instant until) {
        return new Subscription(
                id,
                version + 1,
                url,
                codes,
                severity,
                products,
                secret + 1,
                Optional.of(until),
                createdAt);
    }
}
