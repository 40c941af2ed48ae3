package io.unbroken.custody.history;

import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The checks of one point of use. It is GO only if every one is conformant, and only until the first clock runs out.
///
/// @param goUntil when the first clock runs out; empty if none runs
public record Judgement(PointOfUse point, List<Check> checks, Optional<Instant> goUntil) {

    /// Whether every check is conformant; what is unknown holds just as what is wrong.
    public boolean go() {
        return checks.stream().allMatch(check -> check.outcome() == Verdict.CONFORMANT);
    }

    /// Why not, one sentence for each failed check.
    public List<String> reasons() {
        return checks.stream()
                .filter(check -> check.outcome() != Verdict.CONFORMANT)
                .map(Check::reason)
                .toList();
    }
}
