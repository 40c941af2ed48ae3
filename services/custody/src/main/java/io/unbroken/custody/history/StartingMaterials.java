package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.MaterialId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges what a product is made of: how it was collected, and how long it waited.
final class StartingMaterials {

    private final ProductRules rules;
    private final Findings findings;
    private final Map<MaterialId, Instant> collected = new HashMap<>();

    StartingMaterials(ProductRules rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    void judge(EventSet events) {
        for (SignedEvent event : events.counting()) {
            if (event.event().fact() instanceof MaterialCollected fact) {
                fact.units().stream()
                        .map(Unit::material)
                        .forEach(unit -> collected.putIfAbsent(unit, fact.ended()));
                collected(event, fact);
            }
        }
        for (SignedEvent event : events.counting()) {
            if (event.event().fact() instanceof LotStarted fact) {
                started(event, fact);
            }
        }
    }

    private void collected(SignedEvent event, MaterialCollected fact) {
        rules.at(event.event().eventTime())
                .filter(profile -> !profile.startingMaterials().contains(fact.procedure()))
                .ifPresent(profile ->
                        findings.add(
                                FindingCode.MATERIAL_NOT_SUITABLE,
                                fact.din().value(),
                                "%s is not made from what %s gives."
                                        .formatted(profile.id(), fact.procedure()),
                                event));
    }

    private void started(SignedEvent event, LotStarted fact) {
        Instant at = event.event().eventTime();
        Optional<Duration> longest =
                rules.at(at).flatMap(profile -> profile.longestToManufacture());
        for (MaterialId unit : fact.consumed()) {
            Instant ended = collected.get(unit);
            if (ended != null
                    && longest.filter(limit -> at.isAfter(ended.plus(limit))).isPresent()) {
                findings.add(
                        FindingCode.MATERIAL_TOO_OLD,
                        unit,
                        "Collected at %s and taken into manufacture at %s; %s are allowed."
                                .formatted(ended, at, longest.get()),
                        List.of(event.event().id()));
            }
        }
    }
}
