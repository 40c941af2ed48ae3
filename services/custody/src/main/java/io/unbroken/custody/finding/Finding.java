package io.unbroken.custody.finding;

import io.unbroken.custody.identity.EventId;
import java.util.Collection;
import java.util.List;

/// Something that a history shows to be wrong or missing. Derived, never stored by hand: it is there while the events show
/// it and gone when a late event resolves it.
///
/// @param subject what it is about: a unit, handoff, shipper, logger or lot, or the chain itself
/// @param detail one sentence for people, without patient data
/// @param evidence the events that show it, in the order of the history
public record Finding(
        FindingCode code,
        Severity severity,
        boolean blocking,
        String subject,
        String detail,
        List<EventId> evidence) {

    public Finding {
        evidence = List.copyOf(evidence);
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
