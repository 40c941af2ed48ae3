package io.unbroken.custody.profile;

import static io.unbroken.custody.event.Fact.MaterialCollected.Procedure.APHERESIS;
import static io.unbroken.custody.event.Fact.MaterialCollected.Procedure.TUMOUR_RESECTION;
import static io.unbroken.custody.event.Fact.QcResultReported.Test.IDENTITY;
import static io.unbroken.custody.event.Fact.QcResultReported.Test.POTENCY;
import static io.unbroken.custody.event.Fact.QcResultReported.Test.STERILITY;
import static io.unbroken.custody.event.Fact.QcResultReported.Test.VIABILITY;
import static io.unbroken.custody.profile.SyntheticRules.chilled;
import static io.unbroken.custody.profile.SyntheticRules.demoChilled;
import static io.unbroken.custody.profile.SyntheticRules.demoFrozen;
import static io.unbroken.custody.profile.SyntheticRules.frozen;
import static io.unbroken.custody.profile.SyntheticRules.shipped;
import static io.unbroken.custody.profile.UseClock.Anchor.FORMULATION;
import static io.unbroken.custody.profile.UseClock.Anchor.RELEASE;
import static io.unbroken.custody.profile.UseClock.Anchor.REMOVED_FROM_STORAGE;
import static io.unbroken.custody.profile.UseClock.Anchor.THAW_COMPLETE;
import static io.unbroken.custody.profile.UseClock.Anchor.THAW_START;

import io.unbroken.custody.event.Fact.MaterialCollected.Procedure;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ProductProfile.Modality;
import io.unbroken.custody.profile.UseClock.Anchor;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Profiles to try the platform with: the one that demos use, and one after each row of DOMAIN §3, in its order. All are synthetic:
/// their numbers are examples and no clinical instruction.
public final class SyntheticProfiles {

    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration CONFIRMED = Duration.ofHours(4);
    private static final Optional<Duration> YEAR = Optional.of(Duration.ofDays(365));
    private static final Optional<Duration> BY_LABEL = Optional.empty();
    private static final Set<Test> GENE_MODIFIED = EnumSet.allOf(Test.class);
    private static final Set<Test> CELLS = EnumSet.of(VIABILITY, IDENTITY, POTENCY, STERILITY);
    private static final Set<Test> IN_A_HURRY = EnumSet.of(VIABILITY, IDENTITY);

