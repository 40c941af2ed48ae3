package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.rebuild.Succession.Begin;

/// How to go about a rebuild.
///
/// @param holder names this run
/// @param few with so little left to read the switch is not noticed by those who wait for a scan
/// @param rounds after so many rounds it switches with more than that left: more comes than a round can read
public record Plan(
        String holder, Begin begin, Against against, Verdict verdict, long few, int rounds) {

    /// Whom one believes.
    public sealed interface Against {

        /// The namespace in force: its trees and its histories must be those that the log gives.
        record InForce() implements Against {}

        /// Nobody but these trees, for the namespace in force is lost or known to be wrong.
        record Sealed(KnownTrees trees) implements Against {}
    }

    /// What to do about histories that are different. A different tree is never accepted.
    public enum Verdict {
        /// Nobody switches to histories that nobody expected.
        REFUSES,
        /// They are known, and right in the new namespace: the model is another one, or the old one was edited.
        ACCEPTS
    }
}
