package io.unbroken.custody.history;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Gathers findings while a history is derived.
final class Findings {

    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::severity)
                    .reversed()
                    .thenComparing(Finding::code)
                    .thenComparing(Finding::subject)
                    .thenComparing(Finding::detail);

    private final List<Finding> all = new ArrayList<>();

    void add(FindingCode code, Object subject, String detail, SignedEvent evidence) {
        add(code, subject, detail, List.of(evidence.event().id()));
    }

    void add(FindingCode code, Object subject, String detail, Collection<EventId> evidence) {
        add(Finding.of(code, subject, detail, evidence));
    }

    void add(Finding finding) {
        all.add(finding);
    }

    /// Worst first, then by kind and subject; each once.
    List<Finding> sorted() {
        return all.stream().distinct().sorted(ORDER).toList();
    }
}
