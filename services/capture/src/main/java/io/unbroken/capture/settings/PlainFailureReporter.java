package io.unbroken.capture.settings;

import io.unbroken.schemas.keys.KeyFileException;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.context.MessageSourceResolvable;

/// Says in one plain line what keeps a service from starting.
public final class PlainFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("cannot start: " + line(analysis));
    }

    private static String line(FailureAnalysis analysis) {
        for (Throwable cause = analysis.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                return invalid.getValidationErrors().getAllErrors().stream()
                        .map(MessageSourceResolvable::getDefaultMessage)
                        .collect(Collectors.joining("; "));
            }
            if (cause instanceof KeyFileException unreadable) {
                return String.valueOf(unreadable.getMessage());
            }
        }
        return analysis.getDescription().strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
