package io.unbroken.tracking.evidence;

import io.unbroken.custody.history.Closure;
import io.unbroken.custody.history.Correction;
import io.unbroken.custody.history.Deviation;
import io.unbroken.custody.history.History;
import java.util.ArrayList;
import java.util.List;

/// What people said of events afterwards, with who signed, when, and what the signature means (21 CFR 11.50).
final class StatementsSection {

    private final Markup page;
    private final History history;

    StatementsSection(Markup page, History history) {
        this.page = page;
        this.history = history;
    }

    void write() {
        table("Corrections", List.of("Event", "Reason", "Why", "Effect", "Signed"), corrections());
        table(
                "Decisions on deviations",
                List.of("Finding", "About", "Decision", "Why", "Effect", "Signed"),
                decisions());
        table("Sealed by quality", List.of("Reviewed", "Holds", "Signed"), seals());
        table("Signatures", List.of("By", "Party", "At", "Meaning", "Event"), signatures());
    }

    private List<List<String>> corrections() {
        List<List<String>> rows = new ArrayList<>();
        for (Correction correction : history.corrections()) {
            rows.add(
                    List.of(
                            correction.corrected().id().toString(),
                            EvidencePage.words(correction.reason().name()),
                            correction.explanation(),
                            EvidencePage.words(correction.effect().name()),
                            String.join(
                                    "; ",
                                    correction.signatures().stream()
                                            .map(StatementsSection::signature)
                                            .toList())));
        }
        return rows;
    }

    private List<List<String>> decisions() {
        List<List<String>> rows = new ArrayList<>();
        for (Deviation deviation : history.deviations()) {
            for (Deviation.Decision decision : deviation.decisions()) {
                rows.add(
                        List.of(
                                EvidencePage.words(deviation.finding()),
                                deviation.subject(),
                                EvidencePage.words(decision.disposition().name()),
                                decision.explanation(),
                                EvidencePage.words(decision.effect().name()),
                                signature(decision.signature())));
            }
        }
        return rows;
    }

    private List<List<String>> seals() {
        Closure closure = history.closure();
        return closure.seals().stream()
                .map(seal ->
                        List.of(
                                seal.basis().value().substring(0, 16),
                                closure.basis().filter(seal.basis()::equals).isPresent()
                                                && seal.entitled()
                                        ? "yes"
                                        : "NO",
                                signature(seal.signature())))
                .toList();
    }

    /// All of them, also those under releases, as they were given.
    private List<List<String>> signatures() {
        List<List<String>> rows = new ArrayList<>();
        for (History.Entry entry : history.events()) {
            entry.fact()
                    .signatureMeaning()
                    .ifPresent(meaning ->
                            rows.add(
                                    List.of(
                                            entry.by().toString(),
                                            entry.party().toString(),
                                            Times.text(entry.eventTime()),
                                            EvidencePage.words(meaning),
                                            entry.id().toString())));
        }
        return rows;
    }

    private void table(String title, List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            page.element("h2", title);
            page.table(heads, rows);
        }
    }

    private static String signature(Correction.Signature signature) {
        return "%s, %s, %s: %s"
                .formatted(
                        signature.by(),
                        signature.party(),
                        Times.text(signature.at()),
                        EvidencePage.words(signature.meaning().name()));
    }
}
