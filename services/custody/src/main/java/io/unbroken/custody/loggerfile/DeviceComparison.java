package io.unbroken.custody.loggerfile;

import static java.util.stream.Collectors.groupingBy;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.MeanKineticTemperature;
import io.unbroken.custody.coldchain.MeanTemperature;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.loggerfile.ComparedValue.Outcome;
import io.unbroken.custody.loggerfile.ComparedValue.Quantity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device's own results, each compared with what the samples in the same file give.
///
/// @param values one for each result that has samples to compare with, days in the file's order
public record DeviceComparison(List<ComparedValue> values) {

    /// Compares all that `file` allows: the run as a whole, and each day that has samples.
    public static DeviceComparison of(LoggerFile file) {
        return of(file.results(), file.days(), file.zone().orElse(ZoneOffset.UTC), file.readings());
    }

    /// Compares what a device reported with readings that reached us, by whatever way.
    ///
    /// @param zone the device's clock, which decides where its days begin
    public static DeviceComparison of(
            Optional<DeviceResults> reported,
            List<DaySummary> days,
            ZoneOffset zone,
            Readings readings) {
        var values = new ArrayList<ComparedValue>();
        reported.ifPresent(results -> values.addAll(run(readings, results)));
        Map<LocalDate, List<Sample>> byDate =
                readings.samples().stream()
                        .collect(groupingBy(each -> LocalDate.ofInstant(each.time(), zone)));
        for (DaySummary day : days) {
            values.addAll(day(day, byDate.getOrDefault(day.date(), List.of())));
        }
        return new DeviceComparison(List.copyOf(values));
    }

    /// Those that differ beyond the printed precision, explained or not.
    public List<ComparedValue> differences() {
        return values.stream()
                .filter(value ->
                        switch (value.outcome()) {
                            case EQUAL, CUT_OFF -> false;
                            case BETWEEN_SAMPLES, DIFFERENT -> true;
                        })
                .toList();
    }

    /// Those that nothing explains: the file contradicts itself.
    public List<ComparedValue> contradictions() {
        return values.stream().filter(value -> value.outcome() == Outcome.DIFFERENT).toList();
    }

    private static List<ComparedValue> run(Readings readings, DeviceResults results) {
        return new Comparing(Optional.empty(), readings)
                .extremes(results.min(), results.max())
                .mean(Quantity.MEAN, results.mean(), MeanTemperature.of(readings))
                .mean(
                        Quantity.MEAN_KINETIC,
                        results.meanKinetic(),
                        results.activationEnergy()
                                .flatMap(energy -> MeanKineticTemperature.of(readings, energy)))
                .values;
    }

    private static List<ComparedValue> day(DaySummary day, List<Sample> samples) {
        Readings readings = Readings.of(samples);
        return new Comparing(Optional.of(day.date()), readings)
                .extremes(day.min(), day.max())
                .mean(Quantity.MEAN, day.mean(), MeanTemperature.of(readings))
                .values;
    }

    /// The comparison of one run or one day; means come last, because a device that is seen to
    /// measure between its samples has means that they cannot give.
    private static final class Comparing {

        private final List<ComparedValue> values = new ArrayList<>();
        private final Optional<LocalDate> day;
        private final Readings readings;
        private boolean betweenSamples;

        Comparing(Optional<LocalDate> day, Readings readings) {
            this.day = day;
            this.readings = readings;
        }

        Comparing extremes(Optional<DeviceExtreme> min, Optional<DeviceExtreme> max) {
            List<Celsius> temperatures =
                    readings.samples().stream().map(Sample::temperature).sorted().toList();
            if (!temperatures.isEmpty()) {
                min.ifPresent(each -> extreme(Quantity.MINIMUM, each, temperatures.getFirst()));
                max.ifPresent(each -> extreme(Quantity.MAXIMUM, each, temperatures.getLast()));
            }
            return this;
        }

        private void extreme(Quantity quantity, DeviceExtreme device, Celsius ours) {
            Celsius printed = device.temperature().temperature();
            boolean beyond =
                    quantity == Quantity.MINIMUM ? printed.isBelow(ours) : printed.isAbove(ours);
            boolean logged =
                    readings.samples().stream().anyMatch(each -> each.time().equals(device.time()));
            betweenSamples |= beyond && !logged;
            add(
                    quantity,
                    device.temperature(),
                    new MeanTemperature(ours.hundredths() * 100),
                    beyond && !logged);
        }

        Comparing mean(
                Quantity quantity,
                Optional<PrintedTemperature> device,
                Optional<MeanTemperature> ours) {
            if (device.isPresent() && ours.isPresent()) {
                add(quantity, device.get(), ours.get(), betweenSamples);
            }
            return this;
        }

        private void add(
                Quantity quantity,
                PrintedTemperature device,
                MeanTemperature ours,
                boolean explainedByTimesBetween) {
            Outcome outcome = agreement(device, ours);
            boolean explained = outcome == Outcome.DIFFERENT && explainedByTimesBetween;
            values.add(
                    new ComparedValue(
                            quantity,
                            day,
                            device,
                            ours,
                            explained ? Outcome.BETWEEN_SAMPLES : outcome));
        }

        private static Outcome agreement(PrintedTemperature device, MeanTemperature ours) {
            int printed = device.temperature().hundredths() * 100;
            int step = device.stepHundredths() * 100;
            int apart = Math.abs(printed - ours.tenThousandths());
            if (2 * apart <= step) {
                return Outcome.EQUAL;
            }
            boolean towardsZero = Math.abs(printed) < Math.abs(ours.tenThousandths());
            return apart < step && towardsZero ? Outcome.CUT_OFF : Outcome.DIFFERENT;
        }
    }
}
