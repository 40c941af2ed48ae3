package io.unbroken.custody.bedside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// GO or HOLD at the bedside.
///
/// @param progress what the two people are waiting for; whatever that is, everything but [#go] is HOLD
/// @param checks all that was checked: what does not hold first, the most serious first
/// @param goUntil until when a GO stands if nothing new is said; empty with HOLD
public record BedsideVerdict(Progress progress, List<Checked> checks, Optional<Instant> goUntil) {

    private static final Comparator<Checked> WORST_FIRST =
            Comparator.comparing(Checked::conformant).thenComparing(Checked::check);

    /// @throws IllegalArgumentException if nothing was checked, or a GO would stand for ever
    public BedsideVerdict {
        var sorted = new ArrayList<>(checks);
        sorted.sort(WORST_FIRST);
        checks = List.copyOf(sorted);
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("checks: expected some, found none");
        }
        boolean go = checks.stream().allMatch(Checked::conformant);
        if (go != goUntil.isPresent() || (go && progress != Progress.DECIDED)) {
            throw new IllegalArgumentException("goUntil: expected a time exactly with GO");
        }
    }

    /// What is still to come.
    public enum Progress {
        /// What this person scanned has not come back from the history yet.
        RECORDING,
        /// Nothing is wrong so far; somebody else has to scan the same.
        SECOND_PERSON,
        /// All is known.
        DECIDED
    }

    static BedsideVerdict hold(List<Checked> failures) {
        return new BedsideVerdict(Progress.DECIDED, failures, Optional.empty());
    }

    /// Whether every check is conformant.
    public boolean go() {
        return goUntil.isPresent();
    }

    /// What does not hold, the most serious first.
    public List<Checked> failures() {
        return checks.stream().filter(checked -> !checked.conformant()).toList();
    }
}
