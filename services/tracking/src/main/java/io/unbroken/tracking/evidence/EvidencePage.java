package io.unbroken.tracking.evidence;

import io.unbroken.custody.coldchain.ReadingFigures;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.history.Confirmation;
import io.unbroken.custody.history.Handoff;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.Material;
import io.unbroken.custody.history.ThermalLeg;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.Bundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// A bundle as a page for people: what happened, what is wrong, and what it is proved by.
final class EvidencePage {

    private static final int HEX_GROUP = 8;

    private final Bundle bundle;
    private final History history;
    private final String digest;
    private final Markup page = new Markup();

    /// @param digest the bundle's digest
    EvidencePage(Bundle bundle, String digest) {
        this.bundle = bundle;
        this.history = bundle.history();
        this.digest = digest;
    }

    /// The page as XHTML.
    ///
    /// @param style its style sheet
    String xhtml(String style) {
        page.raw("<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>");
        page.text("Evidence of " + history.coi()).raw("</title>");
        page.raw("<meta name=\"subject\" content=\"Evidence of one journey\"/>");
        page.raw("<style>" + style + "</style></head><body>");
        head();
        findings();
        custody();
        handoffs();
        temperature();
        confirmations();
        new StatementsSection(page, history).write();
        signatures();
        proof();
        return page.raw("</body></html>").toString();
    }

    private void head() {
        long blocking = history.findings().stream().filter(Finding::blocking).count();
        page.raw("<div class=\"code\">").raw(BundleCode.svg(digest)).raw("</div>");
        page.element("h1", "Evidence of " + history.coi());
        page.raw("<p class=\"verdict " + (blocking == 0 ? "good" : "bad") + "\">");
        page.text(
                blocking == 0
                        ? "No finding blocks this journey."
                        : "%d finding%s block%s this journey."
                                .formatted(
                                        blocking,
                                        blocking == 1 ? "" : "s",
                                        blocking == 1 ? "s" : ""));
        page.raw("</p>");
        page.raw("<div class=\"summary\">");
        page.table(
                List.of("Stage", "State", "Product", "Held by", "Cold chain"),
                List.of(
                        List.of(
                                words(history.stage().name()),
                                words(history.closure().state().name()),
                                history.therapy().product().map(Object::toString).orElse("–"),
                                history.holder().map(Object::toString).orElse("–"),
                                words(history.coldChain().name()))));
        page.raw("</div><p class=\"note\">");
        page.text(
                "This page is for reading. What it says is proved by the bundle whose SHA-256 is in the code on the right: ");
        page.raw("<code>").text(grouped(digest)).raw("</code>. ");
        page.text("Check the bundle with: ");
        page.raw("<span class=\"unbroken\">")
                .text("unbroken verify FILE --trust TRUST")
                .raw("</span>");
        page.text(". All times are UTC.");
        page.raw("</p>");
    }

    private void findings() {
        page.element("h2", "Findings");
        if (history.findings().isEmpty()) {
            page.element("p", "None.");
            return;
        }
        page.table(
                List.of("Finding", "Severity", "Blocks", "About", "What"),
                history.findings().stream()
                        .map(finding ->
                                List.of(
                                        words(finding.code().name()),
                                        words(finding.severity().name()),
                                        finding.blocking() ? "yes" : "no",
                                        finding.subject(),
                                        finding.detail()))
                        .toList());
    }

    private void custody() {
        page.element("h2", "Chain of custody");
        List<List<String>> rows = new ArrayList<>();
        for (Material material : history.materials()) {
            for (Material.Custody custody : material.custody()) {
                rows.add(
                        List.of(
                                material.id().toString(),
                                custody.holder().toString(),
                                Times.text(custody.from()),
                                Times.text(custody.until())));
            }
            material.end()
                    .ifPresent(end ->
                            rows.add(
                                    List.of(
                                            material.id().toString(),
                                            words(end.how().name()),
                                            Times.text(end.at()),
                                            "")));
        }
        page.table(List.of("Unit", "Held by", "From", "Until"), rows);
    }

    private void handoffs() {
        if (history.handoffs().isEmpty()) {
            return;
        }
        page.element("h2", "Handoffs");
        List<List<String>> rows = new ArrayList<>();
        for (Handoff handoff : history.handoffs()) {
            rows.add(
                    List.of(
                            handoff.from().toString(),
                            handoff.to().toString(),
                            handoff.shipper().toString(),
                            Times.text(handoff.released().map(Handoff.Half::at)),
                            Times.text(handoff.accepted().map(Handoff.Half::at))));
        }
        rows.sort(Comparator.comparing(row -> row.get(3)));
        page.table(List.of("From", "To", "Shipper", "Released", "Accepted"), rows);
    }

