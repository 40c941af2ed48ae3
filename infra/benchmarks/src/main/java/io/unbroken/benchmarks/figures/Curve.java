package io.unbroken.benchmarks.figures;

import java.util.List;

/// How one thing changes with another.
///
/// @param name a stable name for programs
/// @param what it is, in some words
/// @param along what the points differ in
/// @param unit of the values
/// @param points from the least to the most
public record Curve(String name, String what, String along, String unit, List<Point> points) {

    public Curve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("expected at least one point of " + name);
        }
    }

    /// One measurement.
    ///
    /// @param at where
    /// @param value the median of the rounds
    public record Point(double at, double value) {}

    /// The last value ÷ the first.
    public double growth() {
        return points.getLast().value / points.getFirst().value;
    }

    /// A small table for people.
    String table() {
        var text = new StringBuilder("\n%s\n".formatted(what));
        String row = "  %12s  %12s  %s\n";
        text.append(row.formatted(along, unit, "÷ first"));
        for (Point point : points) {
            text.append(
                    row.formatted(
                            Numbers.text(point.at),
                            Numbers.text(point.value),
                            Numbers.text(point.value / points.getFirst().value)));
        }
        return text.toString();
    }
}
