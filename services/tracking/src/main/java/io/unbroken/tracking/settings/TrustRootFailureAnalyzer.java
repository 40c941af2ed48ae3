package io.unbroken.tracking.settings;

import io.unbroken.schemas.keys.KeyFileException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains that a key cannot be read: without the root's no key could be believed, without the log's nothing sealed.
public final class TrustRootFailureAnalyzer extends AbstractFailureAnalyzer<KeyFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyFileException unreadable) {
        return new FailureAnalysis(
                unreadable.getMessage(),
                "UNBROKEN_TRUST_ROOT names the root public key's PEM file, UNBROKEN_LEDGER_KEY_FILE the log's signing key.",
                unreadable);
    }
}
