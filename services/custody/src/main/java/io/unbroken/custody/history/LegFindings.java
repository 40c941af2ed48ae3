package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.TelemetryGap;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.profile.ColdChainRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be told of one leg: of its readings as they are judged.
///
/// @param spokenFor whether another logger of the carrier speaks for the units: then nothing of this leg holds
record LegFindings(Carriage carriage, ThermalLeg leg, ColdChainRule rule, boolean spokenFor) {

    List<Finding> of(LegBreaches breaches) {
        var found = new ArrayList<Finding>();
        for (int i = 0; i < leg.excursions().size(); i++) {
            found.add(excursion(leg.excursions().get(i), breaches.of(i)));
        }
        leg.gaps().forEach(gap -> found.add(gap(gap)));
        if (leg.conflicts() > 0) {
            found.add(
                    finding(
                            FindingCode.READING_CONFLICT,
                            "%d times have more than one temperature.".formatted(leg.conflicts())));
        }
        kinetic(breaches.kinetic()).ifPresent(found::add);
        return found;
    }

    private Finding excursion(Excursion excursion, Breach breach) {
        boolean warm = excursion.direction() == Excursion.Direction.ABOVE;
        return finding(
                        switch (breach) {
                            case NONE -> FindingCode.EXCURSION_TOLERATED;
                            case POSSIBLE -> FindingCode.EXCURSION_POSSIBLE;
                            case PROVEN -> FindingCode.EXCURSION;
                        },
                        "%s from %s, at most %s °C away at %s °C, %s to %s."
                                .formatted(
                                        warm ? "Too warm" : "Too cold",
                                        excursion.from(),
                                        distance(excursion, rule.thermal().range()),
                                        excursion.extreme(),
                                        excursion.lowerBound(),
                                        excursion.upperBound()))
                .during(excursion.from(), excursion.until().or(carriage::until));
    }

    private Finding gap(TelemetryGap gap) {
        return finding(
                        FindingCode.TELEMETRY_GAP,
                        "No reading from %s to %s.".formatted(gap.from(), gap.until()))
                .during(gap.from(), Optional.of(gap.until()));
    }

    private Optional<Finding> kinetic(Breach breach) {
        Optional<FindingCode> code =
                switch (breach) {
                    case NONE -> Optional.empty();
                    case POSSIBLE -> Optional.of(FindingCode.KINETIC_MEAN_DOUBTFUL);
                    case PROVEN -> Optional.of(FindingCode.KINETIC_MEAN_TOO_HIGH);
                };
        return code.map(kind ->
                finding(
                                kind,
                                "The mean kinetic temperature is %s °C, %s °C are allowed."
                                        .formatted(
                                                leg.figures()
                                                        .flatMap(figures -> figures.meanKinetic())
                                                        .map(Object::toString)
                                                        .orElse(""),
                                                rule.excursions()
                                                        .kinetic()
                                                        .map(Object::toString)
                                                        .orElse("")))
                        .during(carriage.from(), carriage.until()));
    }

    private static Celsius distance(Excursion excursion, TemperatureRange range) {
        Celsius limit =
                (excursion.direction() == Excursion.Direction.ABOVE ? range.high() : range.low())
                        .orElse(excursion.extreme());
        return new Celsius(Math.abs(excursion.extreme().hundredths() - limit.hundredths()));
    }

    private Finding finding(FindingCode code, String detail) {
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
}
