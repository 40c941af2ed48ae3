package io.unbroken.benchmarks.figures;

import java.util.List;
import java.util.Optional;

/// One thing that was measured some times over.
///
/// @param name a stable name for programs
/// @param what it is, in some words
/// @param unit of its numbers
/// @param rounds what each round gave; the figure is their median
/// @param goal what it should be, if it is more than a number to compare with
public record Figure(
        String name, String what, String unit, List<Double> rounds, Optional<Goal> goal) {

    public Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("expected at least one round of " + name);
        }
    }

    public static Figure of(String name, String what, String unit, List<Double> rounds) {
        return new Figure(name, what, unit, rounds, Optional.empty());
    }

    public static Figure of(String name, String what, String unit, List<Double> rounds, Goal goal) {
        return new Figure(name, what, unit, rounds, Optional.of(goal));
    }

    public double value() {
        return Numbers.median(rounds);
    }

    /// Whether the goal is met; empty if there is none.
    public Optional<Boolean> met() {
        return goal.map(each -> each.met(value()));
    }
}
