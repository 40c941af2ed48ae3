package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Material.Kind;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.ProductProfile;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The product at the point of use: released, at the centre, thawed, confirmed, in time.
record Clinic(
        ProductRules rules,
        List<Material> materials,
        List<Confirmation> confirmations,
        List<Lot> lots,
        Treatment treatment,
        Set<Fold.Receipt> receipts,
        EventSet events,
        UseClocks clocks) {

    /// Product that can still be used.
    List<Material> usable() {
        return materials.stream()
                .filter(material -> material.kind() == Kind.PRODUCT && material.end().isEmpty())
                .toList();
    }

    List<Material> product() {
        return materials.stream().filter(material -> material.kind() == Kind.PRODUCT).toList();
    }

    boolean accepted(MaterialId material, PartyKind by) {
        return receipts.contains(new Fold.Receipt(material, by));
    }

    boolean released(MaterialId material, Instant by) {
        return lots.stream()
                .flatMap(lot -> lot.decisions().stream())
                .anyMatch(decision ->
                        decision.decided().decision() == LotDecided.Decision.RELEASED
                                && decision.decided().materials().contains(material)
                                && !decision.at().isAfter(by));
    }

    /// The infusion centres that have taken units of this journey, with when they first did.
    Map<PartyId, Instant> centres() {
        var centres = new HashMap<PartyId, Instant>();
        for (SignedEvent event : events.counting()) {
            if (event.kind() == PartyKind.INFUSION
                    && event.event().fact() instanceof HandoffAccepted) {
                centres.putIfAbsent(event.party(), event.event().eventTime());
            }
        }
        return centres;
    }

    /// The rules for a lot: those in force when it was last released, or as long as it was not, at the last event of the journey.
    Optional<ProductProfile> rules(Lot lot) {
        return lot.decisions().stream()
                .filter(decision -> decision.decided().decision() == LotDecided.Decision.RELEASED)
                .map(Lot.Decision::at)
                .max(Comparator.naturalOrder())
                .or(() ->
                        events.counting().stream()
                                .map(event -> event.event().eventTime())
                                .max(Comparator.naturalOrder()))
                .flatMap(rules::at);
    }

    /// When a unit expires: by its label or by its product's shelf life, whichever is earlier.
    Optional<Instant> expires(Material material) {
        Optional<Instant> label =
                lots.stream()
                        .filter(lot -> material.lot().equals(Optional.of(lot.id())))
                        .flatMap(lot -> lot.expires().stream())
                        .min(Comparator.naturalOrder());
        return UseClocks.first(label, clocks.shelfLife(material.id()));
    }

    /// Until when two different people's confirmations of a unit stand, counting those made by `by`.
    Optional<Instant> confirmedUntil(MaterialId material, Instant by) {
        Map<PersonId, Instant> latest =
                confirmations.stream()
                        .filter(c -> c.purpose() == Purpose.INFUSION && c.matches())
                        .filter(c -> c.materials().contains(material) && !c.at().isAfter(by))
                        .collect(
                                Collectors.toMap(
                                        Confirmation::by,
                                        Confirmation::at,
                                        (a, b) -> a.isAfter(b) ? a : b));
        return latest.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .flatMap(second -> rules.at(second).map(p -> second.plus(p.confirmationWindow())));
    }

    /// What was done although it should not have been.
    void judge(Findings findings) {
        judgeLineage(findings);
        judgeLymphodepletion(findings);
        treatment.infusions().forEach(infusion -> judgeInfusion(infusion, findings));
    }

    private void judgeLineage(Findings findings) {
        Set<MaterialId> collected =
                materials.stream()
                        .filter(material -> material.kind() == Kind.COLLECTED)
                        .map(Material::id)
                        .collect(Collectors.toSet());
        for (Lot lot : lots) {
            boolean rooted = !lot.consumed().isEmpty() && collected.containsAll(lot.consumed());
            if (!lot.product().isEmpty() && !rooted) {
                findings.add(
                        FindingCode.LINEAGE_MISSING,
                        lot.id(),
                        "The lot is not known to have been made from this journey's material.",
                        List.of());
            }
        }
    }

    private void judgeLymphodepletion(Findings findings) {
        Optional<Treatment.Dose> first =
                treatment.lymphodepletion().stream().min(Comparator.comparing(Treatment.Dose::at));
        if (first.isEmpty()) {
            return;
        }
        Instant at = first.get().at();
        boolean received = centres().values().stream().anyMatch(since -> !since.isAfter(at));
        boolean released = product().stream().anyMatch(material -> released(material.id(), at));
        if (!received || !released) {
            findings.add(
                    FindingCode.LYMPHODEPLETION_TOO_EARLY,
                    "lymphodepletion",
                    "Given before the released product was at the centre.",
                    List.of(first.get().event()));
        }
    }

    private void judgeInfusion(Treatment.Infusion infusion, Findings findings) {
        Instant started = infusion.started();
        Set<Material> unit =
                materials.stream()
                        .filter(material -> material.id().equals(infusion.material()))
                        .collect(Collectors.toSet());
        if (confirmedUntil(infusion.material(), started)
                .filter(until -> !until.isBefore(started))
                .isEmpty()) {
            findings.add(
                    FindingCode.INFUSED_UNCONFIRMED,
                    infusion.material(),
                    "Two people's matching confirmations before the infusion are not known.",
                    List.of(infusion.event()));
        }
        if (!released(infusion.material(), started)) {
            findings.add(
                    FindingCode.INFUSED_UNRELEASED,
                    infusion.material(),
                    "No release by quality before the infusion is known.",
                    List.of(infusion.event()));
        }
        Optional<Instant> limit = unit.stream().findFirst().flatMap(this::useBy);
        if (limit.isPresent() && started.isAfter(limit.get())) {
            findings.add(
                    FindingCode.INFUSED_TOO_LATE,
                    infusion.material(),
                    "The infusion began at %s, allowed until %s.".formatted(started, limit.get()),
                    List.of(infusion.event()));
        }
    }

    /// When the first clock of a unit runs out: its expiry, or the time allowed from thaw or the like (DOMAIN I-25).
    Optional<Instant> useBy(Material material) {
        return UseClocks.first(expires(material), clocks.end(material.id()));
    }
}
