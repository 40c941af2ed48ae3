package io.unbroken.custody.history;

import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.status.Verdict;
import java.util.List;
import java.util.function.Predicate;

/// A verdict on units, and what speaks for it.
///
/// @param explained whether findings say all that is wrong; what nothing says cannot be accepted
record Judged(Verdict verdict, List<Finding> by, boolean explained) {

    /// That of a finding alone.
    static Judged of(Verdict verdict, Finding finding) {
        return new Judged(verdict, List.of(finding), true);
    }

    /// That of the loggers of one carrier.
    ///
    /// @param found what was found of each leg
    static Judged of(Verdict together, List<ThermalLeg> legs, List<List<Finding>> found) {
        boolean explained = !legs.isEmpty();
        for (int i = 0; i < legs.size(); i++) {
            explained &=
                    legs.get(i).verdict() == Verdict.CONFORMANT
                            || found.get(i).stream().anyMatch(Finding::blocking);
        }
        return new Judged(
                together,
                found.stream().flatMap(List::stream).filter(Finding::blocking).toList(),
                explained);
    }

    /// @param accepted the findings that speak against nothing any more
    Verdict verdict(Predicate<Finding> accepted) {
        return explained && by.stream().allMatch(accepted) ? Verdict.CONFORMANT : verdict;
    }
}