    private void temperature() {
        page.element("h2", "Temperature");
        if (history.thermal().isEmpty()) {
            page.element("p", "No logger was with the material.");
        }
        for (ThermalLeg leg : history.thermal()) {
            page.raw("<div class=\"leg\">");
            page.element(
                    "h3",
                    "%s %s, logger %s: %s"
                            .formatted(
                                    words(leg.kind().name()),
                                    leg.carrier(),
                                    leg.logger(),
                                    words(leg.verdict().name())));
            Readings readings = bundle.readings().getOrDefault(leg.logger(), Readings.none());
            ReadingFigures figures = figures(leg, readings);
            page.raw("<div class=\"chart\">")
                    .raw(new TemperatureChart(leg, readings).svg())
                    .raw("</div>");
            page.table(
                    List.of(
                            "Readings",
                            "Coldest",
                            "Warmest",
                            "Mean kinetic",
                            "Out of range at least",
                            "Times without readings"),
                    List.of(
                            List.of(
                                    String.valueOf(figures.counts().samples()),
                                    degrees(figures.min()),
                                    degrees(figures.max()),
                                    degrees(figures.meanKinetic()),
                                    leg.outOfRangeAtLeast().toMinutes() + " min",
                                    String.valueOf(leg.gaps().size()))));
            page.raw("</div>");
        }
    }

    /// While the logger is with the material the history has none.
    private static ReadingFigures figures(ThermalLeg leg, Readings readings) {
        return leg.figures()
                .orElseGet(() ->
                        ThermalSummary.of(
                                        readings, leg.rule(), TemperatureChart.shown(leg, readings))
                                .figures());
    }

    private void confirmations() {
        if (history.confirmations().isEmpty()) {
            return;
        }
        page.element("h2", "Identity confirmations");
        List<List<String>> rows = new ArrayList<>();
        for (Confirmation confirmation : history.confirmations()) {
            rows.add(
                    List.of(
                            words(confirmation.purpose().name()),
                            confirmation.by().toString(),
                            confirmation.party().toString(),
                            Times.text(confirmation.at()),
                            confirmation.matches() ? "yes" : "NO"));
        }
        page.table(List.of("For", "By", "Party", "At", "Matches"), rows);
    }

    private void signatures() {
        page.element("h2", "Signed events");
        List<List<String>> rows = new ArrayList<>();
        for (StoredRecord record : bundle.records()) {
            if (TopicCatalogue.kind(record.topic()).isPresent()) {
                rows.add(
                        List.of(
                                Times.text(Instant.ofEpochMilli(record.time())),
                                header(record, HeaderNames.SOURCE),
                                event(header(record, HeaderNames.TYPE)),
                                header(record, HeaderNames.KEY)
                                        + " #"
                                        + header(record, HeaderNames.SEQUENCE),
                                record.position()));
            }
        }
        rows.sort(Comparator.comparing(List::getFirst));
        page.raw("<div class=\"events\">");
        page.table(
                List.of("On the log", "Party", "Event", "Key and number", "Place on the log"),
                rows);
        page.raw("</div>");
    }

    private void proof() {
        Checkpoint checkpoint = bundle.checkpoint();
        page.element("h2", "Proof");
        page.table(
                List.of("Log", "Size", "Root"),
                List.of(
                        List.of(
                                checkpoint.origin(),
                                String.valueOf(checkpoint.size()),
                                grouped(checkpoint.root().toString()))));
        page.element("p", "Checkpoint, with the signatures of the log and of witnesses:");
        page.raw("<pre>").text(bundle.note().toString()).raw("</pre>");
    }

    private static String header(StoredRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name))
                .flatMap(header -> header.value().stream())
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("–");
    }

    // `io.unbroken.courier.HandoffAccepted` says the party again; what happened is its last word.
    private static String event(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return words(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_"));
    }

    private static String degrees(Optional<?> temperature) {
        return temperature.map(each -> Objects.toString(each) + " °C").orElse("–");
    }

    static String words(String symbol) {
        String text = symbol.replace('_', ' ').toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return text;
        }
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String grouped(String hex) {
        return hex.replaceAll("(.{" + HEX_GROUP + "})(?=.)", "$1 ");
    }
}
