package io.unbroken.infusion.bedside;

import io.unbroken.custody.bedside.BedsideCheck;
import io.unbroken.custody.bedside.Checked;
import io.unbroken.custody.bedside.Remedy;
import io.unbroken.custody.bedside.Remedy.Contact;
import io.unbroken.custody.status.Verdict;

/// One check on the screen.
///
/// @param evidence what shows that it holds, or why it does not
/// @param remedy what to do if it does not hold
/// @param contact whom to call then
/// @param call name and number of whom to call
record CheckedView(
        BedsideCheck check,
        Verdict outcome,
        String evidence,
        Remedy remedy,
        Contact contact,
        String call) {

    static CheckedView of(Checked checked, BedsideProperties properties) {
        Remedy remedy = checked.check().remedy();
        return new CheckedView(
                checked.check(),
                checked.outcome(),
                checked.evidence(),
                remedy,
                remedy.contact(),
                properties.call(remedy.contact()));
    }
}
