package io.unbroken.custody.finding;

import io.unbroken.custody.identity.EventId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Something that a history shows to be wrong or missing. Derived, never stored by hand: it is there while the events show
/// it and gone when a late event resolves it.
///
/// @param subject what it is about: a unit, handoff, shipper, logger or lot, or the chain itself
/// @param detail one sentence for people, without patient data
/// @param evidence the events that show it, in the order of the history
/// @param since when its episode began; empty if it is none
/// @param until when its episode ended; empty if it is none or goes on
public record Finding(
        FindingCode code,
        Severity severity,
        boolean blocking,
        String subject,
        String detail,
        List<EventId> evidence,
        Optional<Instant> since,
        Optional<Instant> until) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    /// One that is no episode.
    public Finding(
            FindingCode code,
            Severity severity,
            boolean blocking,
            String subject,
            String detail,
            List<EventId> evidence) {
        this(
                code,
                severity,
                blocking,
                subject,
                detail,
                evidence,
                Optional.empty(),
                Optional.empty());
    }

    /// The same as an episode.
    public Finding during(Instant from, Optional<Instant> to) {
        return new Finding(
                code, severity, blocking, subject, detail, evidence, Optional.of(from), to);
    }

    /// The same, which holds nothing.
    public Finding notBlocking() {
        return new Finding(code, severity, false, subject, detail, evidence, since, until);
    }

    /// A finding with the severity of its kind.
    public static Finding of(
            FindingCode code, Object subject, String detail, Collection<EventId> evidence) {
        return new Finding(
                code,
                code.severity(),
                code.blocking(),
                subject.toString(),
                detail,
                evidence.stream().distinct().toList());
    }
}
