package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who compared what with whom, and every label that names another chain.
final class IdentityBook {

    private final Findings findings;
    private final List<SignedEvent> confirmed = new ArrayList<>();
    private final ScanBook scans;

    IdentityBook(Findings findings) {
        this.findings = findings;
        this.scans = new ScanBook(findings);
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
        scans.judge();
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
                            samePatient && sameChain && scans.agree(event),
                            event.event().id()));
        }
        return confirmations;
    }

    /// Notes the raw scans of an event, which have to say what the event says.
    void scans(SignedEvent event) {
        scans.note(event);
    }
}
