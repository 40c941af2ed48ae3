package io.unbroken.custody.bedside;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.status.JourneyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one person scanned at a point of use: one wristband, and the label of each unit.
public record Comparison(PatientToken wristband, List<MaterialLabel> labels) {

    /// More bags than one patient is ever given.
    public static final int MOST_LABELS = 100;

    /// @throws IllegalArgumentException if there is nothing to compare with
    public Comparison {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException(
                    "labels: expected 1 to %d, found %d".formatted(MOST_LABELS, labels.size()));
        }
    }

    /// The chain that the first label names; every other one has to name it too.
    public CoiId chain() {
        return labels.getFirst().coi();
    }

    /// What is wrong with it, whoever else scans what; empty if all that was scanned is of one chain.
    ///
    /// @param status the newest of [#chain]
    public List<Checked> failures(Optional<JourneyStatus> status) {
        if (labels.stream().anyMatch(label -> !label.coi().equals(chain()))) {
            return List.of(
                    Checked.wrong(
                            BedsideCheck.ONE_CHAIN,
                            "The labels name more than one chain of identity."));
        }
        if (status.isEmpty()) {
            return List.of(
                    Checked.unknown(
                            BedsideCheck.ONE_CHAIN,
                            "Nothing is known here of the chain that the label names."));
        }
        var failures = new ArrayList<Checked>();
        Optional<PatientToken> patient = status.get().patient();
        if (!status.get().coi().equals(chain())) {
            failures.add(
                    Checked.unknown(BedsideCheck.ONE_CHAIN, "The status is of another chain."));
        } else if (patient.isEmpty()) {
            failures.add(
                    Checked.unknown(
                            BedsideCheck.ONE_CHAIN,
                            "No patient is enrolled in the chain that the label names."));
        } else if (!patient.get().equals(wristband)) {
            failures.add(
                    Checked.wrong(
                            BedsideCheck.ONE_CHAIN,
                            "Wristband and label belong to different patients."));
        }
        units(status.get()).ifPresent(failures::add);
        return List.copyOf(failures);
    }

    private Optional<Checked> units(JourneyStatus status) {
        Set<MaterialId> live = Set.copyOf(status.materials());
        return labels.stream()
                .map(MaterialLabel::material)
                .filter(unit -> !live.contains(unit))
                .findFirst()
                .map(unit ->
                        Checked.wrong(
                                BedsideCheck.UNITS,
                                unit + " is no unit of this journey that can still be used."));
    }

    /// The units, each once.
    public Set<MaterialId> units() {
        return labels.stream().map(MaterialLabel::material).collect(Collectors.toUnmodifiableSet());
    }
}
