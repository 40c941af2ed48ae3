package io.unbroken.tracking.settings;

import io.unbroken.schemas.keys.KeyFileException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains that the root's key cannot be read; without it no key could be believed.
public final class TrustRootFailureAnalyzer extends AbstractFailureAnalyzer<KeyFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyFileException unreadable) {
        return new FailureAnalysis(
                "UNBROKEN_TRUST_ROOT: " + unreadable.getMessage(),
                "Name the root public key's PEM file.",
                unreadable);
    }
}