    private static final ProductProfiles ALL =
            ProductProfiles.of(
                    List.of(
                            // What the demos and the simulator order.
                            new ProductProfile(
                                    new ProfileId("SYN-CART-19"),
                                    1,
                                    FROM,
                                    "Autologous CAR-T, fresh apheresis",
                                    Modality.AUTOLOGOUS,
                                    Set.of(APHERESIS),
                                    demoChilled(),
                                    demoFrozen(),
                                    Optional.empty(),
                                    GENE_MODIFIED,
                                    BY_LABEL,
                                    within(Duration.ofHours(2), THAW_START),
                                    CONFIRMED),
                            // Kymriah: apheresis frozen at the site.
                            autologous(
                                    "SYN-CART-FROZEN-APHERESIS",
                                    "Autologous CAR-T, frozen apheresis",
                                    frozen("-120"),
                                    frozen("-120"),
                                    Optional.of(Duration.ofDays(274)),
                                    within(Duration.ofMinutes(30), THAW_COMPLETE)),
                            // Yescarta: fresh apheresis at 1 to 10 °C.
                            autologous(
                                    "SYN-CART-ONE-BAG",
                                    "Autologous CAR-T, one bag",
                                    chilled("1", "10"),
                                    frozen("-150"),
                                    YEAR,
                                    within(Duration.ofHours(3), THAW_COMPLETE)),
                            // Tecartus: begun within 30 minutes of the end of thaw.
                            autologous(
                                    "SYN-CART-CASSETTE",
                                    "Autologous CAR-T, cassette",
                                    chilled("2", "8"),
                                    frozen("-150"),
                                    YEAR,
                                    within(Duration.ofMinutes(30), THAW_COMPLETE)),
                            // Breyanzi: 2 hours from removal out of frozen storage.
                            autologous(
                                    "SYN-CART-TWO-COMPONENTS",
                                    "Autologous CAR-T, two components",
                                    chilled("2", "8"),
                                    frozen("-130"),
                                    BY_LABEL,
                                    within(Duration.ofHours(2), REMOVED_FROM_STORAGE)),
                            // Abecma: each bag within an hour of the start of its thaw.
                            autologous(
                                    "SYN-CART-BAG-BY-BAG",
                                    "Autologous CAR-T, thawed bag by bag",
                                    chilled("2", "8"),
                                    frozen("-130"),
                                    YEAR,
                                    within(Duration.ofHours(1), THAW_START)),
                            // Carvykti: 2.5 hours at room temperature.
                            autologous(
                                    "SYN-CART-SMALL-BAG",
                                    "Autologous CAR-T, small bag",
                                    chilled("2", "8"),
                                    frozen("-120"),
                                    BY_LABEL,
                                    within(Duration.ofMinutes(150), THAW_COMPLETE)),
                            // Aucatzyl: a split dose, an hour at room temperature.
                            autologous(
                                    "SYN-CART-SPLIT-DOSE",
                                    "Autologous CAR-T, split dose",
                                    chilled("2", "8"),
                                    frozen("-150"),
                                    BY_LABEL,
                                    within(Duration.ofHours(1), THAW_COMPLETE)),
                            // Amtagvi: from a tumour.
                            tumour(
                                    "SYN-TIL-FROZEN",
                                    "Tumour-infiltrating lymphocytes, frozen",
                                    frozen("-150"),
                                    CELLS,
                                    BY_LABEL,
                                    within(Duration.ofHours(3), THAW_COMPLETE)),
                            // Tecelra.
                            autologous(
                                    "SYN-TCR-T",
                                    "Autologous TCR-T",
                                    chilled("2", "8"),
                                    frozen("-130"),
                                    BY_LABEL,
                                    within(Duration.ofHours(1), THAW_COMPLETE)),
                            // Omisirge: used shortly after thaw and dilution.
                            bank(
                                    "SYN-CORD-EXPANDED",
                                    "Expanded cord blood, two fractions",
                                    frozen("-150"),
                                    CELLS,
                                    BY_LABEL,
                                    within(Duration.ofHours(2), THAW_COMPLETE)),
                            // Ryoncil: hours after thaw.
                            bank(
                                    "SYN-MSC-VIALS",
                                    "Marrow stromal cells, vials",
                                    frozen("-135"),
                                    CELLS,
                                    BY_LABEL,
                                    within(Duration.ofHours(5), THAW_COMPLETE)),
                            // Casgevy: 20 minutes after thaw, vial by vial.
                            autologous(
                                    "SYN-HSC-EDITED",
                                    "Autologous edited CD34+ cells",
                                    chilled("2", "8"),
                                    frozen("-135"),
                                    BY_LABEL,
                                    within(Duration.ofMinutes(20), THAW_COMPLETE)),
                            // Zynteglo, Skysona, Lyfgenia.
                            autologous(
                                    "SYN-HSC-TRANSDUCED",
                                    "Autologous transduced CD34+ cells",
                                    chilled("2", "8"),
                                    frozen("-140"),
                                    BY_LABEL,
                                    within(Duration.ofHours(4), THAW_COMPLETE)),
                            // Lantidra: 15 to 25 °C, never stored; release and transport are one
                            // race.
                            bank(
                                    "SYN-ISLETS-FRESH",
                                    "Donor islets, fresh",
                                    chilled("15", "25"),
                                    IN_A_HURRY,
                                    BY_LABEL,
                                    within(Duration.ofHours(6), RELEASE)),
                            // Ebvallo: three excursions to -80 °C, 5 years.
                            bank(
                                    "SYN-EBV-T-BANK",
                                    "Virus-specific T cells, off the shelf",
                                    frozen("-150", 3, "-80"),
                                    CELLS,
                                    Optional.of(Duration.ofDays(5 * 365)),
                                    within(Duration.ofHours(3), THAW_START)),
                            // Academic TIL, given fresh: sterility is known after the infusion.
                            tumour(
                                    "SYN-TIL-FRESH-CHILLED",
                                    "Tumour-infiltrating lymphocytes, fresh, chilled",
                                    chilled("2", "8"),
                                    IN_A_HURRY,
                                    Optional.of(Duration.ofDays(2)),
                                    within(Duration.ofDays(2), FORMULATION)),
                            // The same at room temperature.
                            tumour(
                                    "SYN-TIL-FRESH-ROOM",
                                    "Tumour-infiltrating lymphocytes, fresh, room temperature",
                                    chilled("20", "25"),
                                    IN_A_HURRY,
                                    Optional.of(Duration.ofDays(1)),
                                    within(Duration.ofDays(1), FORMULATION)),
                            // CAR-NK of trials: one donor, many patients.
                            bank(
                                    "SYN-CAR-NK-BANK",
                                    "CAR-NK cells, off the shelf",
                                    frozen("-150"),
                                    GENE_MODIFIED,
                                    BY_LABEL,
                                    within(Duration.ofMinutes(30), THAW_COMPLETE)),
                            // Cordcyte: at most 48 hours in its dry shipper.
                            bank(
                                    "SYN-CORD-UNIT",
                                    "Cord blood unit",
                                    shipped(
                                            frozen("-150"),
                                            Duration.ofDays(2),
                                            Duration.ofHours(12)),
                                    CELLS,
                                    BY_LABEL,
                                    within(Duration.ofHours(1), THAW_COMPLETE)),
                            // A hospital's fresh apheresis: its box is good for 30 hours.
                            new ProductProfile(
                                    new ProfileId("SYN-HPC-FRESH"),
                                    1,
                                    FROM,
                                    "Fresh HPC apheresis of a directed donor",
                                    Modality.DIRECTED,
                                    Set.of(APHERESIS),
                                    boxed(),
                                    boxed(),
                                    Optional.of(Duration.ofDays(3)),
                                    EnumSet.of(VIABILITY),
                                    Optional.of(Duration.ofDays(3)),
                                    within(Duration.ofDays(3), FORMULATION),
                                    CONFIRMED)));

