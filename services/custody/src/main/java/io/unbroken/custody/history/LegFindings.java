package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.TelemetryGap;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.ConditionBook.Beyond;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.sensing.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be told of one leg: of its readings as they are judged, and of its conditions.
///
/// @param beyond the conditions that were beyond their limits
/// @param spokenFor whether another logger of the carrier speaks for the units: then nothing of this leg holds
record LegFindings(
        Carriage carriage,
        ThermalLeg leg,
        ColdChainRule rule,
        List<Beyond> beyond,
        boolean spokenFor) {

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
        beyond.forEach(each -> condition(each).ifPresent(found::add));
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

    /// Readings that end too early are a logger that stopped; where there are none at all, nobody knows whether it ever began.
    private Finding gap(TelemetryGap gap) {
        boolean stopped =
                carriage.until().equals(Optional.of(gap.until()))
                        && !gap.from().equals(carriage.from());
        return finding(
                        stopped ? FindingCode.LOGGER_STOPPED : FindingCode.TELEMETRY_GAP,
                        "No reading from %s to %s.".formatted(gap.from(), gap.until()))
                .during(gap.from(), Optional.of(gap.until()));
    }

    /// While a logger is with the units; what it said of itself is nothing to its readings once these are all there.
    private Optional<Finding> condition(Beyond beyond) {
        Optional<Finding> found =
                switch (beyond.worst()) {
                    case Condition.Tilt(_, int tenths) ->
                            Optional.of(
                                    finding(
                                            FindingCode.TILTED,
                                            "Leaned by up to %s° from %s, %s° are allowed."
                                                    .formatted(
                                                            decimal(tenths, 1),
                                                            beyond.since(),
                                                            limit(rule.conditions().tilt(), 1))));
                    case Condition.Shock(_, int hundredths) ->
                            Optional.of(
                                    finding(
                                            FindingCode.SHOCKED,
                                            "Hit by up to %s g from %s, %s g are allowed."
                                                    .formatted(
                                                            decimal(hundredths, 2),
                                                            beyond.since(),
                                                            limit(rule.conditions().shock(), 2))));
                    case Condition.Battery(_, int percent) ->
                            Optional.of(
                                    finding(
                                            FindingCode.LOGGER_BATTERY_LOW,
                                            "Its battery had down to %d %% left from %s, %s %% are demanded."
                                                    .formatted(
                                                            percent,
                                                            beyond.since(),
                                                            limit(
                                                                    rule.conditions().battery(),
                                                                    0))));
                    case Condition.Device _ ->
                            Optional.of(
                                            finding(
                                                    FindingCode.LOGGER_STOPPED,
                                                    "It said at %s that it stopped."
                                                            .formatted(beyond.since())))
                                    .filter(_ -> stopped(carriage, beyond));
                    case Condition.Light _,
                            Condition.Lid _,
                            Condition.Position _,
                            Condition.Nitrogen _,
                            Condition.Marked _ ->
                            Optional.empty();
                };
        return found.map(
                finding -> finding.during(beyond.since(), beyond.until().or(carriage::until)));
    }

    /// Whether a logger that is still with the units said that it stopped, and not that it began again.
    static boolean stopped(Carriage carriage, Beyond beyond) {
        return beyond.quantity() == Condition.Quantity.DEVICE
                && beyond.until().isEmpty()
                && carriage.until().isEmpty();
    }

    private static String limit(Optional<Integer> limit, int decimals) {
        return limit.map(value -> decimal(value, decimals)).orElse("");
    }

    private static String decimal(int value, int decimals) {
        return BigDecimal.valueOf(value, decimals).toPlainString();
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
