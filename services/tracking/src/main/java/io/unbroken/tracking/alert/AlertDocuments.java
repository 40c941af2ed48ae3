package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/// Documents as the store has them. Times of episodes are texts: they go into ids, and the store's dates are too coarse.
final class AlertDocuments {

    private AlertDocuments() {}

    static Document of(Told told) {
        var document =
                new Document("_id", told.coi().value())
                        .append("version", told.version())
                        .append("sequence", told.sequence())
                        .append("alerts", told.alerts().stream().map(AlertDocuments::of).toList())
                        .append("waiting", waiting(told.waiting()))
                        .append("outbox", told.outbox().stream().map(AlertDocuments::of).toList());
        told.due().ifPresent(due -> document.append("due", Date.from(due)));
        return document;
    }

    static Told told(Document document) {
        var coi = new CoiId(document.getString("_id"));
        return new Told(
                coi,
                document.getLong("version"),
                document.getLong("sequence"),
                document.getList("alerts", Document.class).stream()
                        .map(alert -> alert(coi, alert))
                        .toList(),
                waiting(document.getList("waiting", Document.class)),
                document.getList("outbox", Document.class).stream()
                        .map(event -> event(coi, event))
                        .toList(),
                optional(document, "due", Date.class, Date::toInstant));
    }

    private static List<Document> waiting(Map<String, Instant> waiting) {
        return waiting.entrySet().stream()
                .map(each ->
                        new Document("id", each.getKey())
                                .append("since", Date.from(each.getValue())))
                .toList();
    }

    private static Map<String, Instant> waiting(List<Document> documents) {
        return documents.stream()
                .collect(
                        Collectors.toMap(
                                each -> each.getString("id"),
                                each -> each.getDate("since").toInstant()));
    }

    private static Document of(AlertEvent event) {
        var document =
                new Document("id", event.id())
                        .append("kind", event.kind().name())
                        .append("sequence", event.sequence())
                        .append("at", event.at().toString())
                        .append("alert", of(event.alert()));
        event.reason().ifPresent(reason -> document.append("reason", reason.name()));
        return document;
    }

    private static AlertEvent event(CoiId coi, Document document) {
        return new AlertEvent(
                document.getString("id"),
                AlertEvent.Kind.valueOf(document.getString("kind")),
                optional(document, "reason", String.class, AlertEvent.Reason::valueOf),
                document.getLong("sequence"),
                Instant.parse(document.getString("at")),
                alert(coi, document.get("alert", Document.class)));
    }

    private static Document of(Alert alert) {
        var document =
                new Document("id", alert.id())
                        .append("code", alert.code().name())
                        .append("severity", alert.severity().name())
                        .append("holds", alert.holds())
                        .append("subject", alert.subject())
                        .append("detail", alert.detail());
        alert.product().ifPresent(product -> document.append("product", product));
        alert.since().ifPresent(since -> document.append("since", since.toString()));
        alert.until().ifPresent(until -> document.append("until", until.toString()));
        return document;
    }

    private static Alert alert(CoiId coi, Document document) {
        return new Alert(
                document.getString("id"),
                coi,
                optional(document, "product", String.class, Function.identity()),
                FindingCode.valueOf(document.getString("code")),
                Severity.valueOf(document.getString("severity")),
                document.getBoolean("holds"),
                document.getString("subject"),
                optional(document, "since", String.class, Instant::parse),
                optional(document, "until", String.class, Instant::parse),
                document.getString("detail"));
    }

    private static <F, T> Optional<T> optional(
            Document document, String field, Class<F> type, Function<F, T> read) {
        return Optional.ofNullable(document.get(field, type)).map(read);
    }
}
