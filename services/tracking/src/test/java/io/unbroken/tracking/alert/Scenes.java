package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.tracking.alert.JourneyFacts.Finding;
import io.unbroken.tracking.alert.JourneyFacts.Hold;
import io.unbroken.tracking.alert.JourneyFacts.Watched;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.Knowledge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Journeys as far as alerts look at them.
final class Scenes {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    static final CoiId COI = CoiId.issue("A9999", 2026, 1);
    static final LoggerId LOGGER = new LoggerId("LOG-1");
    static final Duration LONGEST_GAP = Duration.ofMinutes(30);

    private Scenes() {}

    static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    static JourneyFacts facts(Finding... findings) {
        return facts(COI, List.of(findings), List.of());
    }

    static JourneyFacts facts(CoiId coi, List<Finding> findings, List<Watched> watched) {
        return new JourneyFacts(coi, Optional.of("SYN-CART-19"), findings, watched);
    }

    /// A closed shipper that keeps its temperature until then, told half an hour before.
    static JourneyFacts shipped(int until, Finding... findings) {
        return new JourneyFacts(
                COI,
                Optional.of("SYN-CART-19"),
                List.of(findings),
                List.of(),
                List.of(new Hold("DRY-1", at(until), at(until - 30))));
    }

    static Finding exceeded(int since) {
        return new Finding(
                FindingCode.HOLD_TIME_EXCEEDED,
                Severity.WARNING,
                false,
                "DRY-1",
                "Shipper DRY-1 is qualified until %s.".formatted(at(since)),
                Optional.of(at(since)),
                Optional.empty(),
                Optional.of(START));
    }

    static Finding excursion(FindingCode code, int from, Optional<Integer> until) {
        return new Finding(
                code,
                code.severity(),
                code.blocking(),
                LOGGER.value(),
                "Too warm from %s.".formatted(at(from)),
                Optional.of(at(from)),
                until.map(Scenes::at),
                Optional.of(START));
    }

    static Finding gap(int from, int until) {
        return new Finding(
                FindingCode.TELEMETRY_GAP,
                Severity.WARNING,
                true,
                LOGGER.value(),
                "No reading from %s to %s.".formatted(at(from), at(until)),
                Optional.of(at(from)),
                Optional.of(at(until)),
                Optional.of(START));
    }

    static Finding mismatch(String unit) {
        return new Finding(
                FindingCode.IDENTITY_MISMATCH,
                Severity.CRITICAL,
                true,
                unit,
                "A label names another chain.",
                Optional.empty(),
                Optional.empty(),
                Optional.of(START));
    }

    static Watched watched(int lastReading) {
        return watched(lastReading, START);
    }

    /// @param known when this was written
    static Watched watched(int lastReading, Instant known) {
        return new Watched(LOGGER, "BOX-1", at(lastReading), LONGEST_GAP, known);
    }

    /// A journey with a history that says this, in the form of histories.
    static JourneyDocument document(JourneyFacts facts, long version) {
        String findings =
                facts.findings().stream().map(Scenes::json).collect(Collectors.joining(","));
        String legs = facts.watched().stream().map(Scenes::json).collect(Collectors.joining(","));
        String json =
                """
                {"events":[{"eventTime":"%s","id":"event-1"}],"findings":[%s],"thermal":[%s]}\
                """
                        .formatted(START, findings, legs);
        return new JourneyDocument(
                facts.coi(),
                version,
                new Knowledge(1, 1),
                "boot",
                List.of(),
                Bytes.of(json.getBytes(StandardCharsets.UTF_8)),
                new JourneySummary(
                        "INBOUND",
                        JourneyState.PROVISIONAL,
                        Optional.empty(),
                        Optional.empty(),
                        facts.product(),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        List.of(),
                        1,
                        0),
                START);
    }

    private static String json(Finding finding) {
        return """
        {"blocking":%s,"code":"%s","detail":"%s","evidence":["event-1"],"severity":"%s"%s,"subject":"%s"%s}\
        """
                .formatted(
                        finding.blocking(),
                        finding.code(),
                        finding.detail(),
                        finding.severity(),
                        member("since", finding.since()),
                        finding.subject(),
                        member("until", finding.until()));
    }

    private static String member(String name, Optional<Instant> time) {
        return time.map(at -> ",\"%s\":\"%s\"".formatted(name, at)).orElse("");
    }

    private static String json(Watched watched) {
        return """
        {"carrier":"%s","logger":"%s","open":true,"rule":{"longestGap":"%s"},"summary":{"interval":{"from":"%s","until":"%s"}}}\
        """
                .formatted(
                        watched.carrier(),
                        watched.logger(),
                        watched.longestGap(),
                        START,
                        watched.last());
    }
}
