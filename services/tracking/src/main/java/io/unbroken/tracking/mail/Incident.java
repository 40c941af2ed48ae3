package io.unbroken.tracking.mail;

import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.Alert;
import io.unbroken.tracking.alert.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// All that goes on with one journey at a time: the first of it is mailed at once, what follows is gathered and mailed as updates, until no
/// alert is open. What comes after that is another incident.
///
/// @param version more with each replacement
/// @param taken the ids of what was taken last, for it may come twice
/// @param open the alerts that go on
/// @param lines what is not mailed yet
/// @param first the first mail of the incident; empty if there was none
/// @param failures of the mail that is due, since the last that was sent
/// @param due when the next mail is; empty if there is nothing to tell
record Incident(
        CoiId coi,
        long version,
        List<String> taken,
        List<String> open,
        List<Line> lines,
        Optional<FirstMail> first,
        int failures,
        Optional<Instant> due) {

    /// More than one hand-over brings.
    private static final int MOST_TAKEN = 500;

    /// As many as anybody reads; of the others the number is told.
    private static final int MOST_LINES = 100;

    /// Updates are gathered for so long.
    static final Duration BETWEEN_UPDATES = Duration.ofMinutes(5);

    /// Longer than sending can take: after a crash it is sent again by then, under the same Message-ID.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    Incident {
        taken = List.copyOf(taken);
        open = List.copyOf(open);
        lines = List.copyOf(lines);
    }

    /// Something to tell.
    ///
    /// @param event the id of what is told
    /// @param about the kind of the alert in words
    record Line(String event, Severity severity, String about, String text) {}

    /// What updates refer to.
    ///
    /// @param messageId without brackets and host
    record FirstMail(String messageId, String subject, Instant sentAt) {}

    static Incident nothing(CoiId coi) {
        return new Incident(
                coi, 0, List.of(), List.of(), List.of(), Optional.empty(), 0, Optional.empty());
    }

    /// With what is new among these; this itself if nothing is.
    Incident with(List<AlertEvent> events, Instant now) {
        List<AlertEvent> fresh =
                events.stream().filter(event -> !taken.contains(event.id())).toList();
        if (fresh.isEmpty()) {
            return this;
        }
        var allTaken = new ArrayList<>(taken);
        var nowOpen = new TreeSet<>(open);
        var allLines = new ArrayList<>(lines);
        for (AlertEvent event : fresh) {
            Alert alert = event.alert();
            allTaken.add(event.id());
            allLines.add(
                    new Line(
                            event.id(),
                            alert.severity(),
                            MailText.about(alert),
                            MailText.line(event)));
            if (event.kind() == AlertEvent.Kind.CLOSED) {
                nowOpen.remove(alert.id());
            } else if (alert.open()) {
                nowOpen.add(alert.id());
            }
        }
        Instant soonest =
                first.map(mail -> mail.sentAt().plus(BETWEEN_UPDATES))
                        .filter(now::isBefore)
                        .orElse(now);
        return new Incident(
                coi,
                version,
                last(allTaken, MOST_TAKEN),
                List.copyOf(nowOpen),
                allLines.size() <= MOST_LINES ? allLines : last(allLines, MOST_LINES),
                first,
                failures,
                due.or(() -> Optional.of(soonest)));
    }

    /// While somebody sends what is due.
    Incident leased(Instant now) {
        return new Incident(
                coi, version, taken, open, lines, first, failures, Optional.of(now.plus(LEASE)));
    }

    /// After what was known when it was leased has been mailed.
    Incident mailed(Incident leased, FirstMail root, Instant now) {
        var rest = new ArrayList<>(lines);
        rest.removeAll(leased.lines);
        boolean over = open.isEmpty() && rest.isEmpty();
        return new Incident(
                coi,
                version,
                taken,
                open,
                rest,
                over
                        ? Optional.empty()
                        : Optional.of(new FirstMail(root.messageId, root.subject, now)),
                0,
                rest.isEmpty() ? Optional.empty() : Optional.of(now.plus(BETWEEN_UPDATES)));
    }

    /// After it could not be sent.
    Incident failed(Instant now) {
        Duration wait = FIRST_RETRY;
        for (int i = 0; i < failures && wait.compareTo(LONGEST_RETRY) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return new Incident(
                coi,
                version,
                taken,
                open,
                lines,
                first,
                failures + 1,
                Optional.of(now.plus(wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY)));
    }

    Incident withVersion(long next) {
        return new Incident(coi, next, taken, open, lines, first, failures, due);
    }

    /// The worst of what is to be told.
    Severity worst() {
        return lines.stream()
                .map(Line::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.WARNING);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.size() <= most ? all : all.subList(all.size() - most, all.size());
    }
}
