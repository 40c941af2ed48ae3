package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One key in a ring: what was said of it, and what follows.
///
/// Of several retirements or revocations the earliest times count. Registrations of one key for one party add up. If they name two
/// parties, or more parties to act for than one may have, none counts: the root made a mistake, and nobody may gain by it.
final class RingedKey {

    private static final Comparator<KeyRevocation> WORST_FIRST =
            Comparator.comparing(KeyRevocation::compromisedSince)
                    .thenComparing(KeyRevocation::from)
                    .thenComparing(KeyRevocation::reason);

    private final Map<ContentHash, KeyStatement> statements;
    private final Optional<KeyRegistration> registration;
    private final Optional<PublicKey.Verifier> verifier;
    private final Optional<Instant> retired;
    private final Optional<Instant> revoked;
    private final Optional<KeyRevocation> worst;

    private RingedKey(Map<ContentHash, KeyStatement> statements, @Nullable RingedKey before) {
        this.statements = statements;
        Set<ContentHash> withdrawn =
                changes(statements.values(), KeyWithdrawal.class).stream()
                        .map(KeyWithdrawal::statement)
                        .collect(Collectors.toUnmodifiableSet());
        List<KeyStatement> counting =
                statements.values().stream()
                        .filter(each -> !withdrawn.contains(each.content()))
                        .toList();
        this.registration = registration(counting);
        this.verifier = verifier(registration, before);
        this.retired =
                changes(counting, KeyRetirement.class).stream()
                        .map(KeyRetirement::from)
                        .min(Comparator.naturalOrder());
        List<KeyRevocation> revocations = changes(counting, KeyRevocation.class);
        this.revoked = revocations.stream().map(KeyRevocation::from).min(Comparator.naturalOrder());
        this.worst = revocations.stream().min(WORST_FIRST);
    }

    static RingedKey of(KeyStatement first) {
        var one = new TreeMap<ContentHash, KeyStatement>();
        one.put(first.content(), first);
        return new RingedKey(one, null);
    }

    RingedKey with(KeyStatement statement) {
        if (statements.containsKey(statement.content())) {
            return this;
        }
        var more = new TreeMap<>(statements);
        more.put(statement.content(), statement);
        return new RingedKey(more, this);
    }

    KeyStanding judge(Instant recordTime) {
        if (registration.isEmpty()) {
            return new KeyStanding.Unknown();
        }
        if (revoked.isPresent() && !recordTime.isBefore(revoked.get())) {
            return new KeyStanding.Revoked(revoked.get());
        }
        if (retired.isPresent() && !recordTime.isBefore(retired.get())) {
            return new KeyStanding.Retired(retired.get());
        }
        return worst.filter(each -> !recordTime.isBefore(each.compromisedSince()))
                .<KeyStanding>map(
                        each -> new KeyStanding.Doubtful(each.compromisedSince(), each.reason()))
                .orElseGet(KeyStanding.Valid::new);
    }

    Optional<KeyRegistration> registration() {
        return registration;
    }

    Optional<PublicKey.Verifier> verifier() {
        return verifier;
    }

    Collection<KeyStatement> statements() {
        return statements.values();
    }

    private static <C extends KeyChange> List<C> changes(
            Collection<KeyStatement> statements, Class<C> kind) {
        return statements.stream()
                .flatMap(each -> each.change().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Optional<KeyRegistration> registration(List<KeyStatement> counting) {
        List<KeyRegistration> all =
                counting.stream()
                        .filter(each -> each.change().isEmpty())
                        .map(KeyStatement::about)
                        .toList();
        boolean contradicting =
                all.stream()
                                .map(each -> List.of(each.party(), each.kind(), each.publicKey()))
                                .distinct()
                                .count()
                        > 1;
        var mayActAs = new TreeSet<PartyId>(Comparator.comparing(PartyId::value));
        all.forEach(each -> mayActAs.addAll(each.mayActAs()));
        if (contradicting || mayActAs.size() > KeyRegistration.MOST_MAY_ACT_AS) {
            return Optional.empty();
        }
        return all.stream()
                .min(Comparator.comparing(KeyRegistration::validFrom))
                .map(first ->
                        KeyRegistration.of(
                                first.publicKey(),
                                first.party(),
                                first.kind(),
                                mayActAs,
                                first.validFrom()));
    }

    /// Decoding the key's point costs as much as a verification, so it is done once.
    private static Optional<PublicKey.Verifier> verifier(
            Optional<KeyRegistration> registration, @Nullable RingedKey before) {
        Optional<PublicKey> key = registration.map(KeyRegistration::publicKey);
        return before != null && before.registration.map(KeyRegistration::publicKey).equals(key)
                ? before.verifier
                : key.map(PublicKey::verifier);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RingedKey key && statements.equals(key.statements);
    }

    @Override
    public int hashCode() {
        return statements.hashCode();
    }
}
