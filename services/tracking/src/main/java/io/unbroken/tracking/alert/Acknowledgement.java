package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import java.time.Instant;
import java.util.UUID;

/// That somebody has seen an alert, and what they do about it. It changes no finding and no verdict: what is decided on a finding is a
/// signed event.
///
/// @param id chosen by whoever acknowledges, so that what is sent twice counts once
/// @param by the person, as the sign-in names them
/// @param at by our clock
/// @param note what they do about it, without patient data
/// @param code the alert's kind then
/// @param severity how bad it was then
/// @param holds whether it held the points of use then
/// @param open whether it went on then
public record Acknowledgement(
        UUID id,
        String by,
        Instant at,
        String note,
        FindingCode code,
        Severity severity,
        boolean holds,
        boolean open) {

    static Acknowledgement of(Alert alert, UUID id, String by, Instant at, String note) {
        return new Acknowledgement(
                id, by, at, note, alert.code(), alert.severity(), alert.holds(), alert.open());
    }

    /// Whether whoever acknowledged knew of all that the alert says now: one that got worse, or goes on again, wants to be seen again.
    public boolean covers(Alert alert) {
        return alert.severity().compareTo(severity) <= 0
                && (holds || !alert.holds())
                && (open || !alert.open());
    }
}
