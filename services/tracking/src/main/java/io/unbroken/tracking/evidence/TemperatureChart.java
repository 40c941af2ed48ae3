package io.unbroken.tracking.evidence;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.TelemetryGap;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.history.ThermalLeg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The temperature of one leg as a picture: the readings over time, and the allowed range behind them.
final class TemperatureChart {

    private static final int WIDTH = 680;
    private static final int HEIGHT = 150;
    private static final int LEFT = 64;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;

    /// Room above and below, so that a line at a limit is seen.
    private static final int MARGIN_HUNDREDTHS = 100;

    /// More are not told apart on paper: then the coldest and the warmest of each step are drawn.
    private static final int MOST_POINTS = 1_200;

    /// Into a narrower gap the words do not fit.
    private static final int WIDEST_LABEL = 64;

    private final List<Sample> samples;
    private final List<TelemetryGap> gaps;
    private final Interval interval;
    private final TemperatureRange range;
    private final int lowest;
    private final int highest;

    TemperatureChart(ThermalLeg leg, Readings readings) {
        this.interval = shown(leg, readings);
        this.gaps = leg.gaps();
        this.samples = thinned(readings.within(interval).samples());
        this.range = leg.rule().range();
        List<Integer> values =
                Stream.concat(
                                samples.stream().map(Sample::temperature),
                                Stream.concat(range.low().stream(), range.high().stream()))
                        .map(Celsius::hundredths)
                        .toList();
        this.lowest = values.stream().min(Integer::compare).orElse(0) - MARGIN_HUNDREDTHS;
        this.highest = values.stream().max(Integer::compare).orElse(0) + MARGIN_HUNDREDTHS;
    }

    /// While the logger is with the material, up to its last reading.
    static Interval shown(ThermalLeg leg, Readings readings) {
        List<Sample> samples = readings.within(leg.interval()).samples();
        Instant last = samples.isEmpty() ? leg.from() : samples.getLast().time();
        return new Interval(leg.from(), leg.until().orElse(last));
    }

    /// The picture as SVG.
    String svg() {
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"DejaVu\" font-size=\"9\">"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        double top = range.high().map(high -> y(high.hundredths())).orElse((double) TOP);
        double bottom =
                range.low().map(low -> y(low.hundredths())).orElse((double) HEIGHT - BOTTOM);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#e3efe3\"/>",
                        LEFT,
                        top,
                        WIDTH - LEFT,
                        bottom - top));
        range.high().ifPresent(high -> limit(svg, high));
        range.low().ifPresent(low -> limit(svg, low));
        gaps.forEach(gap -> gap(svg, gap));
        List<Sample> run = new ArrayList<>();
        for (Sample sample : samples) {
            if (!run.isEmpty() && isBroken(run.getLast().time(), sample.time())) {
                line(svg, run);
                run.clear();
            }
            run.add(sample);
        }
        line(svg, run);
        if (samples.isEmpty()) {
            text(svg, (LEFT + WIDTH) / 2, HEIGHT / 2, "middle", "No readings");
        }
        label(svg, LEFT, HEIGHT - 6, "start", interval.from());
        label(svg, WIDTH, HEIGHT - 6, "end", interval.until());
        return svg.append("</svg>").toString();
    }

    private boolean isBroken(Instant before, Instant after) {
        return gaps.stream()
                .anyMatch(gap -> before.isBefore(gap.until()) && after.isAfter(gap.from()));
    }

    // A time of which nothing is known is not a line between what is.
    private void gap(StringBuilder svg, TelemetryGap gap) {
        double from = Math.max(LEFT, x(gap.from()));
        double until = Math.min(WIDTH, x(gap.until()));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e2e2e2\"/>",
                        from,
                        TOP,
                        Math.max(1, until - from),
                        HEIGHT - BOTTOM - TOP));
        if (until - from > WIDEST_LABEL && !samples.isEmpty()) {
            text(svg, (int) (from + until) / 2, HEIGHT / 2, "middle", "no readings");
        }
    }

    private void line(StringBuilder svg, List<Sample> run) {
        if (run.size() == 1) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.6\" fill=\"#17324d\"/>",
                            x(run.getFirst().time()),
                            y(run.getFirst().temperature().hundredths())));
        }
        svg.append("<polyline fill=\"none\" stroke=\"#17324d\" stroke-width=\"1.2\" points=\"");
        for (Sample sample : run) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            x(sample.time()),
                            y(sample.temperature().hundredths())));
        }
        svg.append("\"/>");
    }

    private void limit(StringBuilder svg, Celsius limit) {
        double y = y(limit.hundredths());
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#8a1f1f\" stroke-dasharray=\"4 3\" stroke-width=\"0.8\"/>",
                        LEFT,
                        WIDTH,
                        y,
                        y));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s °C</text>",
                        LEFT - 4,
                        y + 3,
                        limit.toString()));
    }

    private static void label(StringBuilder svg, int x, int y, String anchor, Instant time) {
        text(svg, x, y, anchor, Times.text(time));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
                        .formatted(x, y, anchor, text));
    }

    private double x(Instant time) {
        double length = Math.max(1, interval.length().toMillis());
        double at = Duration.between(interval.from(), time).toMillis();
        return LEFT + at / length * (WIDTH - LEFT);
    }

    private double y(int hundredths) {
        double height = HEIGHT - BOTTOM - TOP;
        return TOP + (highest - hundredths) / (double) (highest - lowest) * height;
    }

    private static List<Sample> thinned(List<Sample> all) {
        int step = 2 * all.size() / MOST_POINTS;
        if (step < 2) {
            return all;
        }
        var points = new TreeSet<Sample>();
        var byTemperature = Comparator.comparing(Sample::temperature);
        for (int i = 0; i < all.size(); i += step) {
            List<Sample> some = all.subList(i, Math.min(all.size(), i + step));
            some.stream().min(byTemperature).ifPresent(points::add);
            some.stream().max(byTemperature).ifPresent(points::add);
        }
        return List.copyOf(points);
    }
}
