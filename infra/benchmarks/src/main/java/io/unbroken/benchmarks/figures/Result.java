package io.unbroken.benchmarks.figures;

import java.util.List;

/// What one part of a run gave.
public record Result(List<Figure> figures, List<Curve> curves) {

    public Result {
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
    }

    public static Result of(List<Figure> figures) {
        return new Result(figures, List.of());
    }

    /// A curve that should be flat, with the figure that tells how flat it is.
    ///
    /// @param growth the name of that figure: the last value ÷ the first
    public static Result flat(Curve curve, String growth, Goal goal) {
        return new Result(
                List.of(
                        Figure.of(
                                growth,
                                "%s, last ÷ first".formatted(curve.what()),
                                "×",
                                List.of(curve.growth()),
                                goal)),
                List.of(curve));
    }
}
