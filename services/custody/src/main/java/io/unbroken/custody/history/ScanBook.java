package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.scanning.Decoded;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.Scans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds every raw scan against what its event says: a scan is what was seen, the rest of the event is what a device made of it.
final class ScanBook {

    private final Findings findings;
    private final List<SignedEvent> donationsScanned = new ArrayList<>();
    private final Set<Din> collected = new HashSet<>();
    private final Set<EventId> disagreeing = new HashSet<>();

    ScanBook(Findings findings) {
        this.findings = findings;
    }

    void note(SignedEvent event) {
        if (event.event().fact() instanceof MaterialCollected fact) {
            collected.add(fact.din());
        }
        List<Decoded> decoded = event.event().scans().stream().map(Scans::read).toList();
        if (decoded.stream().anyMatch(each -> !Scans.donations(each).isEmpty())) {
            donationsScanned.add(event);
        }
        requireReadable(event, decoded);
        boolean otherChain =
                decoded.stream()
                        .flatMap(each -> Scans.chains(each).stream())
                        .anyMatch(chain -> !chain.equals(event.event().coi()));
        if (otherChain) {
            mismatch(event, "A raw scan names another chain of identity.");
        }
        if (event.event().fact() instanceof IdentityConfirmed fact
                && decoded.stream()
                        .flatMap(each -> Scans.patient(each).stream())
                        .anyMatch(patient -> !patient.equals(fact.wristband()))) {
            mismatch(event, "A raw scan is of another wristband than the event names.");
        }
    }

    /// Whether all raw scans of an event could be read and say what it says.
    boolean agree(SignedEvent event) {
        return !disagreeing.contains(event.event().id());
    }

    /// Judges what only the whole journey tells: a donation that is none of its own. Before a collection is known, nothing is.
    void judge() {
        for (SignedEvent event : donationsScanned) {
            boolean other =
                    event.event().scans().stream()
                            .map(Scans::read)
                            .flatMap(each -> Scans.donations(each).stream())
                            .anyMatch(din -> !own(event).contains(din));
            if (!own(event).isEmpty() && other) {
                mismatch(event, "A raw scan names a donation that is none of this journey.");
            }
        }
    }

    /// What was scanned at a collection is that collection's; elsewhere it is any of the journey.
    private Set<Din> own(SignedEvent event) {
        return event.event().fact() instanceof MaterialCollected fact
                ? Set.of(fact.din())
                : collected;
    }

    private void requireReadable(SignedEvent event, List<Decoded> decoded) {
        for (Decoded each : decoded) {
            if (each instanceof Unreadable unreadable) {
                unreadable(
                        event,
                        "A raw scan cannot be read (%s): %s."
                                .formatted(unreadable.reason(), unreadable.explanation()));
            } else if (each instanceof PersonData) {
                unreadable(event, "A raw scan holds data of a person, which no event may hold.");
            }
        }
    }

    private void unreadable(SignedEvent event, String detail) {
        disagreeing.add(event.event().id());
        findings.add(FindingCode.SCAN_UNREADABLE, event.event().coi(), detail, event);
    }

    private void mismatch(SignedEvent event, String detail) {
        disagreeing.add(event.event().id());
        findings.add(FindingCode.IDENTITY_MISMATCH, event.event().coi(), detail, event);
    }
}
