package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who compared what with whom, and every label that names another chain.
final class IdentityBook {

    private static final String CHAIN_IDENTIFIER = "&/";
    private static final String DIN_IDENTIFIER = "=";
    private static final int DIN_LENGTH = 16;

    private final Findings findings;
    private final List<SignedEvent> confirmed = new ArrayList<>();

    IdentityBook(Findings findings) {
        this.findings = findings;
    }

    void confirmed(SignedEvent event, IdentityConfirmed fact) {
        confirmed.add(event);
        labels(event, fact.labels());
    }

    /// Notes labels that were scanned together with something of this chain.
    void labels(SignedEvent event, List<MaterialLabel> labels) {
        for (MaterialLabel label : labels) {
            if (!label.coi().equals(event.event().coi())) {
                findings.add(
                        FindingCode.IDENTITY_MISMATCH,
                        label.material(),
                        "A label of another chain of identity was scanned.",
                        event);
            }
        }
    }

    /// The confirmations, judged against the patient that is enrolled.
    List<Confirmation> judge(Optional<PatientToken> patient) {
        var confirmations = new ArrayList<Confirmation>();
        for (SignedEvent event : confirmed) {
            var fact = (IdentityConfirmed) event.event().fact();
            boolean samePatient = patient.isPresent() && patient.get().equals(fact.wristband());
            if (patient.isPresent() && !samePatient) {
                findings.add(
                        FindingCode.IDENTITY_MISMATCH,
                        event.event().coi(),
                        "The wristband belongs to another patient.",
                        event);
            }
            CoiId coi = event.event().coi();
            boolean sameChain = fact.labels().stream().allMatch(label -> label.coi().equals(coi));
            confirmations.add(
                    new Confirmation(
                            fact.purpose(),
                            event.event().by(),
                            event.party(),
                            event.event().eventTime(),
                            fact.labels().stream().map(MaterialLabel::material).toList(),
                            samePatient && sameChain && scansAgree(event),
                            event.event().id()));
        }
        return confirmations;
    }

    /// A raw scan of a chain of identity id must say what the event says; what does not parse proves nothing.
    void scans(SignedEvent event) {
        if (!scansAgree(event)) {
            findings.add(
                    FindingCode.IDENTITY_MISMATCH,
                    event.event().coi(),
                    "A raw scan names another chain of identity, or does not parse.",
                    event);
        }
    }

    private static boolean scansAgree(SignedEvent event) {
        return event.event().scans().stream().allMatch(scan -> agrees(scan, event.event().coi()));
    }

    private static boolean agrees(Scan scan, CoiId coi) {
        try {
            if (scan.raw().startsWith(CHAIN_IDENTIFIER)) {
                return CoiId.parse(scan.raw()).equals(coi);
            }
            if (scan.raw().startsWith(DIN_IDENTIFIER)
                    && scan.raw().length() == DIN_LENGTH
                    && Character.isLetterOrDigit(scan.raw().charAt(1))) {
                Din.parse(scan.raw());
            }
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
