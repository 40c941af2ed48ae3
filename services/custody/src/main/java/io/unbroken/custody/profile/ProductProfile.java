package io.unbroken.custody.profile;

import io.unbroken.custody.event.Fact.MaterialCollected.Procedure;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.identity.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The rules of one product, as dated data. An event is judged by the profile in force at its time.
///
/// @param version counts the profile's editions, from 1
/// @param effectiveFrom from when on this edition is in force
/// @param name for people
/// @param modality whose cells it is made of
/// @param startingMaterials how its cells may be collected; none if it comes from a bank
/// @param collected the cold chain of the collected material
/// @param product the cold chain of the finished product
/// @param longestToManufacture how old collected material may be when its manufacture begins; empty if it may wait
/// @param requiredTests what must have passed before release
/// @param shelfLife how long after it was filled a unit may be used; empty if its label alone says so
/// @param use how long it may be used once it is out of the cold
/// @param confirmationWindow how long an identity confirmation stands
public record ProductProfile(
        ProfileId id,
        int version,
        Instant effectiveFrom,
        String name,
        Modality modality,
        Set<Procedure> startingMaterials,
        ColdChainRule collected,
        ColdChainRule product,
        Optional<Duration> longestToManufacture,
        Set<Test> requiredTests,
        Optional<Duration> shelfLife,
        UseClock use,
        Duration confirmationWindow) {

    /// A line on a page.
    private static final int LONGEST_NAME = 80;

    /// An edition a day, for as long as a record is kept.
    private static final int MOST_EDITIONS = 10_000;

    /// @throws IllegalArgumentException if a rule cannot be meant
    public ProductProfile {
        Bounds.within("version", version, 1, MOST_EDITIONS);
        Bounds.within("name", name.strip().length(), 1, LONGEST_NAME);
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name: expected no control characters, found one");
        }
        startingMaterials = Set.copyOf(startingMaterials);
        if (startingMaterials.isEmpty() != (modality == Modality.ALLOGENEIC_BANK)) {
            throw new IllegalArgumentException(
                    "startingMaterials: expected none for %s alone, found %d for %s"
                            .formatted(
                                    Modality.ALLOGENEIC_BANK, startingMaterials.size(), modality));
        }
        requiredTests = Set.copyOf(requiredTests);
        longestToManufacture.ifPresent(length -> Bounds.some("longestToManufacture", length));
        shelfLife.ifPresent(length -> Bounds.some("shelfLife", length));
        Bounds.some("confirmationWindow", confirmationWindow);
    }

    /// Whose cells a product is made of.
    public enum Modality {
        /// The patient's own.
        AUTOLOGOUS,
        /// Those of a donor for this patient.
        DIRECTED,
        /// Those of a donor for many patients.
        ALLOGENEIC_BANK
    }
}