    private SyntheticProfiles() {}

    /// One edition of each.
    public static ProductProfiles all() {
        return ALL;
    }

    private static ProductProfile autologous(
            String id,
            String name,
            ColdChainRule collected,
            ColdChainRule product,
            Optional<Duration> shelfLife,
            UseClock use) {
        return profile(
                id, name, Set.of(APHERESIS), collected, product, GENE_MODIFIED, shelfLife, use);
    }

    private static ProductProfile tumour(
            String id,
            String name,
            ColdChainRule product,
            Set<Test> tests,
            Optional<Duration> shelfLife,
            UseClock use) {
        return profile(
                id,
                name,
                Set.of(TUMOUR_RESECTION),
                chilled("2", "8"),
                product,
                tests,
                shelfLife,
                use);
    }

    /// What was collected for the bank is no part of a patient's journey.
    private static ProductProfile bank(
            String id,
            String name,
            ColdChainRule product,
            Set<Test> tests,
            Optional<Duration> shelfLife,
            UseClock use) {
        return profile(id, name, Set.of(), product, product, tests, shelfLife, use);
    }

    /// Fresh material waits for three days at most.
    private static ProductProfile profile(
            String id,
            String name,
            Set<Procedure> materials,
            ColdChainRule collected,
            ColdChainRule product,
            Set<Test> tests,
            Optional<Duration> shelfLife,
            UseClock use) {
        boolean fresh = !materials.isEmpty() && collected.holdTime().isEmpty();
        return new ProductProfile(
                new ProfileId(id),
                1,
                FROM,
                name,
                materials.isEmpty() ? Modality.ALLOGENEIC_BANK : Modality.AUTOLOGOUS,
                materials,
                collected,
                product,
                fresh ? Optional.of(Duration.ofDays(3)) : Optional.empty(),
                tests,
                shelfLife,
                use,
                CONFIRMED);
    }

    private static ColdChainRule boxed() {
        return shipped(chilled("2", "8"), Duration.ofHours(30), Duration.ofHours(6));
    }

    private static UseClock within(Duration longest, Anchor anchor) {
        return new UseClock(anchor, longest);
    }
}
