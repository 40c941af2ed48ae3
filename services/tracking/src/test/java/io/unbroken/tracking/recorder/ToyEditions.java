package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.Editions;
import io.unbroken.custody.profile.ExcursionLimits;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.tracking.store.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The topic of profiles of a simulation: the only product's rules, told apart by their ranges and gaps. One edition is signed by
/// the late key, one comes twice, and one is signed by the key that is revoked and taken back.
final class ToyEditions {

    private static final ProfileId PRODUCT = new ProfileId("TOY");
    private static final ProductProfile ANY = SyntheticProfiles.all().editions().getFirst();

    private static final List<Signed> SAID =
            List.of(
                    new Signed(edition(1, 500, 60), Key.SOUND),
                    new Signed(edition(2, 650, 30), Key.LATE),
                    new Signed(edition(1, 500, 60), Key.SOUND),
                    new Signed(edition(3, 550, 90), Key.REVOKED));

    /// How many records the topic has in the end.
    static final int ALL = SAID.size();

    private ToyEditions() {}

    private enum Key {
        SOUND,
        LATE,
        REVOKED
    }

    private record Signed(ProductProfile profile, Key key) {}

    /// What follows from the first so many records, for somebody who knows so many statements about keys.
    ///
    /// @param changes the statement since which no verdict on what was authentic has changed
    static KnownProfiles known(int keys, int records, long changes) {
        var editions = new ArrayList<SignedEdition>();
        var needed = new Knowledge(changes, 0);
        for (int place = 0; place < records; place++) {
            Signed signed = SAID.get(place);
            boolean authentic =
                    switch (signed.key()) {
                        case SOUND -> true;
                        case LATE -> keys >= SimulatedLog.KEY;
                        case REVOKED -> keys != SimulatedLog.REVOCATION;
                    };
            if (authentic) {
                editions.add(at(place, signed.profile()));
                long since = signed.key() == Key.LATE ? SimulatedLog.KEY : 0;
                needed = needed.union(new Knowledge(since, place + 1));
            }
        }
        return new KnownProfiles(
                Editions.of(editions).profiles(), new Knowledge(keys, records), needed);
    }

    /// The rule of the edition in force.
    static Optional<ThermalRule> rule(ProductProfiles profiles) {
        return inForce(profiles).map(profile -> profile.product().thermal());
    }

    /// The number of the edition in force.
    static Optional<Integer> version(ProductProfiles profiles) {
        return inForce(profiles).map(ProductProfile::version);
    }

    private static Optional<ProductProfile> inForce(ProductProfiles profiles) {
        return profiles.inForce(PRODUCT, ToyWorld.START);
    }

    private static SignedEdition at(int place, ProductProfile profile) {
        return new SignedEdition(
                new ProfileEdition(
                        new EditionId("%08d-0000-0000-0000-000000000000".formatted(place)),
                        ToyWorld.START,
                        profile,
                        new ProfileSignature(
                                new PersonId("ana-1"), ProfileMeaning.PROFILE_AUTHORED),
                        new ProfileSignature(
                                new PersonId("ben-2"), ProfileMeaning.PROFILE_APPROVED_BY_QUALITY)),
                new ContentHash("%064d".formatted(place)),
                new PartyId("facility-one"),
                new KeyId("0".repeat(16)),
                Standing.SOUND,
                place,
                Instant.EPOCH);
    }

    private static ProductProfile edition(int version, int highest, int gapMinutes) {
        var rule =
                ThermalRule.exact(
                        TemperatureRange.atMost(new Celsius(highest)),
                        Duration.ofMinutes(gapMinutes));
        return new ProductProfile(
                PRODUCT,
                version,
                ToyWorld.START,
                ANY.name(),
                ANY.modality(),
                ANY.startingMaterials(),
                ANY.collected(),
                ColdChainRule.of(rule, ExcursionLimits.none(), rule.longestGap()),
                ANY.longestToManufacture(),
                ANY.requiredTests(),
                ANY.shelfLife(),
                ANY.use(),
                ANY.confirmationWindow());
    }
}
