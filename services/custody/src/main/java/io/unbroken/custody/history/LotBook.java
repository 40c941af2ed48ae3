package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.event.Fact.QcResultReported.TestOutcome;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ProductProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What was made, how it was tested and what quality decided.
final class LotBook {

    private final Map<LotId, Opened> lots = new TreeMap<>(IdentifierOrder.BY_VALUE);
    private final Findings findings;

    LotBook(Findings findings) {
        this.findings = findings;
    }

    void started(SignedEvent event, LotStarted fact) {
        Opened lot = lot(fact.lot());
        lot.started = Optional.of(lot.started.orElse(event.event().eventTime()));
        lot.consumed.addAll(fact.consumed());
    }

    void step(SignedEvent event, ManufacturingStepCompleted fact) {
        lot(fact.lot()).steps.add(new Lot.Step(fact, event.event().id()));
    }

    void formulated(ProductFormulated fact) {
        Opened lot = lot(fact.lot());
        fact.units().stream().map(Unit::material).forEach(lot.product::add);
        // Two statements of an expiry: the earlier one is the safe one.
        lot.expires =
                Optional.of(
                        lot.expires
                                .filter(known -> known.isBefore(fact.expires()))
                                .orElse(fact.expires()));
    }

    void result(SignedEvent event, QcResultReported fact) {
        lot(fact.lot())
                .results
                .add(new Lot.QcResult(fact, event.event().eventTime(), event.event().id()));
        if (fact.outcome() == TestOutcome.FAIL) {
            findings.add(
                    FindingCode.QC_FAILED,
                    fact.lot(),
                    "The test %s failed.".formatted(fact.test()),
                    event);
        }
    }

    void decided(SignedEvent event, LotDecided fact) {
        lot(fact.lot())
                .decisions
                .add(
                        new Lot.Decision(
                                fact,
                                event.event().by(),
                                event.event().eventTime(),
                                event.event().id()));
        if (fact.decision() == LotDecided.Decision.REJECTED) {
            findings.add(FindingCode.LOT_REJECTED, fact.lot(), "Quality rejected the lot.", event);
        }
    }

    List<Lot> lots() {
        return lots.entrySet().stream().map(e -> e.getValue().toLot(e.getKey())).toList();
    }

    /// A release stands only on the tests demanded at its time, and these had passed by then.
    void judge(ProductRules rules) {
        for (Lot lot : lots()) {
            for (Lot.Decision decision : lot.decisions()) {
                if (decision.decided().decision() == LotDecided.Decision.RELEASED) {
                    Set<Test> missing = missingTests(lot, rules.at(decision.at()), decision.at());
                    if (!missing.isEmpty()) {
                        findings.add(
                                FindingCode.RELEASED_WITHOUT_EVIDENCE,
                                lot.id(),
                                "Released without a pass of %s.".formatted(missing),
                                List.of(decision.event()));
                    }
                }
            }
        }
    }

    /// The required tests that have no pass, or a fail, among the results reported by `when`.
    static Set<Test> missingTests(Lot lot, Optional<ProductProfile> profile, Instant when) {
        Set<Test> missing = EnumSet.noneOf(Test.class);
        profile.ifPresent(p -> missing.addAll(p.requiredTests()));
        Set<Test> failed = EnumSet.noneOf(Test.class);
        for (Lot.QcResult result : lot.results()) {
            if (!result.at().isAfter(when)) {
                missing.remove(result.result().test());
                if (result.result().outcome() == TestOutcome.FAIL) {
                    failed.add(result.result().test());
                }
            }
        }
        missing.addAll(failed);
        return missing;
    }

    private Opened lot(LotId id) {
        return lots.computeIfAbsent(id, unseen -> new Opened());
    }

    private static final class Opened {
        private Optional<Instant> started = Optional.empty();
        private final Set<MaterialId> consumed = new LinkedHashSet<>();
        private final List<Lot.Step> steps = new ArrayList<>();
        private final Set<MaterialId> product = new LinkedHashSet<>();
        private Optional<Instant> expires = Optional.empty();
        private final List<Lot.QcResult> results = new ArrayList<>();
        private final List<Lot.Decision> decisions = new ArrayList<>();

        Lot toLot(LotId id) {
            return new Lot(
                    id,
                    started,
                    List.copyOf(consumed),
                    List.copyOf(steps),
                    List.copyOf(product),
                    expires,
                    List.copyOf(results),
                    List.copyOf(decisions));
        }
    }
}
