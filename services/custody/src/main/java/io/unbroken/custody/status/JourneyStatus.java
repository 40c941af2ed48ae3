package io.unbroken.custody.status;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where one journey stands, derived from all events that tracking had.
///
/// @param coi the chain of identity
/// @param version grows with each derivation of this journey
/// @param basis the hash of the set of events it was derived from
/// @param stage how far it is, in capital letters and underscores
/// @param holder who has custody now
/// @param thermal whether the thermal history is known and in range
/// @param verdicts the answers, at most one for each point of use
/// @param patient the patient's pseudonym, once enrolled
/// @param materials the units that are now in this journey
/// @param derivedAt when, in whole microseconds
/// @param state whether it is at its end
/// @param confirmations who confirmed the identity before an infusion, of which units; the newest, in the order of their times
public record JourneyStatus(
        CoiId coi,
        long version,
        ContentHash basis,
        String stage,
        Optional<PartyId> holder,
        Verdict thermal,
        List<PointOfUseVerdict> verdicts,
        Optional<PatientToken> patient,
        List<MaterialId> materials,
        Instant derivedAt,
        JourneyState state,
        List<StandingConfirmation> confirmations) {

    /// Two people who begin again five times over.
    public static final int MOST_CONFIRMATIONS = 20;

    /// As many as a journey's events can name; a status stays small enough to keep thousands in memory.
    public static final int MOST_MATERIALS = 1000;

    private static final Pattern STAGE = Pattern.compile("[A-Z][A-Z_]{1,39}");

    public JourneyStatus {
        if (!STAGE.matcher(stage).matches()) {
            throw new IllegalArgumentException(
                    "stage: expected capital letters and underscores, such as IN_MANUFACTURE");
        }
        if (version < 0) {
            throw new IllegalArgumentException(
                    "version: expected 0 or more, found %d".formatted(version));
        }
        if (verdicts.stream().map(PointOfUseVerdict::point).distinct().count() < verdicts.size()) {
            throw new IllegalArgumentException(
                    "verdicts: expected at most one for each point of use");
        }
        if (materials.size() > MOST_MATERIALS) {
            throw new IllegalArgumentException(
                    "materials: expected at most %d, found %d"
                            .formatted(MOST_MATERIALS, materials.size()));
        }
        if (confirmations.size() > MOST_CONFIRMATIONS) {
            throw new IllegalArgumentException(
                    "confirmations: expected at most %d, found %d"
                            .formatted(MOST_CONFIRMATIONS, confirmations.size()));
        }
        verdicts = List.copyOf(verdicts);
        confirmations = List.copyOf(confirmations);
        materials = List.copyOf(materials);
        derivedAt = derivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /// A status of a journey of which nobody has confirmed the identity.
    public JourneyStatus(
            CoiId coi,
            long version,
            ContentHash basis,
            String stage,
            Optional<PartyId> holder,
            Verdict thermal,
            List<PointOfUseVerdict> verdicts,
            Optional<PatientToken> patient,
            List<MaterialId> materials,
            Instant derivedAt,
            JourneyState state) {
        this(
                coi, version, basis, stage, holder, thermal, verdicts, patient, materials,
                derivedAt, state, List.of());
    }

    /// The answer at a point of use.
    public Optional<PointOfUseVerdict> at(PointOfUse point) {
        return verdicts.stream().filter(verdict -> verdict.point() == point).findFirst();
    }
}
