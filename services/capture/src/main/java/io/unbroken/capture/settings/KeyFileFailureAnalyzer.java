package io.unbroken.capture.settings;

import io.unbroken.schemas.keys.KeyFileException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains that a key file cannot be read; a party that cannot sign has nothing to say.
public final class KeyFileFailureAnalyzer extends AbstractFailureAnalyzer<KeyFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyFileException unreadable) {
        return new FailureAnalysis(
                String.valueOf(unreadable.getMessage()), "Name a readable key file.", unreadable);
    }
}
