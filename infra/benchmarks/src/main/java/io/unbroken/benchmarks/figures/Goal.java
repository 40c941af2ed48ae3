package io.unbroken.benchmarks.figures;

/// What a figure should be.
public sealed interface Goal {

    boolean met(double value);

    /// The goal with its sign, as a table shows it.
    String text();

    /// The figure that decides.
    double bound();

    /// At least so much.
    record AtLeast(double bound) implements Goal {

        @Override
        public boolean met(double value) {
            return value >= bound;
        }

        @Override
        public String text() {
            return "≥ " + Numbers.text(bound);
        }
    }

    /// At most so much.
    record AtMost(double bound) implements Goal {

        @Override
        public boolean met(double value) {
            return value <= bound;
        }

        @Override
        public String text() {
            return "≤ " + Numbers.text(bound);
        }
    }
}
