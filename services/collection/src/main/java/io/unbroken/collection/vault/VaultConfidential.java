package io.unbroken.collection.vault;

import io.unbroken.capture.http.Confidential;
import io.unbroken.custody.identity.CoiId;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Knows who the patients of the site's own chains are.
@Component
class VaultConfidential implements Confidential {

    private final Vault vault;

    VaultConfidential(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Predicate<String> of(CoiId coi) {
        return vault.find(coi) instanceof Vault.Entry.Known known
                ? known.patient()::isToldBy
                : _ -> false;
    }
}
