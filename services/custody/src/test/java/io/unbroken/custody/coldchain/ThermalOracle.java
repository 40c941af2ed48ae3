package io.unbroken.custody.coldchain;

import io.unbroken.custody.coldchain.Excursion.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The definitions of the excursions, written out by index over all samples, slow and plain: for each
/// moment that is out it looks left and right.
public final class ThermalOracle {

    private final ThermalRule rule;
    private final Interval interval;
    private final List<Instant> times;
    private final List<List<Integer>> values = new ArrayList<>();

    public ThermalOracle(List<Sample> samples, ThermalRule rule, Interval interval) {
        this.rule = rule;
        this.interval = interval;
        var byTime = new TreeMap<Instant, TreeSet<Integer>>();
        for (Sample sample : samples) {
            if (!sample.time().isBefore(interval.from())
                    && !sample.time().isAfter(interval.until())) {
                byTime.computeIfAbsent(sample.time(), _ -> new TreeSet<>())
                        .add(sample.temperature().hundredths());
            }
        }
        times = List.copyOf(byTime.keySet());
        byTime.values().forEach(each -> values.add(List.copyOf(each)));
    }

    public List<Excursion> excursions() {
        var found = new ArrayList<Excursion>();
        int first = 0;
        while (first < times.size()) {
            char side = side(first);
            int last = first;
            while (last + 1 < times.size() && side(last + 1) == side) {
                last++;
            }
            if (side != ' ') {
                found.add(excursion(first, last, side));
            }
            first = last + 1;
        }
        return found;
    }

    public Duration possiblyOut() {
        Duration sum = Duration.ZERO;
        for (int i = 0; i <= times.size(); i++) {
            boolean in = (i == 0 || side(i - 1) == ' ') && (i == times.size() || side(i) == ' ');
            if (!in) {
                sum = sum.plus(Duration.between(timeOrEnd(i - 1), timeOrEnd(i)));
            }
        }
        return sum;
    }

    public List<TelemetryGap> gaps() {
        var gaps = new ArrayList<TelemetryGap>();
        for (int i = 0; i <= times.size(); i++) {
            if (longGap(timeOrEnd(i - 1), timeOrEnd(i))) {
                gaps.add(new TelemetryGap(timeOrEnd(i - 1), timeOrEnd(i)));
            }
        }
        return gaps;
    }

    private Excursion excursion(int first, int last, char side) {
        List<Integer> sure = new ArrayList<>();
        int readings = 0;
        int extreme = values.get(first).getFirst();
        for (int i = first; i <= last; i++) {
            if (sure(i)) {
                sure.add(i);
                readings += values.get(i).size();
            }
            for (int value : values.get(i)) {
                extreme = side == '+' ? Math.max(extreme, value) : Math.min(extreme, value);
            }
        }
        Optional<Celsius> proven = Optional.empty();
        for (int i : sure) {
            int mildest = side == '+' ? values.get(i).getFirst() : values.get(i).getLast();
            boolean further =
                    proven.isEmpty()
                            || (side == '+'
                                    ? mildest > proven.get().hundredths()
                                    : mildest < proven.get().hundredths());
            proven = further ? Optional.of(new Celsius(mildest)) : proven;
        }
        Duration lower = Duration.ZERO;
        if (!sure.isEmpty()) {
            for (int i = sure.getFirst(); i < sure.getLast(); i++) {
                if (!longGap(times.get(i), times.get(i + 1))) {
                    lower = lower.plus(Duration.between(times.get(i), times.get(i + 1)));
                }
            }
        }
        return new Excursion(
                times.get(sure.isEmpty() ? first : sure.getFirst()),
                last + 1 < times.size() ? Optional.of(times.get(last + 1)) : Optional.empty(),
                new Celsius(extreme),
                proven,
                lower,
                Duration.between(timeOrEnd(first - 1), timeOrEnd(last + 1)),
                side == '+' ? Direction.ABOVE : Direction.BELOW,
                readings);
    }

    private Instant timeOrEnd(int index) {
        if (index < 0) {
            return interval.from();
        }
        return index < times.size() ? times.get(index) : interval.until();
    }

    private boolean longGap(Instant from, Instant until) {
        return from.plus(rule.longestGap()).isBefore(until);
    }

    /// `+` out or doubtful on the warm side, `-` on the cold side, blank in range.
    private char side(int index) {
        List<Integer> here = values.get(index);
        if (here.stream().allMatch(value -> in(value))) {
            return ' ';
        }
        int worst = here.getFirst();
        for (int value : here) {
            if (distance(value) >= distance(worst)) {
                worst = value;
            }
        }
        return overHigh(worst) >= underLow(worst) ? '+' : '-';
    }

    private boolean sure(int index) {
        List<Integer> here = values.get(index);
        int band = rule.guardBandHundredths();
        return here.stream().allMatch(value -> overHigh(value) > band)
                || here.stream().allMatch(value -> underLow(value) > band);
    }

    private boolean in(int value) {
        int band = rule.guardBandHundredths();
        return overHigh(value) + band <= 0 && underLow(value) + band <= 0;
    }

    private int distance(int value) {
        return Math.max(overHigh(value), underLow(value));
    }

    private int overHigh(int value) {
        return value - rule.range().high().map(Celsius::hundredths).orElse(1_000_000);
    }

    private int underLow(int value) {
        return rule.range().low().map(Celsius::hundredths).orElse(-1_000_000) - value;
    }
}
