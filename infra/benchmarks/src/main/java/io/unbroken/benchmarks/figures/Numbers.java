package io.unbroken.benchmarks.figures;

import java.util.Collection;
import java.util.Locale;

/// Numbers as people read them, and the middle of many.
public final class Numbers {

    private Numbers() {}

    /// Three significant digits, or whole if it is larger.
    public static String text(double number) {
        if (number == Math.rint(number) || Math.abs(number) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, Math.abs(number) >= 10 ? "%.1f" : "%.2f", number);
    }

    /// The middle one, or the mean of the two middle ones.
    public static double median(Collection<Double> numbers) {
        double[] sorted = sorted(numbers);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The smallest number that so many percent are not above.
    public static double percentile(Collection<Double> numbers, double percent) {
        double[] sorted = sorted(numbers);
        int at = (int) Math.ceil(percent / 100 * sorted.length) - 1;
        return sorted[Math.max(0, at)];
    }

    private static double[] sorted(Collection<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("expected numbers, found none");
        }
        return numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
