package io.unbroken.custody.bedside;

import io.unbroken.custody.status.Verdict;

/// A check at the bedside and what it rests on.
///
/// @param evidence what shows that it holds, or why it does not: one short sentence without patient data
public record Checked(BedsideCheck check, Verdict outcome, String evidence) {

    static Checked holds(BedsideCheck check, String evidence) {
        return new Checked(check, Verdict.CONFORMANT, evidence);
    }

    static Checked wrong(BedsideCheck check, String why) {
        return new Checked(check, Verdict.NON_CONFORMANT, why);
    }

    static Checked unknown(BedsideCheck check, String why) {
        return new Checked(check, Verdict.UNKNOWN, why);
    }

    /// Whether it may go on as far as this is concerned; what is unknown holds as what is wrong.
    public boolean conformant() {
        return outcome == Verdict.CONFORMANT;
    }
}
