package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.TelemetryGap;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Judges the temperature of the units of a journey: the readings of the loggers that were with them, while they were.
///
/// Where two loggers were in one carrier, one that is conformant speaks for both unless the other shows a breach.
final class ThermalJudge {

    private final ThermalRules rules;
    private final Map<LoggerId, ? extends LoggerReadings> readings;
    private final Findings findings;
    private final Map<MaterialId, Exposure> exposures = new HashMap<>();
    private final Map<MaterialId, List<Judged>> judged = new HashMap<>();

    ThermalJudge(
            ThermalRules rules,
            Map<LoggerId, ? extends LoggerReadings> readings,
            Findings findings) {
        this.rules = rules;
        this.readings = readings;
        this.findings = findings;
    }

    List<ThermalLeg> judge(List<Carriage> carriages) {
        var legs = new ArrayList<ThermalLeg>();
        for (Carriage carriage : carriages) {
            List<ThermalLeg> together =
                    carriage.loggers().stream().distinct().map(l -> leg(carriage, l)).toList();
            Verdict verdict = together(together);
            List<List<Finding>> found =
                    together.stream().map(leg -> found(carriage, leg, verdict)).toList();
            found.forEach(each -> each.forEach(findings::add));
            carriage.materials().forEach(m -> judge(m, Judged.of(verdict, together, found)));
            expose(carriage, together);
            legs.addAll(together);
        }
        judgeTotals();
        return List.copyOf(legs);
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

    private void judge(MaterialId material, Judged verdict) {
        judged.computeIfAbsent(material, _ -> new ArrayList<>()).add(verdict);
    }

    private ThermalLeg leg(Carriage carriage, LoggerId logger) {
        ColdChainRule rule = rules.of(carriage);
        ThermalSummary summary = summary(carriage, logger, rule.thermal());
        return ThermalLeg.of(carriage, logger, rule.thermal(), summary, verdict(summary, carriage));
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

    private Verdict verdict(ThermalSummary summary, Carriage carriage) {
        ColdChainRule rule = rules.of(carriage);
        boolean broken =
                summary.outOfRangeAtLeast().compareTo(rule.excursions().longestTotal()) > 0
                        || summary.excursions().stream()
                                .anyMatch(e ->
                                        e.lowerBound().compareTo(rule.excursions().longest()) > 0);
        if (broken) {
            return Verdict.NON_CONFORMANT;
        }
        boolean doubtful =
                !rules.judge(carriage)
                        || summary.figures().counts().samples() == 0
                        || summary.figures().counts().conflicts() > 0
                        || !summary.gaps().isEmpty()
                        || possiblyBroken(summary.outOfRangeAtMost(), summary.excursions(), rule);
        return doubtful ? Verdict.UNKNOWN : Verdict.CONFORMANT;
    }

    private static boolean possiblyBroken(
            Duration atMost, List<Excursion> excursions, ColdChainRule rule) {
        return atMost.compareTo(rule.excursions().longestTotal()) > 0
                || excursions.stream()
                        .anyMatch(e -> e.upperBound().compareTo(rule.excursions().longest()) > 0);
    }

    private static Verdict together(List<ThermalLeg> legs) {
        List<Verdict> each = legs.stream().map(ThermalLeg::verdict).toList();
        if (each.contains(Verdict.NON_CONFORMANT)) {
            return Verdict.NON_CONFORMANT;
        }
        return each.contains(Verdict.CONFORMANT) ? Verdict.CONFORMANT : Verdict.UNKNOWN;
    }

    private static Verdict worse(Verdict a, Verdict b) {
        if (a == Verdict.NON_CONFORMANT || b == Verdict.NON_CONFORMANT) {
            return Verdict.NON_CONFORMANT;
        }
        return a == Verdict.UNKNOWN ? a : b;
    }

    private List<Finding> found(Carriage carriage, ThermalLeg leg, Verdict together) {
        var found = new ArrayList<Finding>();
        boolean spokenFor = together == Verdict.CONFORMANT;
        ColdChainRule rule = rules.of(carriage);
        for (Excursion excursion : leg.excursions()) {
            found.add(
                    finding(
                                    code(excursion, leg, rule),
                                    carriage,
                                    leg,
                                    spokenFor,
                                    "%s from %s, at most %s °C away at %s °C, %s to %s."
                                            .formatted(
                                                    excursion.direction()
                                                                    == Excursion.Direction.ABOVE
                                                            ? "Too warm"
                                                            : "Too cold",
                                                    excursion.from(),
                                                    distance(excursion, leg.rule().range()),
                                                    excursion.extreme(),
                                                    excursion.lowerBound(),
                                                    excursion.upperBound()))
                            .during(excursion.from(), excursion.until().or(carriage::until)));
        }
        for (TelemetryGap gap : leg.gaps()) {
            found.add(
                    finding(
                                    FindingCode.TELEMETRY_GAP,
                                    carriage,
                                    leg,
                                    spokenFor,
                                    "No reading from %s to %s.".formatted(gap.from(), gap.until()))
                            .during(gap.from(), Optional.of(gap.until())));
        }
        if (leg.conflicts() > 0) {
            found.add(
                    finding(
                            FindingCode.READING_CONFLICT,
                            carriage,
                            leg,
                            spokenFor,
                            "%d times have more than one temperature.".formatted(leg.conflicts())));
        }
        return found;
    }

    private static FindingCode code(Excursion excursion, ThermalLeg leg, ColdChainRule rule) {
        if (excursion.lowerBound().compareTo(rule.excursions().longest()) > 0
                || leg.outOfRangeAtLeast().compareTo(rule.excursions().longestTotal()) > 0) {
            return FindingCode.EXCURSION;
        }
        return possiblyBroken(leg.outOfRangeAtMost(), leg.excursions(), rule)
                ? FindingCode.EXCURSION_POSSIBLE
                : FindingCode.EXCURSION_TOLERATED;
    }

    private static Celsius distance(Excursion excursion, TemperatureRange range) {
        Celsius limit =
                (excursion.direction() == Excursion.Direction.ABOVE ? range.high() : range.low())
                        .orElse(excursion.extreme());
        return new Celsius(Math.abs(excursion.extreme().hundredths() - limit.hundredths()));
    }

    private static Finding finding(
            FindingCode code, Carriage carriage, ThermalLeg leg, boolean spokenFor, String detail) {
        return new Finding(
                code,
                code.severity(),
                code.blocking() && !spokenFor,
                leg.logger().value(),
                "%s %s: %s"
                        .formatted(
                                carriage.kind() == Carriage.Kind.SHIPPER ? "Shipper" : "Store",
                                carriage.carrier(),
                                detail),
                List.of(carriage.begunBy()));
    }

    /// A unit's time out of range adds up over all its carriers (DOMAIN I-26); of two loggers the worse counts.
    private void expose(Carriage carriage, List<ThermalLeg> legs) {
        Exposure worst =
                legs.stream()
                        .map(leg ->
                                new Exposure(
                                        leg.outOfRangeAtLeast(),
                                        rules.of(carriage).excursions().longestTotal(),
                                        new TreeSet<>(Set.of(carriage.carrier()))))
                        .max(Comparator.comparing(Exposure::atLeast))
                        .orElse(new Exposure(Duration.ZERO, Duration.ZERO, new TreeSet<>()));
        carriage.materials().forEach(m -> exposures.merge(m, worst, Exposure::plus));
    }

    private void judgeTotals() {
        exposures.forEach((material, total) -> {
            if (total.carriers().size() > 1 && total.atLeast().compareTo(total.allowed()) > 0) {
                Finding excursion =
                        Finding.of(
                                FindingCode.EXCURSION,
                                material,
                                "Out of range for at least %s in all, over %s; %s are allowed."
                                        .formatted(
                                                total.atLeast(), total.carriers(), total.allowed()),
                                List.of());
                findings.add(excursion);
                judge(material, new Judged(Verdict.NON_CONFORMANT, List.of(excursion), true));
            }
        });
    }

    /// A verdict, and what speaks for it.
    ///
    /// @param explained whether findings say all that is wrong; what nothing says cannot be accepted
    private record Judged(Verdict verdict, List<Finding> by, boolean explained) {

        static Judged of(Verdict together, List<ThermalLeg> legs, List<List<Finding>> found) {
            boolean explained = !legs.isEmpty();
            for (int i = 0; i < legs.size(); i++) {
                explained &=
                        legs.get(i).verdict() == Verdict.CONFORMANT
                                || found.get(i).stream().anyMatch(Finding::blocking);
            }
            return new Judged(
                    together,
                    found.stream().flatMap(List::stream).filter(Finding::blocking).toList(),
                    explained);
        }

        Verdict verdict(Predicate<Finding> accepted) {
            return explained && by.stream().allMatch(accepted) ? Verdict.CONFORMANT : verdict;
        }
    }

    private record Exposure(Duration atLeast, Duration allowed, TreeSet<String> carriers) {
        Exposure plus(Exposure other) {
            var both = new TreeSet<>(carriers);
            both.addAll(other.carriers);
            return new Exposure(
                    atLeast.plus(other.atLeast),
                    allowed.compareTo(other.allowed) >= 0 ? allowed : other.allowed,
                    both);
        }
    }
}
