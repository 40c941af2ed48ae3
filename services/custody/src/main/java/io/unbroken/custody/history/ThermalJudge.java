package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.history.ConditionBook.Beyond;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.status.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Judges the temperature of the units of a journey: the readings of the loggers that were with them, while they were.
///
/// Where two loggers were in one carrier, one that is conformant speaks for both unless the other shows a breach, or they disagree.
final class ThermalJudge {

    private final ThermalRules rules;
    private final Map<LoggerId, ? extends LoggerReadings> readings;
    private final ConditionBook conditions;
    private final HoldTimes holds;
    private final Findings findings;
    private final Exposures exposures = new Exposures();
    private final Map<MaterialId, List<Judged>> judged = new HashMap<>();

    ThermalJudge(
            ThermalRules rules,
            Map<LoggerId, ? extends LoggerReadings> readings,
            ConditionBook conditions,
            HoldTimes holds,
            Findings findings) {
        this.rules = rules;
        this.readings = readings;
        this.conditions = conditions;
        this.holds = holds;
        this.findings = findings;
    }

    List<ThermalLeg> judge(List<Carriage> carriages) {
        var legs = new ArrayList<ThermalLeg>();
        for (Carriage carriage : carriages) {
            legs.addAll(judge(carriage));
        }
        exposures
                .judge(findings)
                .forEach((material, found) -> found.forEach(each -> judge(material, each)));
        return List.copyOf(legs);
    }

    /// What the units have used up of what is tolerated.
    List<Exposure> exposures() {
        return exposures.all();
    }

    /// What is known of a unit over all its carriers; UNKNOWN if it never was in one.
    ///
    /// @param accepted the findings that speak against nothing any more
    Verdict verdict(MaterialId material, Predicate<Finding> accepted) {
        return judged.getOrDefault(material, List.of()).stream()
                .map(each -> each.verdict(accepted))
                .reduce(ThermalJudge::worse)
                .orElse(Verdict.UNKNOWN);
    }

    private List<ThermalLeg> judge(Carriage carriage) {
        ColdChainRule rule = rules.of(carriage);
        List<Leg> together =
                carriage.loggers().stream()
                        .distinct()
                        .map(logger -> leg(carriage, rule, logger))
                        .toList();
        List<ThermalLeg> legs = together.stream().map(Leg::told).toList();
        List<Finding> disagreements =
                rule.loggers()
                        .map(tolerance -> new Comparisons(carriage, readings).judge(tolerance))
                        .orElse(List.of());
        disagreements.forEach(findings::add);
        List<ThermalLeg> speaking = disagreements.isEmpty() ? conformant(legs) : List.of();
        Verdict verdict = together(legs, speaking);
        List<List<Finding>> found =
                together.stream()
                        .map(leg ->
                                new LegFindings(
                                                carriage,
                                                leg.told,
                                                rule,
                                                leg.beyond,
                                                verdict == Verdict.CONFORMANT)
                                        .of(leg.breaches))
                        .toList();
        found.forEach(each -> each.forEach(findings::add));
        carriage.materials().forEach(material -> judge(material, Judged.of(verdict, legs, found)));
        exposures.add(carriage, rule.excursions(), legs, speaking);
        holds.exceeded(carriage, lastReading(together)).ifPresent(findings::add);
        return legs;
    }

    private void judge(MaterialId material, Judged verdict) {
        judged.computeIfAbsent(material, _ -> new ArrayList<>()).add(verdict);
    }

    private Leg leg(Carriage carriage, ColdChainRule rule, LoggerId logger) {
        ThermalSummary summary = summary(carriage, logger, rule.thermal());
        LegBreaches breaches =
                LegBreaches.of(
                        summary,
                        rule,
                        carriage.until().flatMap(_ -> summary.figures().meanKinetic()));
        List<Beyond> beyond =
                conditions.beyond(logger, carriage.interval(), rules.attention(carriage));
        boolean known =
                rules.judge(carriage)
                        && beyond.stream().noneMatch(each -> LegFindings.stopped(carriage, each));
        return new Leg(
                ThermalLeg.of(
                        carriage,
                        logger,
                        rule.thermal(),
                        summary,
                        verdict(summary, breaches, known)),
                breaches,
                beyond,
                Optional.of(summary)
                        .filter(read -> read.figures().counts().samples() > 0)
                        .map(read -> read.interval().until()));
    }

    /// Up to the last reading as long as the logger is with the units.
    private ThermalSummary summary(Carriage carriage, LoggerId logger, ThermalRule rule) {
        LoggerReadings all = readings.get(logger);
        LoggerReadings known = all == null ? Readings.none() : all;
        if (carriage.until().isPresent()) {
            return ThermalSummary.of(
                    known, rule, new Interval(carriage.from(), carriage.until().get()));
        }
        return known.segment(new Interval(carriage.from(), Instant.MAX), rule)
                .map(segment ->
                        ThermalSummary.of(
                                segment, new Interval(carriage.from(), segment.last().time())))
                .orElseGet(() ->
                        ThermalSummary.of(
                                Readings.none(),
                                rule,
                                new Interval(carriage.from(), carriage.from())));
    }

    private static Verdict verdict(ThermalSummary summary, LegBreaches breaches, boolean known) {
        if (breaches.worst() == Breach.PROVEN) {
            return Verdict.NON_CONFORMANT;
        }
        boolean doubtful =
                !known
                        || summary.figures().counts().samples() == 0
                        || summary.figures().counts().conflicts() > 0
                        || !summary.gaps().isEmpty()
                        || breaches.worst() == Breach.POSSIBLE;
        return doubtful ? Verdict.UNKNOWN : Verdict.CONFORMANT;
    }

    private static List<ThermalLeg> conformant(List<ThermalLeg> legs) {
        return legs.stream().filter(leg -> leg.verdict() == Verdict.CONFORMANT).toList();
    }

    /// @param speaking those that speak for the others
    private static Verdict together(List<ThermalLeg> legs, List<ThermalLeg> speaking) {
        if (legs.stream().anyMatch(leg -> leg.verdict() == Verdict.NON_CONFORMANT)) {
            return Verdict.NON_CONFORMANT;
        }
        boolean all = !legs.isEmpty() && conformant(legs).size() == legs.size();
        return all || !speaking.isEmpty() ? Verdict.CONFORMANT : Verdict.UNKNOWN;
    }

    private static Optional<Instant> lastReading(List<Leg> together) {
        return together.stream()
                .flatMap(leg -> leg.lastReading.stream())
                .max(Comparator.naturalOrder());
    }

    private static Verdict worse(Verdict a, Verdict b) {
        if (a == Verdict.NON_CONFORMANT || b == Verdict.NON_CONFORMANT) {
            return Verdict.NON_CONFORMANT;
        }
        return a == Verdict.UNKNOWN ? a : b;
    }

    /// A leg as the history tells it, and what it breaks.
    private record Leg(
            ThermalLeg told,
            LegBreaches breaches,
            List<Beyond> beyond,
            Optional<Instant> lastReading) {}
}
