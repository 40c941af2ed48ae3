package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Correction.Signature;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.status.JourneyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the journey is at its end, and who for quality said so of what.
///
/// @param open why it is not complete, one sentence each; empty if it is
/// @param basis what a seal has to name: the hash of all events but seals and of all readings of ended legs; empty while the journey is
///     not complete and has no seal
/// @param seals in the order of the history; it is SEALED if it is complete and one of them names the basis
public record Closure(
        JourneyState state, List<String> open, Optional<ContentHash> basis, List<Seal> seals) {

    /// Quality's statement about one basis.
    ///
    /// @param entitled whether its party has a part in the journey, and nobody else may have signed
    public record Seal(ContentHash basis, boolean entitled, Signature signature) {

        private boolean holdsFor(Optional<ContentHash> known) {
            return entitled && Optional.of(basis).equals(known);
        }
    }

    static Closure of(
            EventSet set,
            List<Material> materials,
            ReviewedBasis reviewed,
            List<Finding> found,
            Deviations deviations) {
        List<Seal> seals =
                set.inOrder().stream()
                        .filter(event -> event.event().fact() instanceof JourneySealed)
                        .map(event -> seal(event, set))
                        .toList();
        List<String> open = open(materials, found, deviations);
        Optional<ContentHash> basis =
                open.isEmpty() || !seals.isEmpty()
                        ? Optional.of(reviewed.hash())
                        : Optional.empty();
        boolean sealed = seals.stream().anyMatch(seal -> seal.holdsFor(basis));
        JourneyState state =
                !open.isEmpty()
                        ? JourneyState.PROVISIONAL
                        : sealed ? JourneyState.SEALED : JourneyState.COMPLETE;
        return new Closure(state, open, basis, seals);
    }

    /// Says whether a seal no longer, or never, holds for what is known.
    void judge(Findings findings) {
        seals.stream()
                .filter(seal -> !seal.entitled())
                .forEach(seal ->
                        findings.add(
                                FindingCode.SEAL_NOT_ENTITLED,
                                "journey",
                                "%s sealed the journey and has no part in it."
                                        .formatted(seal.signature().party()),
                                List.of(seal.signature().event())));
        List<EventId> counting =
                seals.stream()
                        .filter(Seal::entitled)
                        .map(seal -> seal.signature().event())
                        .toList();
        if (counting.isEmpty() || state == JourneyState.SEALED) {
            return;
        }
        boolean known = seals.stream().anyMatch(seal -> seal.holdsFor(basis));
        findings.add(
                known ? FindingCode.SEALED_INCOMPLETE : FindingCode.LATE_AFTER_SEAL,
                "journey",
                known
                        ? "Quality sealed the journey although it is not complete."
                        : "Quality sealed the journey on other events or readings than are known now.",
                counting);
    }

    private static List<String> open(
            List<Material> materials, List<Finding> found, Deviations deviations) {
        var open = new ArrayList<String>();
        if (materials.isEmpty()) {
            open.add("No material is known in this journey.");
        }
        materials.stream()
                .filter(material -> material.end().isEmpty())
                .map(material -> "%s has not come to its end.".formatted(material.id()))
                .forEach(open::add);
        found.stream()
                .filter(finding -> isOpen(finding, deviations))
                .map(Finding::detail)
                .distinct()
                .forEach(open::add);
        return List.copyOf(open);
    }

    /// That a lot was rejected is how a journey can end.
    private static boolean isOpen(Finding finding, Deviations deviations) {
        boolean holds =
                finding.blocking()
                        && finding.code() != FindingCode.LOT_REJECTED
                        && !deviations.closed(finding);
        return holds || finding.code() == FindingCode.HANDOFF_OPEN;
    }

    private static Seal seal(SignedEvent event, EventSet set) {
        var fact = (JourneySealed) event.event().fact();
        return new Seal(
                fact.basis(),
                set.hasPart(event.party()) && event.standing().isSound(),
                Signature.of(event, fact.meaning()));
    }
}
