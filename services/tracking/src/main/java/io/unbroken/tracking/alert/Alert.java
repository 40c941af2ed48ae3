package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import java.time.Instant;
import java.util.Optional;

/// One episode of one finding, as it stands. It follows from a journey's history and the time, whoever looks and how often.
///
/// @param id the same for the same episode of the same journey, on every machine and after every rebuild ([AlertIds])
/// @param product the ordered product
/// @param code the kind of finding; an excursion may turn from possible to proven and is one episode
/// @param holds whether it holds the points of use
/// @param subject what it is about: a unit, handoff, shipper, logger or lot
/// @param since when the episode began; empty if that is not known
/// @param until when it ended; empty while it goes on. One that has ended still stands here while it holds
/// @param detail one sentence for people, without patient data
public record Alert(
        String id,
        CoiId coi,
        Optional<String> product,
        FindingCode code,
        Severity severity,
        boolean holds,
        String subject,
        Optional<Instant> since,
        Optional<Instant> until,
        String detail) {

    /// Whether the episode goes on.
    public boolean open() {
        return until.isEmpty();
    }

    /// Whether people would say that the other is not what they were told: anything but the sentence, which has figures that change
    /// with each reading.
    boolean saysOtherThan(Alert told) {
        return code != told.code
                || severity != told.severity
                || holds != told.holds
                || !since.equals(told.since)
                || !until.equals(told.until);
    }

    /// The same, when nothing holds any more because of it.
    Alert released() {
        return new Alert(id, coi, product, code, severity, false, subject, since, until, detail);
    }
}
