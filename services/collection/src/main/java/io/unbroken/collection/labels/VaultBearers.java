package io.unbroken.collection.labels;

import io.unbroken.capture.http.BadInput;
import io.unbroken.capture.labels.Bearers;
import io.unbroken.collection.vault.Vault;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.labels.LabelContent.Bearer;
import org.springframework.stereotype.Component;

/// Names for wristbands, from the site's vault.
@Component
class VaultBearers implements Bearers {

    private final Vault vault;

    VaultBearers(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Bearer bearer(PatientToken patient) {
        return switch (vault.find(patient)) {
            case Vault.Entry.Known known ->
                    new Bearer(known.patient().name(), known.patient().birthDate());
            case Vault.Entry.Erased _ ->
                    throw BadInput.field("subject", "Who this was has been erased for ever.");
            case Vault.Entry.Unknown _ ->
                    throw BadInput.field("subject", "No such patient was enrolled here.");
        };
    }
}
