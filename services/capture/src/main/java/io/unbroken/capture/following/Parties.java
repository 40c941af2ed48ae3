package io.unbroken.capture.following;

import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who there is, as registered keys tell it.
///
/// @param party the one that this service speaks for
public record Parties(PartyId party, KeyRing keys) {

    /// The parties for which this service may give and take.
    public Set<PartyId> ours() {
        return Stream.concat(Stream.of(party), actingFor(keys.registrations(party)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Everybody else who can give or take.
    public Set<String> others() {
        Set<PartyId> ours = ours();
        List<KeyRegistration> all = keys.registrations();
        return Stream.concat(all.stream().map(KeyRegistration::party), actingFor(all))
                .filter(other -> !ours.contains(other))
                .map(PartyId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<PartyId> actingFor(List<KeyRegistration> registrations) {
        return registrations.stream().flatMap(registration -> registration.mayActAs().stream());
    }
}
