package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Disagreement;
import io.unbroken.custody.coldchain.HourOfReadings;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.LoggerTolerance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the loggers of one carrier with each other, each with each.
record Comparisons(Carriage carriage, Map<LoggerId, ? extends LoggerReadings> readings) {

    /// What of their disagreements is longer than tolerated.
    List<Finding> judge(LoggerTolerance tolerance) {
        List<LoggerId> loggers =
                carriage.loggers().stream().distinct().sorted(IdentifierOrder.BY_VALUE).toList();
        var found = new ArrayList<Finding>();
        for (int i = 0; i < loggers.size(); i++) {
            for (int j = i + 1; j < loggers.size(); j++) {
                found.addAll(judge(loggers.get(i), loggers.get(j), tolerance));
            }
        }
        return found;
    }

    private List<Finding> judge(LoggerId one, LoggerId other, LoggerTolerance tolerance) {
        List<HourOfReadings> ofOne = hours(one);
        List<HourOfReadings> ofOther = hours(other);
        Instant known = known(ofOne, ofOther);
        return Disagreement.between(ofOne, ofOther, tolerance.hundredths(), known).stream()
                .filter(each -> each.length().compareTo(tolerance.longest()) > 0)
                .map(each ->
                        finding(one, other, each, tolerance, lastCompared(ofOne, ofOther, known)))
                .toList();
    }

    private Finding finding(
            LoggerId one,
            LoggerId other,
            Disagreement found,
            LoggerTolerance tolerance,
            Optional<Instant> lastCompared) {
        boolean goesOn =
                carriage.until().isEmpty() && lastCompared.equals(Optional.of(found.until()));
        Instant since = found.from().isBefore(carriage.from()) ? carriage.from() : found.from();
        Instant until =
                carriage.until().filter(end -> end.isBefore(found.until())).orElse(found.until());
        return Finding.of(
                        FindingCode.LOGGER_DISAGREEMENT,
                        one + ", " + other,
                        "%s: they differ by up to %s °C at least, for %s from %s; %s °C for %s are tolerated."
                                .formatted(
                                        carriage.carrier(),
                                        degrees(found.apart()),
                                        found.length(),
                                        since,
                                        degrees(tolerance.hundredths()),
                                        tolerance.longest()),
                        List.of(carriage.begunBy()))
                .during(since, goesOn ? Optional.empty() : Optional.of(until));
    }

    private List<HourOfReadings> hours(LoggerId logger) {
        LoggerReadings all = readings.get(logger);
        return (all == null ? Readings.none() : all)
                .hours(new Interval(carriage.from(), carriage.until().orElse(Instant.MAX)));
    }

    /// While the carrier is closed, the hour in which a logger was last heard is not over.
    private Instant known(List<HourOfReadings> one, List<HourOfReadings> other) {
        return carriage.until().isPresent() || one.isEmpty() || other.isEmpty()
                ? Instant.MAX
                : one.getLast().from().isBefore(other.getLast().from())
                        ? one.getLast().from()
                        : other.getLast().from();
    }

    /// When the last hour was over that both have.
    private static Optional<Instant> lastCompared(
            List<HourOfReadings> one, List<HourOfReadings> other, Instant known) {
        List<Instant> others = other.stream().map(HourOfReadings::until).toList();
        return one.stream()
                .map(HourOfReadings::until)
                .filter(until -> !until.isAfter(known) && others.contains(until))
                .max(Comparator.naturalOrder());
    }

    private static String degrees(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }
}
